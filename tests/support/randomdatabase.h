// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace testsupport {

/// SQL text that makes a SQLite database nobody would think of: tables with keys, defaults and rules of all kinds whose
/// columns hold mostly what they declare, and sometimes anything. The same number gives the same database.
QString randomDatabase(quint64 seed);

} // namespace testsupport
