// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace migration {

/// For one transaction that builds indexes of a table with so many rows while others keep the server busy as well.
QStringList buildSettings(qint64 rows);

/// For one transaction that adds a foreign key.
QStringList keyComparisonSettings();

} // namespace migration
