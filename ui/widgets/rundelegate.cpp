// SPDX-License-Identifier: MIT
#include "ui/widgets/rundelegate.h"

#include "ui/style/metrics.h"
#include "ui/style/sign.h"

#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr int signSize = 20;
constexpr int barHeight = 8;
constexpr int percentWidth = 48;
constexpr int rowsWidth = 190;
constexpr double barShare = 0.34; ///< of the row

/// Cuts pieces off a row, from its beginning or its end; in a right-to-left layout the beginning is on the right.
class Cutter
{
public:
    Cutter(const QRect &row, bool reversed) : m_rest(row), m_reversed(reversed) {}
    QRect front(int width) { return cut(width, !m_reversed); }
    QRect back(int width) { return cut(width, m_reversed); }
    [[nodiscard]] QRect rest() const { return m_rest; }

private:
    QRect cut(int width, bool left)
    {
        QRect piece = m_rest;
        if (left) {
            piece.setWidth(width);
            m_rest.setLeft(piece.right() + 1);
        } else {
            piece.setLeft(m_rest.right() - width + 1);
            m_rest.setRight(piece.left() - 1);
        }
        return piece;
    }
    QRect m_rest;
    bool m_reversed;
};

void paintBar(QPainter &painter, const QRect &place, double share, const QPalette &palette, bool reversed)
{
    const QRectF frame(place.left() + 0.5, place.center().y() - scaled(barHeight) / 2.0 + 0.5, place.width() - 1,
                       scaled(barHeight));
    painter.setPen(palette.color(QPalette::Dark));
    painter.setBrush(palette.color(QPalette::Base));
    painter.drawRoundedRect(frame, 2, 2);
    QRectF done = frame;
    done.setWidth(frame.width() * share);
    if (reversed)
        done.moveRight(frame.right());
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.color(QPalette::Highlight));
    painter.drawRoundedRect(done, 2, 2);
}

} // namespace

RunDelegate::RunDelegate(RunRoles roles, QObject *parent) : QStyledItemDelegate(parent), m_roles(roles)
{
}

QSize RunDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {scaled(320), scaled(runningRowHeight)};
}

void RunDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QPalette &palette = option.palette;
    const bool reversed = option.direction == Qt::RightToLeft;
    const QColor base = palette.color(QPalette::Base);
    const auto status = static_cast<Status>(index.data(m_roles.status).toInt());
    const bool busy = status == Status::Running;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, selectionTint(palette));
    painter->setPen(blended(palette.color(QPalette::Mid), base, 0.5));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const auto write = [&](const QRect &place, const QString &text, Qt::Alignment alignment) {
        painter->drawText(place, static_cast<int>(QStyle::visualAlignment(option.direction, alignment)),
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
    };
    const QColor first = palette.color(QPalette::Text);
    const QColor second = palette.color(QPalette::PlaceholderText);
    Cutter cutter(option.rect, reversed);
    cutter.front(space(Space::Normal));
    cutter.back(space(Space::Normal));
    const QRect sign = cutter.front(scaled(signSize));
    paintSign(*painter, QRectF(sign.left(), sign.center().y() - sign.width() / 2.0 + 1, sign.width(), sign.width()),
              status, palette);
    cutter.front(space(Space::Normal));
    painter->setFont(textFont(TextRole::Body));
    const QString rows = index.data(m_roles.rows).toString();
    if (!rows.isEmpty()) {
        const int own = painter->fontMetrics().horizontalAdvance(rows) + 2;
        painter->setPen(status == Status::Waiting ? second : first);
        write(cutter.back(std::max(scaled(rowsWidth), own + space(Space::Normal))), rows,
              Qt::AlignRight | Qt::AlignVCenter);
    }
    const QVariant share = index.data(m_roles.share);
    if (share.isValid()) {
        const int percent = static_cast<int>(std::floor(share.toDouble() * 100));
        painter->setPen(first);
        write(cutter.back(scaled(percentWidth)), tr("%1 %").arg(QLocale().toString(percent)),
              Qt::AlignRight | Qt::AlignVCenter);
        cutter.back(space(Space::Normal));
        paintBar(*painter, cutter.back(static_cast<int>(option.rect.width() * barShare)), share.toDouble(), palette,
                 reversed);
        cutter.back(space(Space::Normal));
    }
    const QRect words = cutter.rest();
    const int middle = words.center().y() + 1;
    QFont name = textFont(TextRole::Body);
    name.setWeight(busy ? QFont::DemiBold : QFont::Normal);
    painter->setFont(name);
    painter->setPen(first);
    write(QRect(words.left(), words.top(), words.width(), middle - words.top()), index.data().toString(),
          Qt::AlignLeft | Qt::AlignBottom);
    painter->setFont(textFont(TextRole::Small));
    painter->setPen(second);
    write(QRect(words.left(), middle, words.width(), words.bottom() - middle),
          index.data(m_roles.secondLine).toString(), Qt::AlignLeft | Qt::AlignTop);
    painter->restore();
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(palette.color(QPalette::Link));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
    }
}

} // namespace ui
