// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace ui {

/// A thin line across.
QWidget *rule();

} // namespace ui
