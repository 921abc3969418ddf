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
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    QBoxLayout *m_row;
    bool m_fits = true; ///< side by side
    QList<QLabel *> m_words;
};

} // namespace ui
