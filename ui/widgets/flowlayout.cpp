// SPDX-License-Identifier: MIT
#include "ui/widgets/flowlayout.h"

#include "ui/style/metrics.h"

#include <QStyle>
#include <QWidget>
#include <algorithm>

namespace ui {

namespace {

QSize sizeOf(const QLayoutItem &item, int most)
{
    QSize size = item.sizeHint();
    size.setWidth(std::max(std::min(size.width(), most), item.minimumSize().width()));
    if (item.hasHeightForWidth())
        size.setHeight(item.heightForWidth(size.width()));
    return size;
}

int heightOf(const QList<QLayoutItem *> &line, int width)
{
    int height = 0;
    for (const QLayoutItem *item : line)
        height = std::max(height, sizeOf(*item, width).height());
    return height;
}

} // namespace

FlowLayout::FlowLayout(Side side, QWidget *parent) : QLayout(parent), m_side(side)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(space(Space::Small));
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items += item;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QSize FlowLayout::margins() const
{
    const QMargins around = contentsMargins();
    return {around.left() + around.right(), around.top() + around.bottom()};
}

QList<QList<QLayoutItem *>> FlowLayout::linesFor(int width) const
{
    QList<QList<QLayoutItem *>> lines;
    int used = 0;
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty()) // hidden
            continue;
        const int wanted = sizeOf(*item, width).width();
        if (lines.isEmpty() || used + spacing() + wanted > width) {
            lines += QList<QLayoutItem *>{item};
            used = wanted;
        } else {
            lines.last() += item;
            used += spacing() + wanted;
        }
    }
    return lines;
}

int FlowLayout::heightForWidth(int width) const
{
    const int inner = width - margins().width();
    int height = 0;
    for (const QList<QLayoutItem *> &line : linesFor(inner))
        height += heightOf(line, inner) + spacing();
    return std::max(height - spacing(), 0) + margins().height();
}

QSize FlowLayout::sizeHint() const
{
    int width = 0;
    for (const QLayoutItem *item : m_items)
        width += item->isEmpty() ? 0 : item->sizeHint().width() + spacing();
    const QSize size(std::max(width - spacing(), 0) + margins().width(), 0);
    return {size.width(), heightForWidth(size.width())};
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    return size + margins();
}

void FlowLayout::setGeometry(const QRect &place)
{
    QLayout::setGeometry(place);
    const QRect inner = contentsRect();
    const Qt::LayoutDirection direction =
        parentWidget() != nullptr ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int top = inner.top();
    for (const QList<QLayoutItem *> &line : linesFor(inner.width())) {
        const int height = heightOf(line, inner.width());
        int width = -spacing();
        for (const QLayoutItem *item : line)
            width += sizeOf(*item, inner.width()).width() + spacing();
        int left = m_side == Side::Leading ? inner.left() : inner.right() + 1 - width;
        for (QLayoutItem *item : line) {
            const QSize size = sizeOf(*item, inner.width());
            const QRect wanted(left, top + (height - size.height()) / 2, size.width(), size.height());
            item->setGeometry(QStyle::visualRect(direction, inner, wanted));
            left += size.width() + spacing();
        }
        top += height + spacing();
    }
}

} // namespace ui
