// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "schema/census.h"
#include "schema/table.h"
#include "sqlite/columntally.h"
#include "sqlite/database.h"
#include "sqlite/keyruns.h"
#include "sqlite/progressmeter.h"
#include "sqlite/rowreader.h"

#include <vector>

namespace sqlite {

/// What one pass over a table's rows, or over some of them, tells.
class TableScan
{
public:
    /// `keyColumns`: those whose values are gathered, beside the snapshot in `folder` where they are many.
    TableScan(const schema::Table &table, const std::vector<qsizetype> &keyColumns, const QString &folder);

    base::Result<void> run(const Database &database, RowRange range, ProgressMeter &meter);
    /// Adds what a scan of later rows found. Its keys stay with it.
    void add(const TableScan &later);
    /// Without keys and foreign keys.
    [[nodiscard]] schema::TableCensus result() const;
    /// The column's values; nothing if they are not all integers, or were not gathered. After run().
    [[nodiscard]] const KeyRuns *keysOf(qsizetype column) const;

private:
    struct KeyColumn
    {
        qsizetype column = 0;
        KeyRuns runs;
        bool usable = false;
    };
    void gatherKeys(std::span<const schema::RawValue> values);

    const schema::Table &m_table;
    std::vector<ColumnTally> m_tallies;
    std::vector<KeyColumn> m_keys;
    schema::TableCensus m_sums;
};

} // namespace sqlite
