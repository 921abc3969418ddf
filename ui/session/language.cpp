// SPDX-License-Identifier: MIT
#include "ui/session/language.h"

#include <QSettings>

namespace ui {

namespace {

constexpr auto languageKey = "window/language";

} // namespace

QString chosenLanguage()
{
    return QSettings().value(QLatin1String(languageKey)).toString();
}

void chooseLanguage(const QString &name)
{
    QSettings().setValue(QLatin1String(languageKey), name);
}

/// A language of the system's keeps the system's habits with dates and numbers.
QLocale chosenLocale()
{
    const QString name = chosenLanguage();
    const QLocale system = QLocale::system();
    return name.isEmpty() || QLocale(name).language() == system.language() ? system : QLocale(name);
}

} // namespace ui
