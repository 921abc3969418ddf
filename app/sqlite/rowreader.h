// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "schema/value.h"
#include "sqlite/database.h"

#include <QStringList>
#include <span>
#include <vector>

namespace sqlite {

/// All rows, or those with first <= rowid <= last (tables with a rowid only).
struct RowRange
{
    qint64 first = 0;
    qint64 last = -1; ///< first > last: all rows
};

/// `whole` in so many even parts, or fewer where there is less in it.
QList<RowRange> evenRanges(RowRange whole, int parts);

/// What to read: a table and its columns by name.
struct RowSource
{
    QString table;
    QStringList columns;
    bool hasRowid = true; ///< else rows come in primary key order
};

/// Reads a table's rows in a fixed order: by rowid, or by primary key WITHOUT ROWID. No virtual call, no allocation
/// per value.
class RowReader
{
public:
    static base::Result<RowReader> open(const Database &database, const RowSource &source, RowRange range);

    /// Moves on; false at the end. After an Error the reader is finished.
    base::Result<bool> next();
    /// The current row's values in the order of RowSource::columns; valid until next().
    [[nodiscard]] std::span<const schema::RawValue> values() const { return m_values; }
    /// rowid, or the row's ordinal (from 0) in a table WITHOUT ROWID.
    [[nodiscard]] qint64 row() const { return m_row; }

private:
    Statement m_statement;
    std::vector<schema::RawValue> m_values;
    qint64 m_row = -1;
    bool m_hasRowid = true;
};

} // namespace sqlite
