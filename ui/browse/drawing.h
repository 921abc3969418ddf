// SPDX-License-Identifier: MIT
#pragma once

#include "browse/diagram.h"

#include <QFont>
#include <QPainterPath>
#include <QPalette>
#include <QRectF>
#include <memory>
#include <stop_token>

class QPainter;
class QSvgRenderer;

namespace ui {

// A diagram as it is drawn: on the screen by the items of a DiagramScene, in a file by itself. Nothing here needs the
// window's thread.

enum class RowSign : quint8 { None, Key, Link, KeyAndLink };

struct DrawnRow
{
    QString name; ///< as much of it as there is room for; so is its type
    QString type;
    RowSign sign = RowSign::None;
};

struct DrawnTable
{
    QString title;
    QString area; ///< the schema, if it is another one
    bool locked = false;
    QList<DrawnRow> rows;
    QString foot; ///< "12 more columns, about 500 rows"
    QRectF box;
};

struct DrawnLine
{
    int from = 0; ///< tables
    int to = 0;
    bool validated = true;
    QPainterPath path;
    QPointF start;
    QPointF tip;
    QPointF back; ///< a point behind the tip, where the arrow comes from
};

/// With the origin at the top left.
struct Drawing
{
    QList<DrawnTable> tables; ///< as in the diagram; so are the lines
    QList<DrawnLine> lines;
    QRectF bounds;
};

/// What a style is made from. To be asked in the window's thread, to be given to any.
struct StyleSeed
{
    QString font;     ///< QFont::toString(): fonts themselves are not shared between threads
    double scale = 1; ///< of every distance
    QPalette palette;
    static StyleSeed of(const QPalette &palette);
};

/// Fonts, distances and colours; in pixels, whatever it is drawn on.
struct DrawingStyle
{
    explicit DrawingStyle(const StyleSeed &seed);
    QPalette palette;
    double scale;
    QFont title;
    QFont body;
    QFont small;
    double padding;
    double sign; ///< the side of one
    double headHeight;
    double areaHeight; ///< of the schema's name, below the title
    double rowHeight;
    std::shared_ptr<QSvgRenderer> key;
    std::shared_ptr<QSvgRenderer> link;
    std::shared_ptr<QSvgRenderer> lock;
};

enum class ColumnChoice : quint8 { Telling, All };

/// Measures the tables and has them arranged (browse::layOut, and its errors).
base::Result<Drawing> draw(const browse::Diagram &diagram, ColumnChoice columns, const StyleSeed &seed,
                           const std::stop_token &stop);

enum class Emphasis : quint8 {
    Plain,
    Near,    ///< linked with what is looked at
    Current, ///< looked at
    Found,   ///< by its name
    Faint    ///< not what is searched for
};

void paintTable(QPainter &painter, const DrawnTable &table, const DrawingStyle &style, Emphasis emphasis);
/// Where its rows could not be read: only its title, as large as there is room for. `detail`: pixels of the screen for
/// one of the drawing.
void paintFarTable(QPainter &painter, const DrawnTable &table, const DrawingStyle &style, Emphasis emphasis,
                   double detail);
/// Whether rows can be read at this size.
bool isReadable(const DrawingStyle &style, double detail);
void paintLine(QPainter &painter, const DrawnLine &line, const DrawingStyle &style, Emphasis emphasis);
/// All of it, on a ground of its own.
void paintDrawing(QPainter &painter, const Drawing &drawing, const DrawingStyle &style);

} // namespace ui
