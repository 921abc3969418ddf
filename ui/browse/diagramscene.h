// SPDX-License-Identifier: MIT
#pragma once

#include "ui/browse/drawing.h"

#include <QGraphicsScene>
#include <QSet>

namespace ui {

class DiagramItem;

/// The tables and lines of a drawing, one of which is current: what leads from it and to it stands out.
class DiagramScene : public QGraphicsScene
{
    Q_OBJECT
public:
    explicit DiagramScene(QObject *parent = nullptr);
    /// `tips`: what to say of each table, and of each line, where the mouse rests.
    void setDrawing(const Drawing &drawing, const StyleSeed &seed, const QStringList &tableTips,
                    const QStringList &lineTips);
    void clearDrawing();
    [[nodiscard]] const Drawing &drawing() const { return m_drawing; }
    [[nodiscard]] const DrawingStyle &style() const { return *m_style; }
    [[nodiscard]] int current() const { return m_current; }
    /// −1: none.
    void setCurrent(int table);
    /// Those that a search found; all others become faint. Empty: nothing is searched for.
    void setFound(const QSet<int> &tables);
    void setHovered(int table);
    /// The table there; −1 if there is none.
    [[nodiscard]] int tableAt(const QPointF &point) const;
    /// The nearest table in a direction from the current one, or from the middle of `sight` if there is none; −1 if
    /// there is none that way.
    [[nodiscard]] int neighbour(Qt::Key arrow, const QRectF &sight) const;
    [[nodiscard]] Emphasis emphasisOfTable(int table) const;
    [[nodiscard]] Emphasis emphasisOfLine(int line) const;

Q_SIGNALS:
    void currentChanged(int table);

private:
    void refresh();
    Drawing m_drawing;
    std::unique_ptr<DrawingStyle> m_style;
    QList<DiagramItem *> m_tables;
    QList<DiagramItem *> m_lines;
    QSet<int> m_found;
    QSet<int> m_near; ///< linked with the current one, or the one under the mouse
    int m_current = -1;
    int m_hovered = -1;
};

} // namespace ui
