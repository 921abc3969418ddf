// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace ui {

/// The six ways of libpq to encrypt, safest first: number 0 … 5.
constexpr int sslModeCount = 6;
QString sslMode(int number);
int sslModeNumber(const QString &mode);
/// In a few words, and in one sentence that says what it means.
QString sslModeName(int number);
QString sslModeMeaning(int number);

} // namespace ui
