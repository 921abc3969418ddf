// SPDX-License-Identifier: MIT
#pragma once

#include <QPalette>
#include <QWidget>

namespace ui {

/// A line drawing of the project's, in a colour of the palette, whatever that is at the moment.
class Picture : public QWidget
{
    Q_OBJECT
public:
    /// `size`: pixels at 100 %.
    Picture(QString iconName, int size, QPalette::ColorRole role, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    QPalette::ColorRole m_role;
};

} // namespace ui
