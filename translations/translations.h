// SPDX-License-Identifier: MIT
#pragma once

#include <QLocale>
#include <QStringList>

namespace translations {

/// Languages that the program speaks, as locale names: "en", "de".
QStringList languages();

/// From now on texts, dates and numbers are in the language of `locale`, or in English where we do not speak it. Also
/// needed for English, for its plural forms. Call it in the thread of the application object.
void use(const QLocale &locale);

} // namespace translations
