// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QPalette>

namespace ui {

enum class Scheme { Light, Dark };

/// The scheme of a palette: its window darker than its text or not.
Scheme schemeOf(const QPalette &palette);
/// The program's own colours, for where the platform has no style of its own.
QPalette schemePalette(Scheme scheme);

/// What a sign says; its colour is readable on Base and Window.
enum class Status { Fine, Note, Wrong, Running, Waiting };
QColor statusColor(Status status, const QPalette &palette);
/// "Fine", "Please read", … for a screen reader.
QString statusWord(Status status);

/// `share` (0…1) of `over` laid on `base`.
QColor blended(const QColor &over, const QColor &base, double share);
/// Behind a selected row whose words and signs keep their colours.
QColor selectionTint(const QPalette &palette);

} // namespace ui
