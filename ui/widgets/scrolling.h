// SPDX-License-Identifier: MIT
#pragma once

class QScrollArea;
class QWidget;

namespace ui {

/// What may be higher than the window: `content`, which is taken, as wide as there is room, with a scroll bar where it
/// needs one. Never takes the keyboard: what is in it does.
QScrollArea *scrolling(QWidget *content);

} // namespace ui
