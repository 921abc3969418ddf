// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>

/// Sizes, from one place, scaled with the application's font.
namespace ui {

/// Distances of the layout, in pixels at a 10 pt font.
enum class Space { Hair = 4, Small = 8, Medium = 12, Normal = 16, Large = 24, Huge = 32 };

/// Pixels at 100 % to pixels now.
int scaled(int pixels);
int space(Space space);

enum class TextRole { Title, Section, Body, Small, Fixed };
QFont textFont(TextRole role);

constexpr int controlHeight = 32;
constexpr int browserRowHeight = 28;
constexpr int rowHeight = 32;
constexpr int tallRowHeight = 48;
constexpr int runningRowHeight = 56;
constexpr int sidebarWidth = 144;
constexpr int treeWidth = 220;
constexpr int proseWidth = 560; ///< about 70 characters
/// The stretch in a row of what grows to its own limit only, as prose does; a stretch of 1 beside it takes the rest.
constexpr int stretchToLimit = 1000;

} // namespace ui
