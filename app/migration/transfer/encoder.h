// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "migration/plan/plan.h"
#include "migration/transfer/exceptions.h"
#include "postgres/copywriter.h"

#include <QByteArrayView>
#include <span>
#include <vector>

namespace migration {

/// What CellException::original holds of a value that is not NULL. Valid as long as the value: its bytes are not
/// copied.
QByteArray originalOf(const schema::RawValue &value);

/// Source values → binary COPY fields, as ColumnPlan says. One per worker and table; no allocation per value.
class Encoder
{
public:
    /// Keeps a reference: the plan must outlive the encoder.
    explicit Encoder(const TablePlan &table);
    /// Appends one row. Exceptions found in it are appended to `exceptions`. An Error (code value-does-not-fit, naming
    /// table, column and row) only where the plan has no place for a value.
    base::Result<void> encodeRow(qint64 row, std::span<const schema::RawValue> values, postgres::CopyBuffer &buffer,
                                 std::vector<CellException> &exceptions);

private:
    /// What the loop needs of a ColumnPlan, close together.
    struct Cell
    {
        schema::TypeKind type = schema::TypeKind::Text;
        schema::StorageClass mainClass = schema::StorageClass::Text;
        Misfit misfit = Misfit::None;
        NulText nulText = NulText::Readable;
        schema::TextForm form;
    };
    /// What became of a value, and so what is recorded of it.
    enum class Outcome : quint8 {
        Exact,    ///< the cell alone gives it back
        Class,    ///< the cell and the class give it back
        Spelling, ///< the cell holds the same value in another spelling
        Reduced,  ///< only a part of it, or NULL, was written: the rest goes to the attic
        Misfit,   ///< nothing was written
    };
    static Outcome encode(const Cell &cell, const schema::RawValue &value, postgres::CopyBuffer &buffer);
    static Outcome encodeNumber(const Cell &cell, const schema::RawValue &value, postgres::CopyBuffer &buffer);
    static Outcome encodeBoolean(const schema::RawValue &value, postgres::CopyBuffer &buffer);
    static Outcome encodeMoment(const Cell &cell, const schema::RawValue &value, postgres::CopyBuffer &buffer);
    static Outcome encodeText(const Cell &cell, const schema::RawValue &value, postgres::CopyBuffer &buffer);
    static Outcome encodeJson(const Cell &cell, const schema::RawValue &value, postgres::CopyBuffer &buffer);
    static Outcome putJson(const Cell &cell, QByteArrayView text, schema::StorageClass storage,
                           postgres::CopyBuffer &buffer);
    static Outcome encodeBytea(const Cell &cell, const schema::RawValue &value, postgres::CopyBuffer &buffer);
    static Outcome encodeUuid(const schema::RawValue &value, postgres::CopyBuffer &buffer);
    [[nodiscard]] base::Error doesNotFit(qint64 row, size_t column, const schema::RawValue &value) const;
    [[nodiscard]] base::Error tooLarge(qint64 row, size_t column, const schema::RawValue &value) const;

    const TablePlan &m_table;
    std::vector<Cell> m_cells;
};

} // namespace migration
