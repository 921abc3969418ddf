// SPDX-License-Identifier: MIT
#include "ui/widgets/creatordelegate.h"

#include "ui/style/metrics.h"
#include "ui/style/sign.h"

#include <QApplication>
#include <QPainter>

namespace ui {

namespace {

constexpr int signSize = 16;
constexpr int barWidth = 64;
constexpr int barHeight = 8;
constexpr int sizeTextWidth = 64;

void paintBar(QPainter &painter, const QRect &place, double share, const QPalette &palette, bool reversed)
{
    const bool dark = schemeOf(palette) == Scheme::Dark;
    const QColor base = palette.color(QPalette::Base);
    QRectF done = place;
    done.setWidth(place.width() * share);
    if (reversed)
        done.moveRight(place.right() + 1);
    painter.fillRect(place, palette.color(QPalette::Midlight));
    painter.fillRect(done, blended(palette.color(QPalette::Highlight), base, dark ? 0.75 : 0.45));
}

} // namespace

CreatorDelegate::CreatorDelegate(RowRoles roles, QObject *parent) : QStyledItemDelegate(parent), m_roles(roles)
{
}

void CreatorDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.data(m_roles.isGroup).toBool())
        option->font.setWeight(QFont::DemiBold);
    option->fontMetrics = QFontMetrics(option->font);
}

QSize CreatorDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    const bool twoLines = m_roles.secondLine != 0; // groups, too: a view of many rows wants them all alike
    size.rwidth() += 2 * space(Space::Small);
    size.setHeight(scaled(twoLines ? tallRowHeight : rowHeight));
    if (index.column() == m_roles.barColumn)
        size.setWidth(scaled(sizeTextWidth + barWidth) + 3 * space(Space::Small));
    if (index.column() == m_roles.signColumn)
        size.rwidth() += scaled(signSize) + space(Space::Small);
    return size;
}

void CreatorDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QString words = option.text;
    option.text.clear();
    const QStyle *style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    // The selection is a tint: words and signs keep their colours.
    const QColor base = option.palette.color(QPalette::Base);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, selectionTint(option.palette));
    QStyleOptionViewItem frame = option;
    frame.state &= ~QStyle::State_Selected;
    style->drawControl(QStyle::CE_ItemViewItem, &frame, painter, option.widget);

    painter->save();
    option.text = words;
    QRect place = style->subElementRect(QStyle::SE_ItemViewItemText, &option, option.widget);
    place.setTop(option.rect.top());
    place.setBottom(option.rect.bottom());
    const bool reversed = option.direction == Qt::RightToLeft;
    const int gap = space(Space::Small);
    const bool plain = !index.data(Qt::CheckStateRole).isValid();
    if (index.column() != 0 || plain)
        place = option.rect.adjusted(gap, 0, -gap, 0);
    else
        (reversed ? place.setLeft(option.rect.left() + gap) : place.setRight(option.rect.right() - gap));
    const auto takeFront = [&](int width) {
        QRect front = place;
        if (reversed) {
            front.setLeft(place.right() - width);
            place.setRight(front.left() - gap);
        } else {
            front.setRight(place.left() + width);
            place.setLeft(front.right() + gap);
        }
        return front;
    };
    const QVariant status = index.data(m_roles.status);
    if (index.column() == m_roles.signColumn && status.isValid() && !words.isEmpty()) {
        const int size = scaled(signSize);
        const QRect front = takeFront(size);
        paintSign(*painter, QRectF(front.left(), front.center().y() - size / 2.0 + 1, size, size),
                  static_cast<Status>(status.toInt()), option.palette);
    }
    Qt::Alignment alignment = option.displayAlignment & Qt::AlignHorizontal_Mask;
    const QVariant share = index.data(m_roles.share);
    if (index.column() == m_roles.barColumn && share.isValid()) {
        QRect text = takeFront(scaled(sizeTextWidth));
        QRect bar = takeFront(scaled(barWidth));
        bar = QRect(bar.left(), bar.center().y() - scaled(barHeight) / 2 + 1, bar.width(), scaled(barHeight));
        paintBar(*painter, bar, share.toDouble(), option.palette, reversed);
        place = text;
        alignment = Qt::AlignRight;
    }
    painter->setPen(option.palette.color(QPalette::Text));
    painter->setFont(option.font);
    const QString second = m_roles.secondLine != 0 ? index.data(m_roles.secondLine).toString() : QString();
    const auto draw = [&](const QRect &rectangle, const QString &line, Qt::Alignment vertical) {
        painter->drawText(rectangle, static_cast<int>(QStyle::visualAlignment(option.direction, alignment) | vertical),
                          painter->fontMetrics().elidedText(line, Qt::ElideMiddle, rectangle.width()));
    };
    if (second.isEmpty()) {
        draw(place, words, Qt::AlignVCenter);
    } else if (index.data(m_roles.isGroup).toBool()) {
        QRect first = takeFront(painter->fontMetrics().horizontalAdvance(words));
        draw(first.adjusted(0, 0, 2, 0), words, Qt::AlignVCenter);
        painter->setFont(textFont(TextRole::Small));
        painter->setPen(option.palette.color(QPalette::PlaceholderText));
        draw(place, second, Qt::AlignVCenter);
    } else {
        const int middle = place.center().y();
        draw(QRect(place.left(), place.top(), place.width(), middle - place.top()), words, Qt::AlignBottom);
        painter->setFont(textFont(TextRole::Small));
        painter->setPen(option.palette.color(QPalette::PlaceholderText));
        draw(QRect(place.left(), middle, place.width(), place.bottom() - middle), second, Qt::AlignTop);
    }
    painter->restore();
    painter->setPen(blended(option.palette.color(QPalette::Mid), base, 0.5));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

} // namespace ui
