// SPDX-License-Identifier: MIT
#pragma once

#include <QScrollArea>

class QBoxLayout;

namespace ui {

/// Two parts side by side where both have room, else one under the other; scrolls from above to below.
class Halves : public QScrollArea
{
    Q_OBJECT
public:
    Halves(QWidget *first, QWidget *second, QMargins around, QWidget *parent = nullptr);
    /// Brings the second part into sight where it stands under the first.
    void showSecond();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void arrange();
    QBoxLayout *m_parts;
};

} // namespace ui
