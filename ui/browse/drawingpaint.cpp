// SPDX-License-Identifier: MIT
#include "ui/browse/drawing.h"
#include "ui/style/colors.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>
#include <QSvgRenderer>
#include <algorithm>

namespace ui {

namespace {

constexpr double corner = 3;
constexpr double smallestReadable = 4.5; ///< pixels of a letter's size
constexpr double calmOnScreen = 12;      ///< pixels that a title has from far away, if there is room
constexpr int mostFarLines = 4;
constexpr double faint = 0.35;

QColor lineColor(const DrawingStyle &style, Emphasis emphasis)
{
    const bool strong = emphasis == Emphasis::Current || emphasis == Emphasis::Near || emphasis == Emphasis::Found;
    return style.palette.color(strong ? QPalette::Link : QPalette::Dark);
}

QColor headColor(const DrawingStyle &style, Emphasis emphasis)
{
    const QColor base = style.palette.color(QPalette::Base);
    if (emphasis != Emphasis::Current && emphasis != Emphasis::Found)
        return style.palette.color(QPalette::AlternateBase);
    const bool dark = schemeOf(style.palette) == Scheme::Dark;
    return blended(style.palette.color(QPalette::Highlight), base, dark ? 0.4 : 0.2);
}

double headHeight(const DrawnTable &table, const DrawingStyle &style)
{
    return style.headHeight + (table.area.isEmpty() ? 0 : style.areaHeight);
}

/// The box with its head; the ground of the rows is that of a page.
void paintBox(QPainter &painter, const DrawnTable &table, const DrawingStyle &style, Emphasis emphasis)
{
    const double width = emphasis == Emphasis::Current ? 2.5 : emphasis == Emphasis::Near ? 1.6 : 1;
    QPen outline(lineColor(style, emphasis), width * style.scale);
    if (!table.area.isEmpty())
        outline.setStyle(Qt::DashLine);
    const double radius = corner * style.scale;
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.palette.color(QPalette::Base));
    painter.drawRoundedRect(table.box, radius, radius);
    QRectF head = table.box;
    head.setHeight(headHeight(table, style));
    const bool onlyHead = table.rows.isEmpty() && table.foot.isEmpty();
    painter.setBrush(headColor(style, emphasis));
    painter.drawRoundedRect(head, radius, radius);
    if (!onlyHead) {
        painter.drawRect(head.adjusted(0, radius, 0, 0));
        painter.setPen(QPen(style.palette.color(QPalette::Mid), style.scale));
        painter.drawLine(head.bottomLeft(), head.bottomRight());
    }
    painter.setPen(outline);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(table.box, radius, radius);
}

void paintText(QPainter &painter, const QRectF &rectangle, const QFont &font, const QColor &color,
               Qt::Alignment alignment, const QString &text)
{
    painter.setFont(font);
    painter.setPen(color);
    painter.setLayoutDirection(Qt::LeftToRight); // a picture is not mirrored
    painter.drawText(rectangle, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip, text);
}

void paintHead(QPainter &painter, const DrawnTable &table, const DrawingStyle &style)
{
    const QPalette &palette = style.palette;
    QRectF line = table.box.adjusted(style.padding, 0, -style.padding, 0);
    line.setHeight(style.headHeight);
    paintText(painter, line, style.title, palette.color(QPalette::Text), Qt::AlignLeft, table.title);
    if (table.locked)
        style.lock->render(
            &painter, QRectF(line.right() - style.sign, line.center().y() - style.sign / 2, style.sign, style.sign));
    if (table.area.isEmpty())
        return;
    const QRectF below(line.left(), line.bottom() - style.areaHeight * 0.4, line.width(), style.areaHeight);
    paintText(painter, below, style.small, palette.color(QPalette::PlaceholderText), Qt::AlignLeft, table.area);
}

void paintRows(QPainter &painter, const DrawnTable &table, const DrawingStyle &style)
{
    const QColor second = style.palette.color(QPalette::PlaceholderText);
    const double indent = style.sign + style.padding * 0.6;
    QRectF line = table.box.adjusted(style.padding, headHeight(table, style), -style.padding, 0);
    line.setHeight(style.rowHeight);
    for (const DrawnRow &row : table.rows) {
        const QRectF sign(line.left(), line.center().y() - style.sign / 2, style.sign, style.sign);
        if (row.sign == RowSign::Key || row.sign == RowSign::KeyAndLink)
            style.key->render(&painter, sign);
        else if (row.sign == RowSign::Link)
            style.link->render(&painter, sign);
        if (row.sign == RowSign::KeyAndLink) {
            const double end = indent + QFontMetricsF(style.body).horizontalAdvance(row.name) + style.padding * 0.4;
            style.link->render(&painter, sign.translated(end, 0));
        }
        paintText(painter, line.adjusted(indent, 0, 0, 0), style.body, style.palette.color(QPalette::Text),
                  Qt::AlignLeft, row.name);
        paintText(painter, line, style.small, second, Qt::AlignRight, row.type);
        line.translate(0, style.rowHeight);
    }
    if (!table.foot.isEmpty())
        paintText(painter, line.adjusted(indent, 0, 0, 0), style.small, second, Qt::AlignLeft, table.foot);
}

/// A name on so many lines, broken where its words end: after "_", before a capital letter.
QStringList broken(const QString &name, qsizetype lines)
{
    const qsizetype goal = (name.size() + lines - 1) / lines;
    QStringList result{QString()};
    qsizetype begin = 0;
    for (qsizetype i = 1; i <= name.size(); ++i) {
        const bool ends = i == name.size() || name.at(i - 1) == u'_' || name.at(i - 1).isSpace() ||
                          (name.at(i).isUpper() && name.at(i - 1).isLower());
        if (!ends)
            continue;
        const QString word = name.mid(begin, i - begin);
        if (!result.last().isEmpty() && result.last().size() + word.size() > goal && result.size() < lines)
            result.append(QString());
        result.last() += word;
        begin = i;
    }
    return result;
}

struct FarTitle
{
    QStringList lines;
    double factor = 0; ///< how much larger than a title it may be
};

FarTitle farTitle(const QString &title, const QFontMetricsF &metrics, const QSizeF &room)
{
    FarTitle best;
    for (int count = 1; count <= mostFarLines; ++count) {
        const QStringList lines = broken(title, count);
        if (lines.size() < count)
            break;
        double width = 1;
        for (const QString &line : lines)
            width = std::max(width, metrics.horizontalAdvance(line));
        const double factor = std::min(room.width() / width, room.height() / (metrics.height() * count));
        if (factor > best.factor)
            best = {lines, factor};
    }
    return best;
}

} // namespace

bool isReadable(const DrawingStyle &style, double detail)
{
    return style.body.pixelSize() * detail >= smallestReadable;
}

void paintTable(QPainter &painter, const DrawnTable &table, const DrawingStyle &style, Emphasis emphasis)
{
    painter.setOpacity(emphasis == Emphasis::Faint ? faint : 1);
    paintBox(painter, table, style, emphasis);
    paintHead(painter, table, style);
    paintRows(painter, table, style);
    painter.setOpacity(1);
}

void paintFarTable(QPainter &painter, const DrawnTable &table, const DrawingStyle &style, Emphasis emphasis,
                   double detail)
{
    painter.setOpacity(emphasis == Emphasis::Faint ? faint : 1);
    const double radius = corner * style.scale;
    painter.setPen(QPen(lineColor(style, emphasis), (emphasis == Emphasis::Plain ? 1 : 2.5) / detail));
    painter.setBrush(headColor(style, emphasis));
    painter.drawRoundedRect(table.box, radius, radius);
    const double air = 3 * style.scale;
    const QRectF room = table.box.adjusted(air, air, -air, -air);
    const FarTitle far = farTitle(table.title, QFontMetricsF(style.title), room.size());
    const double factor = std::min(far.factor, calmOnScreen / (detail * style.title.pixelSize()));
    painter.save();
    painter.translate(room.center());
    painter.scale(factor, factor);
    painter.setFont(style.title);
    painter.setPen(style.palette.color(QPalette::Text));
    const QSizeF size(room.width() / factor, room.height() / factor);
    painter.drawText(QRectF({-size.width() / 2, -size.height() / 2}, size), int(Qt::AlignCenter) | Qt::TextDontClip,
                     far.lines.join(QChar::LineFeed));
    painter.restore();
    painter.setOpacity(1);
}

void paintLine(QPainter &painter, const DrawnLine &line, const DrawingStyle &style, Emphasis emphasis)
{
    if (line.path.isEmpty())
        return;
    painter.setOpacity(emphasis == Emphasis::Faint ? faint : 1);
    const bool strong = emphasis == Emphasis::Current || emphasis == Emphasis::Near;
    const QColor color = lineColor(style, emphasis);
    QPen pen(color, (strong ? 2 : 1.3) * style.scale, line.validated ? Qt::SolidLine : Qt::DashLine, Qt::FlatCap);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(line.path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    const double dot = 2.6 * style.scale;
    painter.drawEllipse(line.start, dot, dot);
    QLineF axis(line.tip, line.back);
    axis.setLength(9 * style.scale);
    QLineF across(axis.p2(), axis.p1());
    across = across.normalVector();
    across.setLength(4.2 * style.scale);
    const QPointF side = across.p2() - across.p1();
    painter.drawPolygon(QPolygonF({line.tip, axis.p2() + side, axis.p2() - side}));
    painter.setOpacity(1);
}

void paintDrawing(QPainter &painter, const Drawing &drawing, const DrawingStyle &style)
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (const DrawnLine &line : drawing.lines)
        paintLine(painter, line, style, Emphasis::Plain);
    for (const DrawnTable &table : drawing.tables)
        paintTable(painter, table, style, Emphasis::Plain);
}

} // namespace ui
