// SPDX-License-Identifier: MIT
#include "ui/browse/diagramscene.h"

#include "ui/browse/diagramitem.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui {

namespace {

constexpr double margin = 16;

/// How far `offset` leads, as seen from an arrow key: none where it is not that way. What is to the side counts more.
std::optional<double> wayThere(Qt::Key arrow, const QPointF &offset)
{
    constexpr double sideways = 2.5;
    const bool flat = arrow == Qt::Key_Left || arrow == Qt::Key_Right;
    const double along = flat ? offset.x() : offset.y();
    const double across = std::abs(flat ? offset.y() : offset.x());
    const double ahead = arrow == Qt::Key_Left || arrow == Qt::Key_Up ? -along : along;
    if (ahead <= 1)
        return std::nullopt;
    return ahead + sideways * across;
}

} // namespace

DiagramScene::DiagramScene(QObject *parent)
    : QGraphicsScene(parent), m_style(std::make_unique<DrawingStyle>(StyleSeed::of(QPalette())))
{
}

void DiagramScene::setDrawing(const Drawing &drawing, const StyleSeed &seed, const QStringList &tableTips,
                              const QStringList &lineTips)
{
    clearDrawing();
    m_drawing = drawing;
    m_style = std::make_unique<DrawingStyle>(seed);
    for (int table = 0; table < drawing.tables.size(); ++table) {
        m_tables.append(new DiagramItem(this, DiagramItem::Part::Table, table));
        m_tables.last()->setToolTip(tableTips.value(table));
        addItem(m_tables.last());
    }
    for (int line = 0; line < drawing.lines.size(); ++line) {
        m_lines.append(new DiagramItem(this, DiagramItem::Part::Line, line));
        m_lines.last()->setToolTip(lineTips.value(line));
        addItem(m_lines.last());
    }
    const double over = margin * m_style->scale;
    setSceneRect(drawing.bounds.adjusted(-over, -over, over, over));
}

void DiagramScene::clearDrawing()
{
    clear();
    m_tables.clear();
    m_lines.clear();
    m_drawing = {};
    m_found.clear();
    m_near.clear();
    m_current = m_hovered = -1;
}

void DiagramScene::setCurrent(int table)
{
    if (std::exchange(m_current, table) == table)
        return;
    refresh();
    Q_EMIT currentChanged(table);
}

void DiagramScene::setFound(const QSet<int> &tables)
{
    m_found = tables;
    refresh();
}

void DiagramScene::setHovered(int table)
{
    if (std::exchange(m_hovered, table) != table)
        refresh();
}

void DiagramScene::refresh()
{
    m_near.clear();
    for (const DrawnLine &line : std::as_const(m_drawing.lines)) {
        for (const int centre : {m_current, m_hovered}) {
            if (centre >= 0 && (line.from == centre || line.to == centre))
                m_near.unite({line.from, line.to});
        }
    }
    for (DiagramItem *item : std::as_const(m_tables))
        item->refresh();
    for (DiagramItem *item : std::as_const(m_lines))
        item->refresh();
}

Emphasis DiagramScene::emphasisOfTable(int table) const
{
    if (table == m_current)
        return Emphasis::Current;
    if (m_found.contains(table))
        return Emphasis::Found;
    if (m_near.contains(table) || table == m_hovered)
        return Emphasis::Near;
    return m_found.isEmpty() ? Emphasis::Plain : Emphasis::Faint;
}

Emphasis DiagramScene::emphasisOfLine(int line) const
{
    const DrawnLine &drawn = m_drawing.lines.at(line);
    for (const int centre : {m_current, m_hovered}) {
        if (centre >= 0 && (drawn.from == centre || drawn.to == centre))
            return Emphasis::Near;
    }
    return m_found.isEmpty() ? Emphasis::Plain : Emphasis::Faint;
}

int DiagramScene::tableAt(const QPointF &point) const
{
    const QList<QGraphicsItem *> there = items(point);
    for (const QGraphicsItem *item : there) {
        const auto *part = dynamic_cast<const DiagramItem *>(item);
        if (part != nullptr && part->part() == DiagramItem::Part::Table)
            return part->place();
    }
    return -1;
}

int DiagramScene::neighbour(Qt::Key arrow, const QRectF &sight) const
{
    const bool any = m_current < 0;
    const QPointF from = any ? sight.center() : m_drawing.tables.at(m_current).box.center();
    int best = -1;
    double shortest = 0;
    for (int table = 0; table < m_drawing.tables.size(); ++table) {
        const QPointF offset = m_drawing.tables.at(table).box.center() - from;
        const std::optional<double> way =
            any ? std::optional(std::hypot(offset.x(), offset.y())) : wayThere(arrow, offset);
        if (table == m_current || !way || (best >= 0 && *way >= shortest))
            continue;
        best = table;
        shortest = *way;
    }
    return best;
}

} // namespace ui
