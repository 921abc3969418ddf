// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/colors.h"

#include <QWidget>

class QBoxLayout;

namespace ui {

/// A sign or a small drawing, one sentence, and one more in the second voice.
class Fact : public QWidget
{
    Q_OBJECT
public:
    Fact(const QString &iconName, const QString &sentence, const QString &more, QWidget *parent = nullptr);
    Fact(Status status, const QString &sentence, const QString &more, QWidget *parent = nullptr);

private:
    void build(QWidget *sign, const QString &sentence, const QString &more);
};

/// A number in large, and what it counts.
class Figure : public QWidget
{
    Q_OBJECT
public:
    Figure(const QString &number, const QString &words, QWidget *parent = nullptr);
};

/// Figures side by side; one under the other where there is no room.
class FigureRow : public QWidget
{
    Q_OBJECT
public:
    explicit FigureRow(QWidget *parent = nullptr);
    void add(const QString &number, const QString &words);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int widest() const;
    QBoxLayout *m_row;
};

} // namespace ui
