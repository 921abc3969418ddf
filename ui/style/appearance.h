// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/colors.h"

class QApplication;

namespace ui {

/// As the system has it: our style and palette where the platform has no style of its own, else the platform's.
void dress(QApplication &application);
/// Our style in a given scheme.
void dress(QApplication &application, Scheme scheme);

/// What the person wants it to be.
enum class Look { System, Light, Dark };
void dress(QApplication &application, Look look);
/// Kept between starts.
Look chosenLook();
void chooseLook(Look look);

} // namespace ui
