// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/momentforms.h"
#include "schema/census.h"
#include "schema/table.h"
#include "schema/target.h"
#include "schema/value.h"

#include <optional>

/// Whether a PostgreSQL type can hold what the census saw in a column.
namespace migration {

/// Other spellings of a value are recorded up to this count, and up to one of `recordedShare` values.
inline constexpr qint64 mostRecorded = 10'000;
inline constexpr qint64 recordedShare = 10;
/// The same for values set aside in the attic.
inline constexpr qint64 mostMisfits = 10'000;
inline constexpr qint64 misfitShare = 100;

/// Where a column is used.
struct ColumnUse
{
    bool nullable = true;
    bool rowidAlias = false;
    bool inKey = false;        ///< primary key, UNIQUE or unique index
    bool inForeignKey = false; ///< at either end
    bool inIndex = false;

    /// Equality of its values has consequences: one value must not become two, nor two one.
    [[nodiscard]] bool compared() const { return inKey || inForeignKey; }
};

struct ColumnFacts
{
    const schema::Column *column = nullptr;
    const schema::ColumnCensus *census = nullptr;
    ColumnUse use;
};

struct Fit
{
    schema::StorageClass mainClass = schema::StorageClass::Text;
    schema::TextForm form; ///< of moments
    qint64 recorded = 0;   ///< values whose class or spelling the cell alone does not give back
    qint64 misfits = 0;    ///< values that the type cannot hold
};

/// None where the type is out of the question. Misfits still may be too many: see mayGoToAttic().
std::optional<Fit> fitOf(schema::TypeKind type, const ColumnFacts &facts, ZonelessMeans zoneless);

bool mayGoToAttic(const ColumnFacts &facts, qint64 misfits);

} // namespace migration
