// SPDX-License-Identifier: MIT
#include "ui/widgets/picture.h"

#include "ui/style/icon.h"
#include "ui/style/metrics.h"

#include <QPainter>

namespace ui {

Picture::Picture(QString iconName, int size, QPalette::ColorRole role, QWidget *parent)
    : QWidget(parent), m_icon(std::move(iconName)), m_role(role)
{
    setFixedSize(scaled(size), scaled(size));
}

void Picture::paintEvent(QPaintEvent *)
{
    QPainter(this).drawPixmap(0, 0, iconPixmap(m_icon, palette().color(m_role), width(), devicePixelRatioF()));
}

} // namespace ui
