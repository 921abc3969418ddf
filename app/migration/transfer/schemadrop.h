// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/connection.h"

#include <QStringList>
#include <functional>

/// Taking away what a run made, in batches that fit the server's lock table.
namespace migration {

/// Each table takes locks for itself, its indexes, its TOAST table and its sequences.
inline constexpr qsizetype dropBatchSize = 200;

/// Asked about tables just before they are dropped, when nobody else can write to them any more; its Error keeps them.
using LastLook = std::function<base::Result<void>(const QStringList &tables)>;

/// Drops exactly these tables of a schema and nothing that depends on them from outside: an Error with code
/// has-dependents then, and nothing is dropped as far as one batch reaches. In the caller's transaction if there is
/// one.
base::Result<void> dropTables(postgres::Connection &connection, const QString &schemaName, const QStringList &tables,
                              const LastLook &lastLook = {});

/// Drops a staging schema with all in it; no Error if there is none.
base::Result<void> dropStaging(postgres::Connection &connection, const QString &schemaName);

} // namespace migration
