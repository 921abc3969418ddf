// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace schema {

inline constexpr qsizetype maxRealDigits = 32;

/// Writes the shortest decimal digits that read back as the same double, always with ".0" or an exponent so that
/// nobody takes them for an integer ("1.0", "-0.0", "1e+300"); "Infinity", "-Infinity", "NaN". Returns how many
/// characters (at most maxRealDigits; no terminator).
qsizetype writeRealDigits(double value, char *buffer);

QByteArray realDigits(double value);

} // namespace schema
