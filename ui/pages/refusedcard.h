// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/card.h"

class QCheckBox;

namespace ui {

class Plans;
class RefusedModel;

/// What cannot be moved and why, and whether the others shall be moved without it. Hidden while there is nothing.
class RefusedCard : public Card
{
    Q_OBJECT
public:
    explicit RefusedCard(Plans *plans, QWidget *parent = nullptr);
    void refresh();

private:
    Plans *m_plans;
    RefusedModel *m_model;
    QLabel *m_title;
    QCheckBox *m_leaveOut;
};

} // namespace ui
