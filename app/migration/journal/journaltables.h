// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/connection.h"

namespace migration {

/// Makes schema `cutover` and its tables run, creator, creator_table, form, attic, original and task where they are
/// missing (safe when several do it at once; outside of any transaction). Their columns are in this function's SQL.
/// form and attic have one row for a cell: run_id, creator, table_name, row_id (rowid or ordinal), column_no,
/// column_name, storage (integer, real, text or blob) and original; both are indexed by all up to column_no.
base::Result<void> ensureJournalTables(postgres::Connection &connection);

} // namespace migration
