// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace ui {

/// Small facts, each with its icon, side by side; one under the other where there is no room.
class FactRow : public QWidget
{
    Q_OBJECT
public:
    explicit FactRow(QWidget *parent = nullptr);
    /// Takes `words`.
    void add(const QString &iconName, QLabel *words);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QBoxLayout *m_row;
    QList<QLabel *> m_words;
};

} // namespace ui
