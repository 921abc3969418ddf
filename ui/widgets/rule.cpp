// SPDX-License-Identifier: MIT
#include "ui/widgets/rule.h"

#include <QWidget>

namespace ui {

QWidget *rule()
{
    auto *line = new QWidget;
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    return line;
}

} // namespace ui
