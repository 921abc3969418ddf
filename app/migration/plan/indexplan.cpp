// SPDX-License-Identifier: MIT
#include "migration/plan/keyobstacle.h"
#include "migration/plan/keyplan.h"
#include "migration/plan/notetexts.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using schema::Index;
using schema::IndexPart;
using schema::KeyCensus;

/// An index on its way to PostgreSQL.
struct IndexDraft
{
    schema::TargetIndex target;
    QStringList columns;    ///< that are parts by themselves
    QStringList collations; ///< of these
    QStringList compared;   ///< these, and the ones in expressions
    bool expressions = false;
    std::optional<Obstacle> obstacle;
};

void addExpression(const TableDraft &table, const Index &index, const IndexPart &part, IndexDraft &draft)
{
    const IndexPurpose purpose = index.unique ? IndexPurpose::Uniqueness : IndexPurpose::Speed;
    const auto translation = translateIndexExpression(part.expression, lookupIn(table), purpose);
    if (!translation) {
        draft.obstacle = Obstacle::Expression;
        return;
    }
    draft.compared.append(translation->columns);
    if (translation->onlyColumn.isEmpty()) {
        draft.expressions = true;
        draft.target.parts.append({{}, translation->sql, part.descending});
        return;
    }
    draft.target.parts.append({translation->onlyColumn, {}, part.descending});
    draft.columns.append(translation->columns.first());
    draft.collations.append(part.collation);
}

IndexDraft drafted(const TableDraft &table, const Index &index)
{
    IndexDraft draft;
    draft.target.name = index.name;
    draft.target.unique = index.unique;
    for (const IndexPart &part : index.parts) {
        if (part.column.isEmpty()) {
            addExpression(table, index, part, draft);
            continue;
        }
        draft.target.parts.append({table.targetNames({part.column}).first(), {}, part.descending});
        draft.columns.append(part.column);
        draft.collations.append(part.collation);
        draft.compared.append(part.column);
    }
    if (draft.obstacle || index.where.isEmpty())
        return draft;
    if (const auto condition = translateCondition(index.where, lookupIn(table)))
        draft.target.where = condition->sql;
    else
        draft.obstacle = Obstacle::Condition;
    return draft;
}

void leaveOut(TableDraft &table, const Index &index, const QStringList &columns, Obstacle obstacle)
{
    const QString &name = table.source->name;
    table.notes.append(index.unique ? uniqueLeftOut(name, index.name, columns, obstacle)
                                    : indexLeftOut(name, index.name, obstacle));
}

/// `key` is what the census knows of a unique index without expressions.
bool planIndex(TableDraft &table, const Index &index, const KeyCensus *key)
{
    IndexDraft draft = drafted(table, index);
    const bool collated = collationsMatter(table, draft.columns, draft.collations);
    if (!draft.obstacle && index.unique)
        draft.obstacle = obstacleOf(table, draft.columns, draft.collations, draft.expressions ? nullptr : key);
    if (!draft.obstacle && longestEntryOf(table, draft.compared) > longestEntry)
        draft.obstacle = Obstacle::TooLong;
    if (draft.obstacle) {
        leaveOut(table, index, draft.columns, *draft.obstacle);
        return false;
    }
    markSorted(table, draft.compared);
    if (collated)
        table.notes.append(indexWithoutCollation(table.source->name, index.name));
    table.target.indexes.append(draft.target);
    if (index.unique && !draft.expressions && draft.target.where.isEmpty())
        table.addParentKey(draft.columns);
    return true;
}

bool isPlainUnique(const Index &index)
{
    return index.unique && std::none_of(index.parts.begin(), index.parts.end(),
                                        [](const IndexPart &part) { return part.column.isEmpty(); });
}

} // namespace

void planIndexes(TableDraft &table)
{
    qsizetype next = (table.source->primaryKey ? 1 : 0) + table.source->uniques.size();
    for (const Index &index : table.source->indexes) {
        const KeyCensus *key = nullptr;
        if (isPlainUnique(index) && next < table.census->keys.size())
            key = &table.census->keys[next++];
        if (!planIndex(table, index, key))
            table.leftOutIndexes.append(index.name);
    }
}

} // namespace migration
