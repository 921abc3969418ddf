// SPDX-License-Identifier: MIT
#include "ui/style/sign.h"

#include "ui/style/metrics.h"

#include <QPainter>
#include <QPainterPath>

namespace ui {

namespace {

/// Drawn on a square of 20.
constexpr double side = 20;

QPen linePen(const QColor &color, double width)
{
    return {QBrush(color), width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

void paintFine(QPainter &painter, const QColor &color, const QColor &inner)
{
    painter.setBrush(color);
    painter.drawEllipse(QRectF(1, 1, 18, 18));
    painter.setPen(linePen(inner, 2));
    painter.drawPolyline(QPolygonF({{5.8, 10.4}, {8.8, 13.3}, {14.3, 7.2}}));
}

void paintNote(QPainter &painter, const QColor &color, const QColor &inner)
{
    QPainterPath path;
    path.addPolygon(QPolygonF({{10, 2.2}, {19, 17.8}, {1, 17.8}, {10, 2.2}}));
    painter.setPen(linePen(color, 1.6));
    painter.setBrush(color);
    painter.drawPath(path);
    painter.setPen(linePen(inner, 2));
    painter.drawLine(QPointF(10, 7.6), QPointF(10, 12));
    painter.drawPoint(QPointF(10, 15.2));
}

void paintWrong(QPainter &painter, const QColor &color, const QColor &inner)
{
    painter.setBrush(color);
    painter.drawPolygon(
        QPolygonF({{6.3, 1}, {13.7, 1}, {19, 6.3}, {19, 13.7}, {13.7, 19}, {6.3, 19}, {1, 13.7}, {1, 6.3}}));
    painter.setPen(linePen(inner, 2));
    painter.drawLine(QPointF(7, 7), QPointF(13, 13));
    painter.drawLine(QPointF(13, 7), QPointF(7, 13));
}

void paintRing(QPainter &painter, const QColor &color)
{
    painter.setPen(linePen(color, 1.8));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QRectF(2, 2, 16, 16));
}

void paintRunning(QPainter &painter, const QColor &color)
{
    constexpr int quarter = 90 * 16;
    paintRing(painter, color);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPie(QRectF(4.5, 4.5, 11, 11), 0, quarter);
}

} // namespace

void paintSign(QPainter &painter, const QRectF &rectangle, Status status, const QPalette &palette)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rectangle.topLeft());
    painter.scale(rectangle.width() / side, rectangle.height() / side);
    painter.setPen(Qt::NoPen);
    const QColor color = statusColor(status, palette);
    const QColor inner = palette.color(QPalette::Base);
    switch (status) {
    case Status::Fine:
        paintFine(painter, color, inner);
        break;
    case Status::Note:
        paintNote(painter, color, inner);
        break;
    case Status::Wrong:
        paintWrong(painter, color, inner);
        break;
    case Status::Running:
        paintRunning(painter, color);
        break;
    case Status::Waiting:
        paintRing(painter, color);
        break;
    }
    painter.restore();
}

Sign::Sign(Status status, int size, QWidget *parent) : QWidget(parent), m_status(status), m_size(size)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(statusWord(status));
}

void Sign::setStatus(Status status)
{
    m_status = status;
    setAccessibleName(statusWord(status));
    update();
}

QSize Sign::sizeHint() const
{
    return {scaled(m_size), scaled(m_size)};
}

void Sign::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QSizeF size = sizeHint();
    paintSign(painter, QRectF({(width() - size.width()) / 2, (height() - size.height()) / 2}, size), m_status,
              palette());
}

} // namespace ui
