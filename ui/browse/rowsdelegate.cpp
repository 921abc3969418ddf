// SPDX-License-Identifier: MIT
#include "ui/browse/rowsdelegate.h"

#include "ui/browse/rowsmodel.h"
#include "ui/style/icon.h"
#include "ui/style/metrics.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

namespace ui {

namespace {

constexpr int arrowSize = 16;

} // namespace

QRect RowsDelegate::arrowPlace(const QStyleOptionViewItem &option)
{
    const int width = scaled(arrowSize) + space(Space::Small);
    QRect place = option.rect;
    if (option.direction == Qt::RightToLeft)
        place.setRight(place.left() + width);
    else
        place.setLeft(place.right() - width);
    return place;
}

void RowsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    if (!index.data(RowsModel::LinkRole).toBool()) {
        QStyledItemDelegate::paint(painter, given, index);
        return;
    }
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QRect arrow = arrowPlace(option);
    const QStyle *style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    const QString words = option.text;
    option.text.clear();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
    option.text = words;
    option.rect.setWidth(option.rect.width() - arrow.width());
    const bool reversed = option.direction == Qt::RightToLeft;
    if (reversed)
        option.rect.moveLeft(arrow.right());
    option.backgroundBrush = {};
    option.state &= ~QStyle::State_HasFocus;
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
    const bool selected = option.state & QStyle::State_Selected;
    const QColor color = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Link);
    const int side = scaled(arrowSize);
    painter->drawPixmap(arrow.left(), arrow.center().y() - side / 2 + 1,
                        iconPixmap(reversed ? QStringLiteral("arrow-left") : QStringLiteral("arrow-right"), color, side,
                                   painter->device()->devicePixelRatioF()));
}

QSize RowsDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize own = QStyledItemDelegate::sizeHint(option, index);
    const bool linked = index.data(RowsModel::LinkRole).toBool();
    return linked ? own + QSize(scaled(arrowSize) + space(Space::Normal), 0) : own;
}

bool RowsDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease && index.data(RowsModel::LinkRole).toBool()) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && arrowPlace(option).contains(mouse->position().toPoint())) {
            Q_EMIT followed(index);
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace ui
