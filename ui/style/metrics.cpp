// SPDX-License-Identifier: MIT
#include "ui/style/metrics.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <algorithm>

namespace ui {

namespace {

constexpr double referencePoints = 10;
constexpr double smallestPoints = 9;

} // namespace

int scaled(int pixels)
{
    const double points = QFontInfo(QApplication::font()).pointSizeF();
    return qRound(pixels * points / referencePoints);
}

int space(Space space)
{
    return scaled(static_cast<int>(space));
}

QFont textFont(TextRole role)
{
    QFont font = QApplication::font();
    const double base = QFontInfo(font).pointSizeF();
    switch (role) {
    case TextRole::Title:
        font.setPointSizeF(base * 1.6);
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Section:
        font.setPointSizeF(base * 1.2);
        font.setWeight(QFont::DemiBold);
        break;
    case TextRole::Body:
        break;
    case TextRole::Small:
        font.setPointSizeF(std::max(base * 0.9, smallestPoints));
        break;
    case TextRole::Fixed:
        font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setPointSizeF(std::max(base * 0.9, smallestPoints));
        break;
    }
    return font;
}

} // namespace ui
