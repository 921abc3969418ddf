// SPDX-License-Identifier: MIT
#include "migration/plan/rowwidth.h"

#include <algorithm>

namespace migration {

namespace {

using schema::TypeKind;

constexpr qint64 page = 8'160;
constexpr qint64 rowHeader = 24;
constexpr qint64 movedOut = 18; ///< what a long value leaves in the row

qint64 widestOf(const ColumnDraft &column)
{
    switch (column.type.type) {
    case TypeKind::Boolean:
        return 1;
    case TypeKind::Date:
        return 4;
    case TypeKind::Bigint:
    case TypeKind::Double:
    case TypeKind::Timestamp:
    case TypeKind::TimestampTz:
        return 8;
    case TypeKind::Uuid:
        return 16;
    case TypeKind::Numeric:
        return movedOut;
    default:
        return std::min(movedOut, 1 + std::max(column.facts.census->longestText, column.facts.census->longestBlob));
    }
}

qint64 narrowestOf(const ColumnDraft &column)
{
    switch (column.type.type) {
    case TypeKind::Numeric:
        return 3;
    case TypeKind::Text:
    case TypeKind::Json:
    case TypeKind::Jsonb:
    case TypeKind::Bytea:
        return 1;
    default:
        return widestOf(column);
    }
}

} // namespace

RowWidth rowWidthOf(const TableDraft &table)
{
    const qint64 header = rowHeader + table.columns.size() / 8;
    qint64 least = header;
    qint64 most = header;
    for (const ColumnDraft &column : table.columns) {
        const bool always = column.facts.census->nulls == 0 && column.type.misfit == Misfit::None;
        least += always ? narrowestOf(column) : 0;
        most += widestOf(column);
    }
    if (table.census->rows > 0 && least > page)
        return RowWidth::DoesNotFit;
    return most > page ? RowWidth::MayNotFit : RowWidth::Fits;
}

} // namespace migration
