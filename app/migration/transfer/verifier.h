// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "migration/plan/plan.h"
#include "postgres/connection.h"

#include <QByteArray>
#include <stop_token>

namespace migration {

/// Sum of per-row XXH3-128 over the decoded values: the same for the same rows in any order.
struct Digest
{
    quint64 low = 0;
    quint64 high = 0;
    qint64 rows = 0;
    bool operator==(const Digest &) const = default;
    [[nodiscard]] QString toString() const;
    static Digest fromString(const QString &text);
};

struct LoadedRows;

struct Difference
{
    QString table;    ///< source's name
    QString column;   ///< empty when the whole row is missing or extra
    QString key;      ///< "id=42", or "row 17" where there is no key
    QString expected; ///< cut to 80 characters
    QString found;
};

struct TableVerdict
{
    QString table;
    qint64 rows = 0;  ///< in PostgreSQL
    qint64 cells = 0; ///< compared
    Digest digest;    ///< of PostgreSQL's side
    bool equal = false;
    qint64 differingRows = 0;
    QList<Difference> differences; ///< at most 20
};

/// Which journal rows hold the exceptions: see migration/journal.
struct ExceptionAddress
{
    QString runId;
    QString creator;
};

/// Reads the table back from `schemaName`, decodes each cell to the SQLite value that it stands for, and compares
/// with every raw value of the snapshot and with the exceptions recorded in schema cutover. Shares nothing with the
/// encoder but the plan. The snapshot is opened by this call.
///
/// `loaded`: what was read from the snapshot a moment ago, while it was loaded. Where no value has an exception, and it
/// is all of the table's rows, comparing with that is comparing with the snapshot, and spares reading it again;
/// anything else, and any difference, is looked into row by row.
base::Result<TableVerdict> verifyTable(postgres::Connection &connection, const QString &schemaName,
                                       const TablePlan &table, const QString &snapshotPath,
                                       const ExceptionAddress &exceptions, const base::ProgressSink &progress,
                                       const std::stop_token &stop, const LoadedRows *loaded = nullptr);

/// Only PostgreSQL's side: to notice rows written since the commit.
base::Result<Digest> digestTable(postgres::Connection &connection, const QString &schemaName, const TablePlan &table,
                                 const std::stop_token &stop);

} // namespace migration
