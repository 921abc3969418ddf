// SPDX-License-Identifier: MIT
#include "ui/widgets/buttonbar.h"

#include "ui/widgets/flowlayout.h"
#include "ui/widgets/text.h"

#include <QEvent>
#include <QGridLayout>
#include <algorithm>

namespace ui {

namespace {

constexpr int barHeight = 64;
constexpr int leastWords = 200; ///< of width, for a sentence beside buttons

} // namespace

ButtonBar::ButtonBar(QWidget *parent)
    : QWidget(parent),
      m_grid(new QGridLayout(this)),
      m_front(new QWidget),
      m_frontRow(new FlowLayout(FlowLayout::Side::Leading, m_front)),
      m_words(label({}, TextRole::Body, Voice::Second)),
      m_back(new QWidget),
      m_backRow(new FlowLayout(FlowLayout::Side::Trailing, m_back))
{
    m_words->setMaximumWidth(QWIDGETSIZE_MAX);
    m_grid->setContentsMargins(space(Space::Huge), space(Space::Small), space(Space::Huge), space(Space::Small));
    m_grid->setHorizontalSpacing(0); // there may be nothing in front
    m_grid->setVerticalSpacing(space(Space::Small));
    m_grid->setColumnStretch(1, 1);
    m_grid->addWidget(m_front, 0, 0, Qt::AlignVCenter);
    m_grid->addWidget(m_words, 0, 1, Qt::AlignVCenter);
    m_grid->addWidget(m_back, 0, 2, Qt::AlignVCenter);
    m_backRow->setContentsMargins(space(Space::Small), 0, 0, 0);
    setMinimumHeight(scaled(barHeight));
    setWords({});
}

void ButtonBar::setWords(const QString &words)
{
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
}

void ButtonBar::addFront(QWidget *widget)
{
    m_frontRow->addWidget(widget);
}

void ButtonBar::addBack(QWidget *widget)
{
    m_backRow->addWidget(widget);
}

QSize ButtonBar::minimumSizeHint() const
{
    const QMargins around = m_grid->contentsMargins();
    const int buttons = m_frontRow->minimumSize().width() + m_backRow->minimumSize().width();
    return {around.left() + buttons + around.right(), QWidget::minimumSizeHint().height()};
}

bool ButtonBar::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return QWidget::event(event);
}

void ButtonBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool ButtonBar::hasFront() const
{
    for (int i = 0; i < m_frontRow->count(); ++i) {
        if (!m_frontRow->itemAt(i)->isEmpty())
            return true;
    }
    return false;
}

void ButtonBar::arrange()
{
    m_frontRow->setContentsMargins(0, 0, hasFront() ? space(Space::Small) : 0, 0);
    const int buttons = m_frontRow->sizeHint().width() + m_backRow->sizeHint().width();
    const int words = m_words->isHidden() ? 0 : std::min(m_words->sizeHint().width(), scaled(leastWords));
    const bool inOneLine = buttons + words <= m_grid->contentsRect().width();
    m_back->setMinimumWidth(inOneLine ? m_backRow->sizeHint().width() : 0); // the sentence gives way, not they
    if (inOneLine == m_inOneLine)
        return;
    m_inOneLine = inOneLine;
    const int row = inOneLine ? 0 : 1;
    for (QWidget *widget : QWidgetList{m_front, m_words, m_back})
        m_grid->removeWidget(widget);
    m_grid->addWidget(m_front, row, 0, Qt::AlignVCenter);
    m_grid->addWidget(m_words, 0, inOneLine ? 1 : 0, 1, inOneLine ? 1 : 3, Qt::AlignVCenter);
    m_grid->addWidget(m_back, row, 2, Qt::AlignVCenter);
}

} // namespace ui
