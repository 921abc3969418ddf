// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plan.h"
#include "postgres/copyreader.h"
#include "schema/value.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace migration {

/// The class of a cell that alone stands for no value of SQLite's: its text describes it. All of jsonb is such.
inline constexpr schema::StorageClass foreignClass{0x20};

/// Binary COPY fields → the SQLite values that the PostgreSQL cells alone stand for, by the plan. No two different
/// cells of a column give the same value, so a changed cell is always seen.
class Decoder
{
public:
    explicit Decoder(const TablePlan &table);
    /// Valid until the next call and as long as the fields are.
    std::span<const schema::RawValue> decode(std::span<const postgres::Field> fields);

private:
    struct Cell
    {
        schema::TypeKind type = schema::TypeKind::Text;
        schema::StorageClass mainClass = schema::StorageClass::Text;
        schema::TextForm form;
        std::string text; ///< holds a value that is not in the field as it is
    };
    static schema::RawValue decode(Cell &cell, const postgres::Field &field);
    std::vector<Cell> m_cells;
    std::vector<schema::RawValue> m_values;
};

/// The value that characters or bytes alone stand for in a column of type text, json or bytea.
schema::RawValue readAlone(schema::TypeKind type, schema::StorageClass mainClass, std::string_view text);
/// The same for a column of dates or times; `text` holds the result.
schema::RawValue readAlone(schema::TypeKind type, const schema::TextForm &form, qint64 stored, std::string &text);
/// A value of foreignClass. `text` must outlive it.
schema::RawValue foreignValue(std::string_view text);

} // namespace migration
