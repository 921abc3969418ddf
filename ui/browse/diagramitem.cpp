// SPDX-License-Identifier: MIT
#include "ui/browse/diagramitem.h"

#include "ui/browse/diagramscene.h"

#include <QPainter>
#include <QPainterPathStroker>
#include <QStyleOptionGraphicsItem>

namespace ui {

namespace {

constexpr double outline = 3;   ///< pixels at 100 % that a box's or arrow's line may stand over
constexpr double arrow = 6;     ///< half the width of an arrow's head, and some more
constexpr double sensitive = 9; ///< how wide a line is for the mouse

} // namespace

DiagramItem::DiagramItem(DiagramScene *scene, Part part, int place) : m_scene(scene), m_part(part), m_place(place)
{
    const double scale = scene->style().scale;
    if (part == Part::Table) {
        const double over = outline * scale;
        m_bounds = scene->drawing().tables.at(place).box.adjusted(-over, -over, over, over);
    } else {
        const double over = arrow * scale;
        m_bounds = scene->drawing().lines.at(place).path.boundingRect().adjusted(-over, -over, over, over);
    }
    setAcceptedMouseButtons(Qt::NoButton); // the view moves, chooses and opens
    setAcceptHoverEvents(true);
    setZValue(part == Part::Table ? 2 : 0);
}

void DiagramItem::refresh()
{
    const Emphasis now = m_part == Part::Table ? m_scene->emphasisOfTable(m_place) : m_scene->emphasisOfLine(m_place);
    if (now == m_emphasis)
        return;
    m_emphasis = now;
    if (m_part == Part::Line)
        setZValue(now == Emphasis::Near ? 1 : 0);
    update();
}

QRectF DiagramItem::boundingRect() const
{
    return m_bounds;
}

QPainterPath DiagramItem::shape() const
{
    if (!m_shape.isEmpty())
        return m_shape;
    if (m_part == Part::Table) {
        m_shape.addRect(m_scene->drawing().tables.at(m_place).box);
    } else {
        QPainterPathStroker stroker;
        stroker.setWidth(sensitive * m_scene->style().scale);
        m_shape = stroker.createStroke(m_scene->drawing().lines.at(m_place).path);
    }
    return m_shape;
}

void DiagramItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const DrawingStyle &style = m_scene->style();
    if (m_part == Part::Line) {
        paintLine(*painter, m_scene->drawing().lines.at(m_place), style, m_emphasis);
        return;
    }
    const DrawnTable &table = m_scene->drawing().tables.at(m_place);
    const double detail = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    if (isReadable(style, detail))
        paintTable(*painter, table, style, m_emphasis);
    else
        paintFarTable(*painter, table, style, m_emphasis, detail);
}

void DiagramItem::hoverEnterEvent(QGraphicsSceneHoverEvent *)
{
    if (m_part == Part::Table)
        m_scene->setHovered(m_place);
}

void DiagramItem::hoverLeaveEvent(QGraphicsSceneHoverEvent *)
{
    if (m_part == Part::Table)
        m_scene->setHovered(-1);
}

} // namespace ui
