// SPDX-License-Identifier: MIT
#include "ui/widgets/factrow.h"

#include "ui/style/metrics.h"
#include "ui/widgets/picture.h"

#include <QHBoxLayout>
#include <QLabel>
#include <algorithm>

namespace ui {

namespace {

constexpr int iconSize = 16;

} // namespace

FactRow::FactRow(QWidget *parent) : QWidget(parent), m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space(Space::Large));
    m_row->addStretch(1);
}

void FactRow::add(const QString &iconName, QLabel *words)
{
    auto *fact = new QWidget;
    auto *row = new QHBoxLayout(fact);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space(Space::Small));
    words->setWordWrap(false);
    row->addWidget(new Picture(iconName, iconSize, QPalette::WindowText));
    row->addWidget(words);
    row->addStretch(1);
    m_words += words;
    m_row->insertWidget(m_row->count() - 1, fact);
}

/// They may stand one under the other.
QSize FactRow::minimumSizeHint() const
{
    int widest = 0;
    for (const QLabel *words : m_words)
        widest = std::max(widest, words->sizeHint().width() + scaled(iconSize) + space(Space::Small));
    return {widest, QWidget::minimumSizeHint().height()};
}

void FactRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    int wanted = 0;
    for (const QLabel *words : m_words)
        wanted += words->sizeHint().width() + scaled(iconSize) + space(Space::Small) + space(Space::Large);
    const bool fits = wanted <= width();
    m_row->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_row->setSpacing(fits ? space(Space::Large) : space(Space::Hair));
}

} // namespace ui
