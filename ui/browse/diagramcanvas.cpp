// SPDX-License-Identifier: MIT
#include "ui/browse/diagramcanvas.h"

#include "ui/browse/diagramscene.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QPainter>
#include <QPointingDevice>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double smallest = 0.02;
constexpr double largest = 4;
constexpr double step = 1.25;
constexpr double readable = 0.8;
/// Of an eighth of a degree of the wheel.
constexpr double wheelStep = 1.0018;

} // namespace

DiagramCanvas::DiagramCanvas(DiagramScene *scene, QWidget *parent) : QGraphicsView(scene, parent), m_scene(scene)
{
    setRenderHint(QPainter::Antialiasing);
    setDragMode(QGraphicsView::ScrollHandDrag);
    setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
    setResizeAnchor(QGraphicsView::AnchorViewCenter);
    setOptimizationFlag(QGraphicsView::DontSavePainterState);
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::AlternateBase);
    setFocusPolicy(Qt::StrongFocus);
    setLayoutDirection(Qt::LeftToRight); // a picture is not mirrored
    setMinimumSize(120, 80);
}

double DiagramCanvas::zoom() const
{
    return transform().m11();
}

void DiagramCanvas::scaleTo(double zoom)
{
    const double wanted = std::clamp(zoom, smallest, largest);
    setTransform(QTransform::fromScale(wanted, wanted));
    Q_EMIT zoomed(wanted);
}

void DiagramCanvas::setZoom(double zoom)
{
    m_fitted = false;
    setTransformationAnchor(QGraphicsView::AnchorViewCenter);
    scaleTo(zoom);
    setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
}

void DiagramCanvas::zoomIn()
{
    setZoom(zoom() * step);
}

void DiagramCanvas::zoomOut()
{
    setZoom(zoom() / step);
}

void DiagramCanvas::fit()
{
    m_fitted = true;
    applyFit();
}

void DiagramCanvas::applyFit()
{
    const QRectF whole = sceneRect();
    if (whole.isEmpty())
        return;
    // As if there were no scroll bars: with all of it in sight there will be none.
    const QSize room = maximumViewportSize() - QSize(2, 2);
    scaleTo(std::min({1.0, room.width() / whole.width(), room.height() / whole.height()}));
    centerOn(whole.center());
}

void DiagramCanvas::bring(int table)
{
    if (table < 0 || table >= m_scene->drawing().tables.size())
        return;
    if (zoom() < readable)
        setZoom(readable);
    m_fitted = false;
    centerOn(m_scene->drawing().tables.at(table).box.center());
}

QRectF DiagramCanvas::sight() const
{
    return mapToScene(viewport()->rect()).boundingRect();
}

/// A wheel makes it larger; fingers on a touch pad move it.
void DiagramCanvas::wheelEvent(QWheelEvent *event)
{
    const bool fingers =
        event->pointingDevice() != nullptr && event->pointingDevice()->type() == QInputDevice::DeviceType::TouchPad;
    if ((fingers && !event->modifiers().testFlag(Qt::ControlModifier)) ||
        event->modifiers().testFlag(Qt::ShiftModifier)) {
        QGraphicsView::wheelEvent(event);
        return;
    }
    m_fitted = false;
    scaleTo(zoom() * std::pow(wheelStep, event->angleDelta().y()));
    event->accept();
}

void DiagramCanvas::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->pos();
    if (event->button() == Qt::RightButton)
        m_scene->setCurrent(m_scene->tableAt(mapToScene(event->pos())));
    QGraphicsView::mousePressEvent(event);
}

/// Where it was pressed: a choice. Elsewhere: it was moved.
void DiagramCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    QGraphicsView::mouseReleaseEvent(event);
    const bool moved = (event->pos() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (event->button() == Qt::LeftButton && !moved)
        m_scene->setCurrent(m_scene->tableAt(mapToScene(event->pos())));
    else if (moved)
        m_fitted = false;
}

void DiagramCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int table = m_scene->tableAt(mapToScene(event->pos()));
    if (event->button() == Qt::LeftButton && table >= 0)
        Q_EMIT opened(table);
}

bool DiagramCanvas::zoomByKey(const QKeyEvent &event)
{
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        return true;
    case Qt::Key_Minus:
        zoomOut();
        return true;
    case Qt::Key_0:
        fit();
        return true;
    case Qt::Key_1:
        setZoom(1);
        return true;
    default:
        return false;
    }
}

void DiagramCanvas::keyPressEvent(QKeyEvent *event)
{
    if (zoomByKey(*event))
        return;
    const int key = event->key();
    const bool arrow = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    if (arrow && !event->modifiers().testFlag(Qt::ControlModifier)) {
        const int table = m_scene->neighbour(Qt::Key(key), sight());
        if (table >= 0) {
            m_scene->setCurrent(table);
            ensureVisible(m_scene->drawing().tables.at(table).box);
        }
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_scene->current() >= 0) {
        Q_EMIT opened(m_scene->current());
    } else if (key == Qt::Key_Escape && m_scene->current() >= 0) {
        m_scene->setCurrent(-1);
    } else {
        QGraphicsView::keyPressEvent(event);
    }
}

void DiagramCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    int table = m_scene->current();
    QPoint where = event->globalPos();
    if (event->reason() == QContextMenuEvent::Mouse)
        table = m_scene->tableAt(mapToScene(event->pos()));
    else if (table >= 0)
        where = viewport()->mapToGlobal(mapFromScene(m_scene->drawing().tables.at(table).box.center()));
    if (table >= 0)
        Q_EMIT menuWanted(table, where);
}

void DiagramCanvas::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    if (m_fitted)
        applyFit();
}

/// By keyboard one begins somewhere.
void DiagramCanvas::focusInEvent(QFocusEvent *event)
{
    QGraphicsView::focusInEvent(event);
    const bool byKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byKey && m_scene->current() < 0 && !m_scene->drawing().tables.isEmpty())
        m_scene->setCurrent(0);
}

/// A line around it while it has the keyboard.
void DiagramCanvas::drawForeground(QPainter *painter, const QRectF &)
{
    if (!hasFocus() || m_scene->drawing().tables.isEmpty())
        return;
    painter->save();
    painter->resetTransform();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(palette().color(QPalette::Link));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    painter->restore();
}

} // namespace ui
