// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "migration/plan/plan.h"
#include "migration/transfer/verifier.h"
#include "postgres/connection.h"
#include "sqlite/rowreader.h"

#include <span>
#include <stop_token>

namespace migration {

struct LoadedRows
{
    qint64 rows = 0;  ///< in the table now
    qint64 bytes = 0; ///< sent
    qint64 forms = 0;
    qint64 attic = 0; ///< values
    Digest digest;    ///< of the rows as they were read
};
/// Adds those of another piece.
void add(LoadedRows &sum, const LoadedRows &piece);

/// Which rows of a table.
struct RowPortion
{
    sqlite::RowRange range;
    std::span<const qint64> aside; ///< rows of the table that go to the attic instead, ascending
};

/// Copies rows of the table from the snapshot into the table that already exists in `schemaName`, inside the caller's
/// transaction on `connection`. Exceptions are gathered and written to cutover.form and cutover.attic on the same
/// connection, after the COPY, in the same transaction (spilled to a temporary file when they grow beyond 8 MB).
base::Result<LoadedRows> loadTable(postgres::Connection &connection, const QString &schemaName, const TablePlan &table,
                                   const QString &snapshotPath, RowPortion portion, bool freeze,
                                   const ExceptionAddress &address, const base::ProgressSink &progress,
                                   const std::stop_token &stop);

} // namespace migration
