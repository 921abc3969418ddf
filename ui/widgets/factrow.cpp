// SPDX-License-Identifier: MIT
#include "ui/widgets/factrow.h"

#include "ui/style/metrics.h"
#include "ui/widgets/picture.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace ui {

namespace {

constexpr int iconSize = 16;
constexpr int leastWidth = 160;

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
    row->addWidget(new Picture(iconName, iconSize, QPalette::WindowText), 0, Qt::AlignTop | Qt::AlignLeading);
    row->addWidget(words, 1);
    words->setWordWrap(false);
    words->setMaximumWidth(QWIDGETSIZE_MAX); // else what is left of the row parts the icon from them
    m_words += words;
    m_row->insertWidget(m_row->count() - 1, fact);
}

/// They may stand one under the other, and take several lines.
QSize FactRow::minimumSizeHint() const
{
    return {scaled(leastWidth), QWidget::minimumSizeHint().height()};
}

bool FactRow::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return QWidget::event(event);
}

void FactRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void FactRow::arrange()
{
    int wanted = 0;
    for (const QLabel *words : m_words)
        wanted += words->fontMetrics().horizontalAdvance(words->text()) + scaled(iconSize) + space(Space::Small) +
                  space(Space::Large);
    const bool fits = wanted <= width();
    if (m_fits == fits)
        return;
    m_fits = fits;
    m_row->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_row->setSpacing(fits ? space(Space::Large) : space(Space::Hair));
    for (QLabel *words : m_words)
        words->setWordWrap(!fits);
}

} // namespace ui
