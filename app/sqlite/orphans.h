// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "schema/census.h"
#include "schema/table.h"
#include "sqlite/database.h"

namespace sqlite {

/// The table that the key speaks of; none if there is none that has its columns.
const schema::Table *parentOf(const schema::Schema &schema, const schema::ForeignKey &foreignKey);

/// The rows of `table` whose key names no parent, by SQLite's own rules: a NULL in the key is no orphan; values are
/// compared with the parent column's affinity and collation. Where the parent table or its columns do not exist,
/// every row with a whole key is an orphan. All are counted; the first `mostSamples` are named.
base::Result<schema::ForeignKeyCensus> findOrphans(const Database &database, const schema::Schema &schema,
                                                   const schema::Table &table, const schema::ForeignKey &foreignKey,
                                                   qint64 mostSamples = 3);

/// The rows of `table` of which one key or several name no parent; each counts once.
base::Result<qint64> countOrphanRows(const Database &database, const schema::Schema &schema,
                                     const schema::Table &table);

} // namespace sqlite
