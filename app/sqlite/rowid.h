// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "sqlite/database.h"

#include <QString>

namespace sqlite {

/// The word (rowid, _rowid_ or oid) that means the rowid in this table: the first that no column has as its name.
/// Empty if columns have all three: then the rowid cannot be named in SQL at all.
base::Result<QString> rowidNameOf(const Database &database, const QString &table);

enum class RowOrder { Rowid, PrimaryKey };

/// What to write after a table's name in FROM so that a full scan goes through the table itself: in the order of the
/// rowid or, WITHOUT ROWID, of the primary key (which NOT INDEXED alone does not ensure).
base::Result<QString> scanClause(const Database &database, const QString &table, RowOrder order);

} // namespace sqlite
