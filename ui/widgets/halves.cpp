// SPDX-License-Identifier: MIT
#include "ui/widgets/halves.h"

#include "ui/style/metrics.h"

#include <QBoxLayout>
#include <QEvent>
#include <QScrollBar>
#include <QStyle>
#include <algorithm>

namespace ui {

namespace {

constexpr int wideEnough = 760;

} // namespace

Halves::Halves(QWidget *first, QWidget *second, QMargins around, QWidget *parent)
    : QScrollArea(parent), m_parts(new QHBoxLayout)
{
    auto *content = new QWidget;
    content->setLayout(m_parts);
    content->installEventFilter(this);
    m_parts->setContentsMargins(around);
    m_parts->setSpacing(space(Space::Large));
    m_parts->addWidget(first, 1, Qt::AlignTop);
    m_parts->addWidget(second, 1, Qt::AlignTop);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
}

void Halves::showSecond()
{
    if (m_parts->direction() == QBoxLayout::TopToBottom)
        verticalScrollBar()->setValue(m_parts->itemAt(1)->geometry().top());
}

void Halves::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

/// What is in it wants more room now, or less.
bool Halves::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        QMetaObject::invokeMethod(this, &Halves::arrange, Qt::QueuedConnection);
    return QScrollArea::eventFilter(watched, event);
}

void Halves::arrange()
{
    const QMargins around = m_parts->contentsMargins();
    const int needed = m_parts->itemAt(0)->minimumSize().width() + m_parts->itemAt(1)->minimumSize().width() +
                       m_parts->spacing() + around.left() + around.right() +
                       style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    m_parts->setDirection(width() < std::max(needed, scaled(wideEnough)) ? QBoxLayout::TopToBottom
                                                                         : QBoxLayout::LeftToRight);
}

} // namespace ui
