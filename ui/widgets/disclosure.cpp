// SPDX-License-Identifier: MIT
#include "ui/widgets/disclosure.h"

#include "ui/style/icon.h"
#include "ui/style/metrics.h"

#include <QStyleOptionToolButton>
#include <QStylePainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

namespace {

constexpr int leastWidth = 120;

/// Where there is no room for all of its words, it leaves some out, and a tip has them.
class Title : public QToolButton
{
public:
    Title() { setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed); }
    [[nodiscard]] QSize minimumSizeHint() const override { return {scaled(leastWidth), sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QToolButton::resizeEvent(event);
        setToolTip(width() < sizeHint().width() ? text() : QString());
    }
    void paintEvent(QPaintEvent *) override
    {
        QStyleOptionToolButton option;
        initStyleOption(&option);
        const int around = sizeHint().width() - fontMetrics().size(Qt::TextShowMnemonic, text()).width();
        option.text = fontMetrics().elidedText(text(), Qt::ElideRight, width() - around, Qt::TextShowMnemonic);
        QStylePainter(this).drawComplexControl(QStyle::CC_ToolButton, option);
    }
};

} // namespace

Disclosure::Disclosure(const QString &title, QWidget *content, QWidget *parent)
    : QWidget(parent), m_button(new Title), m_content(content)
{
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setAutoRaise(true);
    m_button->setCheckable(true);
    m_button->setIconSize(QSize(scaled(16), scaled(16)));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space(Space::Hair));
    column->addWidget(m_button, 0, Qt::AlignLeft);
    auto *inset = new QVBoxLayout;
    inset->setContentsMargins(space(Space::Large), 0, 0, 0);
    inset->addWidget(m_content);
    column->addLayout(inset);
    setTitle(title);
    setOpen(false);
    connect(m_button, &QToolButton::toggled, this, [this](bool open) {
        setOpen(open);
        Q_EMIT toggled(open);
    });
}

void Disclosure::setTitle(const QString &title)
{
    m_button->setText(title);
    m_button->setAccessibleName(title);
}

void Disclosure::setOpen(bool open)
{
    m_button->setChecked(open);
    m_button->setIcon(icon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    m_content->setVisible(open);
}

bool Disclosure::isOpen() const
{
    return m_button->isChecked();
}

} // namespace ui
