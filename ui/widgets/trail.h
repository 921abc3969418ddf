// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QWidget>

namespace ui {

/// Where one is in a row of steps: those behind with a tick, the present one filled, those ahead with their number.
class Trail : public QWidget
{
    Q_OBJECT
public:
    explicit Trail(QStringList steps, QWidget *parent = nullptr);
    void setCurrent(int step);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void tell();
    QStringList m_steps;
    int m_current = 0;
};

} // namespace ui
