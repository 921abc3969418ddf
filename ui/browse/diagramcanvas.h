// SPDX-License-Identifier: MIT
#pragma once

#include <QGraphicsView>

namespace ui {

class DiagramScene;

/// Where a DiagramScene is looked at: moved by dragging, made larger by the wheel and keys, gone through by the arrows.
class DiagramCanvas : public QGraphicsView
{
    Q_OBJECT
public:
    explicit DiagramCanvas(DiagramScene *scene, QWidget *parent = nullptr);
    [[nodiscard]] double zoom() const; ///< 1: as large as it was laid out
    void setZoom(double zoom);
    void zoomIn();
    void zoomOut();
    /// The whole of it, and again whenever the window has another size.
    void fit();
    /// Brings a table into the middle, large enough to be read.
    void bring(int table);

Q_SIGNALS:
    void zoomed(double zoom);
    void opened(int table);
    void menuWanted(int table, const QPoint &globalPosition);

protected:
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void drawForeground(QPainter *painter, const QRectF &rectangle) override;

private:
    void scaleTo(double zoom);
    void applyFit();
    bool zoomByKey(const QKeyEvent &event);
    [[nodiscard]] QRectF sight() const;
    DiagramScene *m_scene;
    QPoint m_pressed;
    bool m_fitted = true;
};

} // namespace ui
