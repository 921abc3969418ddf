// SPDX-License-Identifier: MIT
#include "ui/widgets/banner.h"

#include "ui/style/sign.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QPainter>

namespace ui {

namespace {

constexpr int signSize = 20;
constexpr double corner = 6;

} // namespace

Banner::Banner(QWidget *parent) : QFrame(parent), m_sign(new Sign(Status::Note, signSize)), m_text(label({}))
{
    m_text->setMaximumWidth(QWIDGETSIZE_MAX);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space(Space::Normal), space(Space::Small), space(Space::Normal), space(Space::Small));
    row->setSpacing(space(Space::Medium));
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    hide();
}

void Banner::say(Status status, const QString &text)
{
    m_sign->setStatus(status);
    m_text->setText(text);
    setAccessibleName(text);
    show();
    update();
}

void Banner::clear()
{
    m_text->clear();
    hide();
}

void Banner::paintEvent(QPaintEvent *)
{
    const bool dark = schemeOf(palette()) == Scheme::Dark;
    const QColor color = statusColor(m_sign->status(), palette());
    const QColor base = palette().color(QPalette::Base);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(blended(color, base, 0.35));
    painter.setBrush(blended(color, base, dark ? 0.12 : 0.08));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner);
}

} // namespace ui
