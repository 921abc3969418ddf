// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "schema/table.h"

namespace migration {

/// A few rows of a table, to show to a person.
struct ExampleRows
{
    QStringList columns;
    QList<QStringList> rows; ///< parallel to `columns`; long values are cut
};

/// The columns to show of a row: key, those in question, and one more that may help to recognise it.
QStringList exampleColumns(const schema::Table &table, const QStringList &wanted);

/// The rows of these numbers (as in schema::Sample) of a snapshot.
base::Result<ExampleRows> exampleRows(const QString &snapshotPath, const schema::Table &table,
                                      const QStringList &columns, const QList<qint64> &rows);

/// How many rows of a table of a snapshot name, by one foreign key or several, rows that are not there.
base::Result<qint64> countOrphanRows(const QString &snapshotPath, const schema::Schema &schema,
                                     const schema::Table &table);

} // namespace migration
