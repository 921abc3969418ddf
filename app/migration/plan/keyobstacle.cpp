// SPDX-License-Identifier: MIT
#include "migration/plan/keyobstacle.h"

#include <algorithm>

namespace migration {

namespace {

using schema::TypeKind;

bool hasMixedClasses(const ColumnDraft &column)
{
    const schema::ColumnCensus &census = *column.facts.census;
    const bool asText = column.type.type == TypeKind::Text || column.type.type == TypeKind::Bytea;
    return asText && (census.integers > 0) + (census.reals > 0) + (census.texts > 0) + (census.blobs > 0) > 1;
}

bool losesCharacters(const ColumnDraft &column)
{
    const schema::ColumnCensus &census = *column.facts.census;
    return column.type.type == TypeKind::Text && census.nulTexts + census.invalidTexts > 0;
}

} // namespace

qint64 longestEntryOf(const TableDraft &table, const QStringList &columns)
{
    qint64 longest = 0;
    for (const QString &name : columns) {
        const ColumnDraft &column = table.column(name);
        switch (column.type.type) {
        case TypeKind::Text:
        case TypeKind::Bytea:
        case TypeKind::Jsonb:
            longest += std::max(column.facts.census->longestText, column.facts.census->longestBlob);
            break;
        default:
            longest += 8;
        }
    }
    return longest;
}

bool collationsMatter(const TableDraft &table, const QStringList &columns, const QStringList &collations)
{
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (collationMatters(table.column(columns[i]), collations.value(i)))
            return true;
    }
    return false;
}

bool mayCollide(const TableDraft &table, const QStringList &columns, const schema::KeyCensus *key)
{
    if (key != nullptr && !key->collidesAsText)
        return false;
    return std::any_of(columns.begin(), columns.end(), [&](const QString &name) {
        const ColumnDraft &column = table.column(name);
        return hasMixedClasses(column) || losesCharacters(column);
    });
}

std::optional<Obstacle> obstacleOf(const TableDraft &table, const QStringList &columns, const QStringList &collations,
                                   const schema::KeyCensus *key)
{
    if (collationsMatter(table, columns, collations))
        return Obstacle::Collation;
    if (mayCollide(table, columns, key))
        return Obstacle::Collision;
    if (longestEntryOf(table, columns) > longestEntry)
        return Obstacle::TooLong;
    return {};
}

ColumnLookup lookupIn(const TableDraft &table)
{
    return [&table](const QString &name) -> std::optional<NamedColumn> {
        const qsizetype index = table.columnIndex(name);
        if (index < 0)
            return {};
        const ColumnDraft &column = table.columns[index];
        const bool exact = column.type.misfit == Misfit::None && column.type.fit.recorded == 0;
        return NamedColumn{column.facts.column->name, column.name, column.type.type == TypeKind::Text,
                           column.type.type == TypeKind::Boolean && exact};
    };
}

void markSorted(TableDraft &table, const QStringList &columns)
{
    for (const QString &name : columns) {
        ColumnDraft &column = table.column(name);
        column.sorted = column.type.type == TypeKind::Text;
    }
}

} // namespace migration
