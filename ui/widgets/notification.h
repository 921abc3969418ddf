// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QWidget;

namespace ui {

/// Tells the person through the desktop, unless the widget's window is in front; silent where the desktop has no way.
void notify(const QWidget *widget, const QString &title, const QString &text);

} // namespace ui
