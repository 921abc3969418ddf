// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/colors.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace ui {

class Sign;

/// A surface with a thin border and round corners.
class Card : public QFrame
{
    Q_OBJECT
public:
    explicit Card(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// Sign, title, one sentence, at most one action.
class StatusCard : public Card
{
    Q_OBJECT
public:
    enum class Size { Large, Small };
    explicit StatusCard(Size size, QWidget *parent = nullptr);
    void show(Status status, const QString &title, const QString &sentence);
    /// The button; made at the first call.
    QPushButton *action();

private:
    Sign *m_sign;
    QLabel *m_title;
    QLabel *m_sentence;
    QPushButton *m_action = nullptr;
    QHBoxLayout *m_row;
};

} // namespace ui
