// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/target.h"
#include "ui/widgets/card.h"

namespace ui {

class MendPanel;
class StepList;

/// The connection test: its steps, and the button that starts and stops it.
class TestCard : public Card
{
    Q_OBJECT
public:
    explicit TestCard(Target *target, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The button, or one that mends and tests again, was pressed.
    void testWanted();

private:
    void refresh();
    void showSteps();
    void showMending();
    [[nodiscard]] QString progressText() const;
    Target *m_target;
    QLabel *m_progress;
    QPushButton *m_button;
    StepList *m_list;
    MendPanel *m_mending = nullptr;
};

} // namespace ui
