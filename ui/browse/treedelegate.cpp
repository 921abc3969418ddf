// SPDX-License-Identifier: MIT
#include "ui/browse/treedelegate.h"

#include "ui/browse/treemodel.h"
#include "ui/style/icon.h"
#include "ui/style/metrics.h"
#include "ui/style/sign.h"

#include <QApplication>
#include <QPainter>

namespace ui {

namespace {

constexpr int signSize = 16;

} // namespace

QSize TreeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(scaled(browserRowHeight));
    return size;
}

QWidget *TreeDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    editor->setAccessibleName(tr("New name of %1").arg(index.data().toString()));
    return editor;
}

void TreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const bool reversed = option.direction == Qt::RightToLeft;
    const bool selected = option.state & QStyle::State_Selected;
    const QColor second = option.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText);
    const QFont small = textFont(TextRole::Small);
    const QString size = index.data(TreeModel::SizeRole).toString();
    const QVariant status = index.data(TreeModel::StatusRole);
    const bool locked = index.data(TreeModel::LockedRole).toBool();
    QRect rest = option.rect.adjusted(0, 0, 0, 0);
    const auto takeEnd = [&](int width) {
        QRect end = rest;
        if (reversed) {
            end.setRight(rest.left() + width);
            rest.setLeft(end.right() + space(Space::Hair));
        } else {
            end.setLeft(rest.right() - width);
            rest.setRight(end.left() - space(Space::Hair));
        }
        return end;
    };
    takeEnd(space(Space::Hair));
    const QRect sizePlace = size.isEmpty() ? QRect() : takeEnd(QFontMetrics(small).horizontalAdvance(size) + 2);
    const QRect signPlace = locked || status.isValid() ? takeEnd(scaled(signSize)) : QRect();
    const QStyle *style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    const QRect words = style->subElementRect(QStyle::SE_ItemViewItemText, &option, option.widget);
    const int room = (reversed ? words.right() - rest.left() : rest.right() - words.left()) - space(Space::Small);
    option.text = option.fontMetrics.elidedText(option.text, Qt::ElideMiddle, room);
    option.textElideMode = Qt::ElideNone;
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
    painter->save();
    painter->setFont(small);
    painter->setPen(second);
    painter->drawText(sizePlace, int(Qt::AlignVCenter | (reversed ? Qt::AlignLeft : Qt::AlignRight)), size);
    const int side = scaled(signSize);
    const QRect square(signPlace.left(), signPlace.center().y() - side / 2 + 1, side, side);
    if (status.isValid())
        paintSign(*painter, QRectF(square), static_cast<Status>(status.toInt()), option.palette);
    else if (locked)
        painter->drawPixmap(square.topLeft(),
                            iconPixmap(QStringLiteral("lock"), second, side, painter->device()->devicePixelRatioF()));
    painter->restore();
}

} // namespace ui
