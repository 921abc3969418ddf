// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/colors.h"

#include <QWidget>

class QPainter;

namespace ui {

/// The solid sign of a status: tick in a circle, triangle, cross in an octagon, quarter in a ring, ring.
void paintSign(QPainter &painter, const QRectF &rectangle, Status status, const QPalette &palette);

/// A sign as a widget, with its word for a screen reader.
class Sign : public QWidget
{
    Q_OBJECT
public:
    explicit Sign(Status status, int size, QWidget *parent = nullptr);
    void setStatus(Status status);
    [[nodiscard]] Status status() const { return m_status; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Status m_status;
    int m_size;
};

} // namespace ui
