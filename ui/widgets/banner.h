// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/colors.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace ui {

class Sign;

/// One line across the top of a page: what is wrong now, and what to do. Hidden until it has something to say.
class Banner : public QFrame
{
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);
    void say(Status status, const QString &text);
    void clear();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Sign *m_sign;
    QLabel *m_text;
};

} // namespace ui
