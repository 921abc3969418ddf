// SPDX-License-Identifier: MIT
#include "ui/browse/drawing.h"

#include "browse/layout.h"
#include "ui/browse/diagramwords.h"
#include "ui/browse/valuewords.h"
#include "ui/style/icon.h"
#include "ui/style/metrics.h"

#include <QApplication>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QLocale>
#include <QSvgRenderer>
#include <algorithm>
#include <climits>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// Pixels at 100 %.
constexpr double gap = 28;
constexpr double widestTitle = 260;
constexpr double widestName = 200;
constexpr double widestType = 120;
constexpr double narrowest = 96;
/// Columns of a table, unless all of them are wanted.
constexpr int tellingColumns = 7;

QFont inPixels(const QString &description, double factor)
{
    QFont font;
    font.fromString(description);
    const int pixels = std::max(1, qRound(QFontInfo(font).pixelSize() * factor));
    font.setPixelSize(pixels);
    return font;
}

QString typeWords(const QString &type)
{
    // As people call them; the server's own words are longer.
    static const QList<std::pair<QString, QString>> shorter = {
        {u"timestamp with time zone"_s, u"timestamptz"_s},
        {u"timestamp without time zone"_s, u"timestamp"_s},
        {u"time without time zone"_s, u"time"_s},
        {u"time with time zone"_s, u"timetz"_s},
        {u"character varying"_s, u"varchar"_s},
        {u"double precision"_s, u"float8"_s},
    };
    QString words = type;
    for (const auto &[theirs, ours] : shorter)
        words.replace(theirs, ours);
    return words;
}

RowSign signOf(const browse::DiagramColumn &column)
{
    if (column.inPrimaryKey)
        return column.inForeignKey ? RowSign::KeyAndLink : RowSign::Key;
    return column.inForeignKey ? RowSign::Link : RowSign::None;
}

QString moreColumns(int number)
{
    return QCoreApplication::translate("ui", "%Ln more column(s)", nullptr, number);
}

QString footWords(const browse::DiagramTable &table, qsizetype hidden)
{
    QStringList words;
    if (hidden > 0)
        words += moreColumns(int(hidden));
    if (table.rows >= 0)
        words += rowsWords(table.rows);
    return words.join(u", "_s);
}

/// Measures texts, and cuts what is too long.
class Measure
{
public:
    explicit Measure(const DrawingStyle &style)
        : m_style(style), m_title(style.title), m_body(style.body), m_small(style.small)
    {
    }

    /// With a box of its size at the origin; `shown`: places of columns.
    [[nodiscard]] DrawnTable table(const browse::DiagramTable &table, const QList<int> &shown) const
    {
        DrawnTable drawn;
        drawn.title = cut(m_title, onOneLine(table.name), widestTitle);
        drawn.area = table.outside ? cut(m_small, onOneLine(table.schema), widestTitle) : QString();
        drawn.locked = !table.readable;
        drawn.foot = footWords(table, table.outside ? 0 : table.columns.size() - shown.size());
        double width = std::max(
            {narrowest * m_style.scale, m_title.horizontalAdvance(drawn.title) + (drawn.locked ? m_style.sign : 0),
             m_small.horizontalAdvance(drawn.area), indent() + m_small.horizontalAdvance(drawn.foot)});
        for (const int place : shown) {
            const browse::DiagramColumn &column = table.columns.at(place);
            const DrawnRow row{.name = cut(m_body, onOneLine(column.name), widestName),
                               .type = cut(m_small, typeWords(column.type), widestType),
                               .sign = signOf(column)};
            const double second = row.sign == RowSign::KeyAndLink ? m_style.sign : 0;
            width = std::max(width, indent() + m_body.horizontalAdvance(row.name) + second + 2 * m_style.padding +
                                        m_small.horizontalAdvance(row.type));
            drawn.rows.append(row);
        }
        drawn.box.setWidth(std::ceil(width + 2 * m_style.padding));
        return drawn;
    }

    [[nodiscard]] double indent() const { return m_style.sign + m_style.padding * 0.6; }

private:
    [[nodiscard]] QString cut(const QFontMetricsF &metrics, const QString &text, double widest) const
    {
        return metrics.elidedText(text, Qt::ElideRight, widest * m_style.scale);
    }

    const DrawingStyle &m_style;
    QFontMetricsF m_title;
    QFontMetricsF m_body;
    QFontMetricsF m_small;
};

/// Its title, its rows, its foot.
browse::LayoutBox boxOf(const DrawnTable &table, const DrawingStyle &style)
{
    browse::LayoutBox box{.width = table.box.width(), .rows = {}};
    box.rows.append(style.headHeight + (table.area.isEmpty() ? 0 : style.areaHeight));
    for (qsizetype i = 0; i < table.rows.size(); ++i)
        box.rows.append(style.rowHeight);
    if (!table.foot.isEmpty())
        box.rows.append(style.rowHeight);
    return box;
}

/// The row of the box that the first of these columns is; its title if it is not shown.
int rowOf(const QList<int> &columns, const QList<int> &shown)
{
    return columns.isEmpty() ? 0 : int(shown.indexOf(columns.first())) + 1;
}

DrawnLine lineOf(const browse::DiagramLink &link, QList<QPointF> points)
{
    DrawnLine line{.from = link.from, .to = link.to, .validated = link.validated};
    if (points.size() < 4)
        return line;
    line.start = points.first();
    line.tip = points.last();
    line.back = points.at(points.size() - 2);
    line.path.moveTo(points.first());
    for (qsizetype i = 1; i + 2 < points.size(); i += 3)
        line.path.cubicTo(points.at(i), points.at(i + 1), points.at(i + 2));
    return line;
}

std::shared_ptr<QSvgRenderer> rendererOf(const QString &name, const QPalette &palette)
{
    return std::make_shared<QSvgRenderer>(iconDrawing(name, palette.color(QPalette::PlaceholderText)));
}

} // namespace

StyleSeed StyleSeed::of(const QPalette &palette)
{
    constexpr int whole = 1000;
    return {QApplication::font().toString(), double(scaled(whole)) / whole, palette};
}

DrawingStyle::DrawingStyle(const StyleSeed &seed)
    : palette(seed.palette),
      scale(seed.scale),
      title(inPixels(seed.font, 1)),
      body(inPixels(seed.font, 1)),
      small(inPixels(seed.font, 0.9)),
      padding(10 * scale),
      sign(16 * scale),
      key(rendererOf(u"key"_s, palette)),
      link(rendererOf(u"link"_s, palette)),
      lock(rendererOf(u"lock"_s, palette))
{
    title.setWeight(QFont::DemiBold);
    headHeight = std::round(QFontMetricsF(title).height() + 12 * scale);
    areaHeight = std::round(QFontMetricsF(small).height());
    rowHeight = std::round(QFontMetricsF(body).height() + 4 * scale);
}

base::Result<Drawing> draw(const browse::Diagram &diagram, ColumnChoice columns, const StyleSeed &seed,
                           const std::stop_token &stop)
{
    const DrawingStyle style(seed);
    const Measure measure(style);
    Drawing drawing;
    browse::LayoutRequest request{.boxes = {}, .lines = {}, .gap = gap * style.scale};
    QList<QList<int>> shown;
    for (int table = 0; table < diagram.tables.size() && !stop.stop_requested(); ++table) {
        const int most = columns == ColumnChoice::All ? INT_MAX : tellingColumns;
        shown.append(browse::tellingColumns(diagram, table, most));
        drawing.tables.append(measure.table(diagram.tables.at(table), shown.last()));
        request.boxes.append(boxOf(drawing.tables.last(), style));
    }
    if (stop.stop_requested())
        return base::failStopped();
    for (const browse::DiagramLink &link : diagram.links)
        request.lines.append({.from = link.from,
                              .fromRow = rowOf(link.fromColumns, shown.at(link.from)),
                              .to = link.to,
                              .toRow = rowOf(link.toColumns, shown.at(link.to))});
    const auto layout = browse::layOut(request, stop);
    if (!layout)
        return base::fail(layout.error());
    for (qsizetype i = 0; i < drawing.tables.size(); ++i)
        drawing.tables[i].box = layout->boxes.at(i);
    for (qsizetype i = 0; i < diagram.links.size(); ++i)
        drawing.lines.append(lineOf(diagram.links.at(i), layout->lines.at(i)));
    drawing.bounds = {{0, 0}, layout->size};
    return drawing;
}

} // namespace ui
