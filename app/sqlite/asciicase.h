// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

/// SQLite's idea of upper and lower case: A to Z only. Names that differ in other letters are different names.
namespace sqlite {

bool sameIgnoringCase(QStringView a, QStringView b);
bool sameIgnoringCase(QStringView a, QLatin1String b);
QString lowerAscii(QStringView text);
QString upperAscii(QStringView text);

} // namespace sqlite
