// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "sqlite/database.h"

#include <QString>

namespace sqlite {

/// The word (rowid, _rowid_ or oid) that means the rowid in this table: the first that no column has as its name.
/// Empty if columns have all three: then the rowid cannot be named in SQL at all.
base::Result<QString> rowidNameOf(const Database &database, const QString &table);

} // namespace sqlite
