// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "schema/census.h"
#include "schema/table.h"
#include "sqlite/database.h"

namespace sqlite {

/// What must hold of schema::keysOf(table), given what its columns hold. Looks into the rows only where the columns
/// alone do not answer.
base::Result<QList<schema::KeyCensus>> censusOfKeys(const Database &database, const schema::Table &table,
                                                    const QList<schema::ColumnCensus> &columns);

} // namespace sqlite
