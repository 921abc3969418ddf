// SPDX-License-Identifier: MIT
#pragma once

#include "ui/browse/drawing.h"

#include <QGraphicsItem>

namespace ui {

class DiagramScene;

/// One table or one line of a DiagramScene, which knows what it looks like.
class DiagramItem : public QGraphicsItem
{
public:
    enum class Part : quint8 { Table, Line };
    DiagramItem(DiagramScene *scene, Part part, int place);
    [[nodiscard]] Part part() const { return m_part; }
    [[nodiscard]] int place() const { return m_place; }
    /// How it stands out is another.
    void refresh();
    [[nodiscard]] QRectF boundingRect() const override;
    [[nodiscard]] QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

protected:
    void hoverEnterEvent(QGraphicsSceneHoverEvent *event) override;
    void hoverLeaveEvent(QGraphicsSceneHoverEvent *event) override;

private:
    DiagramScene *m_scene;
    Part m_part;
    int m_place;
    Emphasis m_emphasis = Emphasis::Plain;
    QRectF m_bounds;
    mutable QPainterPath m_shape; ///< made when it is first asked for
};

} // namespace ui
