// SPDX-License-Identifier: MIT
#include "ui/widgets/sentencelist.h"

#include "ui/style/metrics.h"

#include <algorithm>

namespace ui {

namespace {

constexpr int mostHeight = 240;

} // namespace

SentenceList::SentenceList(const QString &accessibleName, QWidget *parent) : QListView(parent)
{
    setAccessibleName(accessibleName);
    setWordWrap(true);
    setResizeMode(QListView::Adjust);
    setLayoutMode(QListView::Batched);
    setSpacing(space(Space::Hair) / 2);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize SentenceList::sizeHint() const
{
    const int height = contentsSize().height() + 2 * frameWidth();
    return {QListView::sizeHint().width(), std::min(height, scaled(mostHeight))};
}

QSize SentenceList::minimumSizeHint() const
{
    return {QListView::minimumSizeHint().width(), sizeHint().height()};
}

void SentenceList::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    updateGeometry();
}

void SentenceList::updateGeometries()
{
    QListView::updateGeometries();
    updateGeometry();
}

} // namespace ui
