// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/colors.h"

class QApplication;

namespace ui {

/// Our style and palette, where the platform has no style of its own.
void dress(QApplication &application);
/// The same in a given scheme.
void dress(QApplication &application, Scheme scheme);

} // namespace ui
