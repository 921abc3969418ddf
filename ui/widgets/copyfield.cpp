// SPDX-License-Identifier: MIT
#include "ui/widgets/copyfield.h"

#include "ui/style/icon.h"
#include "ui/style/metrics.h"

#include <QClipboard>
#include <QEvent>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QtMath>
#include <algorithm>

namespace ui {

namespace {

constexpr int mostLines = 8;

} // namespace

CopyField::CopyField(const QString &accessibleName, QWidget *parent) : QWidget(parent), m_text(new QPlainTextEdit)
{
    m_text->setReadOnly(true);
    m_text->setFont(textFont(TextRole::Fixed));
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(accessibleName);
    auto *copy = new QPushButton(icon(QStringLiteral("copy")), tr("Copy"));
    copy->setAccessibleDescription(accessibleName);
    m_text->viewport()->installEventFilter(this);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space(Space::Small));
    row->addWidget(m_text, 1);
    row->addWidget(copy, 0, Qt::AlignTop);
}

void CopyField::setText(const QString &text)
{
    m_text->setPlainText(text);
    fit();
}

bool CopyField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize) // its lines are broken anew after this
        QMetaObject::invokeMethod(this, &CopyField::fit, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

/// As high as its lines, wrapped ones too.
void CopyField::fit()
{
    const int lines = std::clamp(qCeil(m_text->document()->size().height()), 1, mostLines);
    m_text->setFixedHeight(QFontMetrics(m_text->font()).lineSpacing() * lines + scaled(18));
}

QString CopyField::text() const
{
    return m_text->toPlainText();
}

} // namespace ui
