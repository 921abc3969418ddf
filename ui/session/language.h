// SPDX-License-Identifier: MIT
#pragma once

#include <QLocale>

namespace ui {

/// The language that the person chose, kept between starts: a locale's name; empty: the system's.
QString chosenLanguage();
void chooseLanguage(const QString &name);
QLocale chosenLocale();

} // namespace ui
