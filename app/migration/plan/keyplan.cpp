// SPDX-License-Identifier: MIT
#include "migration/plan/keyplan.h"

#include "migration/plan/keyobstacle.h"
#include "migration/plan/notetexts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using schema::Key;
using schema::KeyCensus;

/// Not unique, but still as fast to search.
void keepPlainIndex(TableDraft &table, const QStringList &columns)
{
    schema::TargetIndex index;
    for (const QString &column : table.targetNames(columns))
        index.parts.append({column, {}, false});
    table.target.indexes.append(index);
}

qint64 rowsWithNull(const TableDraft &table, const Key &key, const KeyCensus *census)
{
    if (census != nullptr)
        return census->rowsWithNull;
    qint64 rows = 0;
    for (const QString &column : key.columns)
        rows = std::max(rows, table.column(column).facts.census->nulls);
    return rows;
}

/// Collations that the columns do not have by themselves.
void noteKeyCollations(TableDraft &table, const Key &key)
{
    for (qsizetype i = 0; i < key.columns.size(); ++i) {
        const ColumnDraft &column = table.column(key.columns[i]);
        const QString collation = key.collations.value(i);
        if (collationMatters(column, collation) && !collationMatters(column, column.facts.column->collation))
            table.notes.append(collationNotTranslated({table.source->name, key.columns[i]}, collation));
    }
}

void planPrimaryKey(TableDraft &table, const Key &key, const KeyCensus *census)
{
    markSorted(table, key.columns);
    const bool collated = collationsMatter(table, key.columns, key.collations);
    noteKeyCollations(table, key);
    // A key that compares letter by letter is the weaker rule: every row satisfies it.
    const auto obstacle = obstacleOf(table, key.columns, {}, census);
    if (obstacle) {
        table.notes.append(keyLeftOut(table.source->name, key.columns, *obstacle, longestEntryOf(table, key.columns)));
        if (*obstacle == Obstacle::Collision)
            keepPlainIndex(table, key.columns);
        return;
    }
    const schema::TargetKey target{key.name, table.targetNames(key.columns)};
    if (!collated)
        table.addParentKey(key.columns);
    const qint64 nulls = rowsWithNull(table, key, census);
    if (nulls > 0) {
        table.notes.append(nullInKey(table.source->name, key.columns, nulls));
        table.target.uniques.append(target);
    } else {
        table.target.primaryKey = target;
    }
}

void planUnique(TableDraft &table, const Key &key, const KeyCensus *census)
{
    markSorted(table, key.columns);
    if (const auto obstacle = obstacleOf(table, key.columns, key.collations, census)) {
        table.notes.append(uniqueLeftOut(table.source->name, key.name, key.columns, *obstacle));
        return;
    }
    table.target.uniques.append({key.name, table.targetNames(key.columns)});
    table.addParentKey(key.columns);
}

} // namespace

void planKeys(TableDraft &table)
{
    qsizetype next = 0;
    const auto nextCensus = [&]() -> const KeyCensus * {
        const qsizetype at = next++;
        return at < table.census->keys.size() ? &table.census->keys[at] : nullptr;
    };
    if (table.source->primaryKey)
        planPrimaryKey(table, *table.source->primaryKey, nextCensus());
    for (const Key &key : table.source->uniques)
        planUnique(table, key, nextCensus());
    planIndexes(table);
    planChecks(table);
}

} // namespace migration
