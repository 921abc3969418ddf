// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "migration/exceptions.h"
#include "migration/plan.h"
#include "postgres/copywriter.h"

#include <span>
#include <vector>

namespace migration {

/// Source values → binary COPY fields, as ColumnPlan says. One per worker and table; no allocation per value.
class Encoder
{
public:
    explicit Encoder(const TablePlan &table);
    /// Appends one row. Exceptions found in it are appended to `exceptions`. An Error (code value-does-not-fit, naming
    /// table, column and row) only where the plan has no place for a value.
    base::Result<void> encodeRow(qint64 row, std::span<const schema::RawValue> values, postgres::CopyBuffer &buffer,
                                 std::vector<CellException> &exceptions);

private:
    const TablePlan &m_table;
};

} // namespace migration
