// SPDX-License-Identifier: MIT
#include "migration/plan/linkplan.h"

#include "migration/plan/keyobstacle.h"
#include "migration/plan/notetexts.h"
#include "migration/plan/typealignment.h"
#include "schema/keys.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using schema::ForeignKey;

/// Positions of the columns; empty if one is not there.
QList<qsizetype> positionsOf(const TableDraft &table, const QStringList &columns)
{
    QList<qsizetype> positions;
    for (const QString &column : columns) {
        const qsizetype position = table.columnIndex(column);
        if (position < 0)
            return {};
        positions.append(position);
    }
    return positions;
}

QList<qsizetype> sorted(QList<qsizetype> positions)
{
    std::sort(positions.begin(), positions.end());
    return positions;
}

/// A collation concerns text only.
bool comparesByBytes(const TableDraft &table, const schema::Key &key)
{
    for (qsizetype i = 0; i < key.columns.size(); ++i) {
        const QString collation = key.collations.value(i);
        const bool plain = collation.isEmpty() || collation == u"BINARY";
        if (!plain && table.column(key.columns[i]).facts.census->texts > 0)
            return false;
    }
    return true;
}

/// As the source defines it; whether the key can be translated turns out later.
bool isUniqueInSource(const TableDraft &table, const QList<qsizetype> &columns)
{
    schema::Table whole = *table.source;
    whole.indexes.removeIf([](const schema::Index &index) { return !index.where.isEmpty(); });
    const QList<schema::Key> keys = schema::keysOf(whole);
    return std::any_of(keys.begin(), keys.end(), [&](const schema::Key &key) {
        return sorted(positionsOf(table, key.columns)) == sorted(columns) && comparesByBytes(table, key);
    });
}

void findLink(PlanDraft &draft, qsizetype child, qsizetype number)
{
    TableDraft &table = draft.tables[child];
    const ForeignKey &source = table.source->foreignKeys[number];
    Link link;
    link.child = child;
    link.parent = draft.tableIndex(source.parentTable);
    link.source = &source;
    link.census = number < table.census->foreignKeys.size() ? &table.census->foreignKeys[number] : nullptr;
    link.childColumns = positionsOf(table, source.columns);
    if (link.parent >= 0)
        link.parentColumns = positionsOf(draft.tables[link.parent], source.parentColumns);
    const bool complete = !link.childColumns.isEmpty() && link.childColumns.size() == link.parentColumns.size();
    if (!complete || !isUniqueInSource(draft.tables[link.parent], link.parentColumns))
        return;
    for (const qsizetype column : link.childColumns)
        table.columns[column].facts.use.inForeignKey = true;
    for (const qsizetype column : link.parentColumns)
        draft.tables[link.parent].columns[column].facts.use.inForeignKey = true;
    draft.links.append(link);
}

void leaveOut(PlanDraft &draft, TableDraft &table, const ForeignKey &source)
{
    const qsizetype parent = draft.tableIndex(source.parentTable);
    LinkObstacle obstacle = LinkObstacle::NoTable;
    if (parent >= 0) {
        const auto columns = positionsOf(draft.tables[parent], source.parentColumns);
        const bool complete = !columns.isEmpty() && columns.size() == source.columns.size();
        obstacle = complete ? LinkObstacle::NotUnique : LinkObstacle::NoColumns;
    }
    table.notes.append(
        linkLeftOut(table.source->name, source.columns, source.parentTable, source.parentColumns, obstacle));
}

bool matchesAsBefore(const PlanDraft &draft, const Link &link)
{
    for (qsizetype i = 0; i < link.childColumns.size(); ++i) {
        if (!matchesAsBefore(draft.tables[link.child].columns[link.childColumns[i]],
                             draft.tables[link.parent].columns[link.parentColumns[i]]))
            return false;
    }
    return true;
}

void makeLink(PlanDraft &draft, const Link &link)
{
    TableDraft &table = draft.tables[link.child];
    TableDraft &parent = draft.tables[link.parent];
    const ForeignKey &source = *link.source;
    schema::TargetForeignKey target;
    target.name = source.name;
    target.columns = table.targetNames(source.columns);
    target.parentTable = parent.target.name;
    target.parentColumns = parent.targetNames(source.parentColumns);
    target.onUpdate = source.onUpdate;
    target.onDelete = source.onDelete;
    target.deferrable = source.deferrable;
    target.initiallyDeferred = source.initiallyDeferred;
    markSorted(table, source.columns);
    markSorted(parent, source.parentColumns);
    const bool orphansStay = table.orphans == OrphanChoice::Keep;
    if (orphansStay && link.census != nullptr && link.census->orphans > 0) {
        target.validated = false;
        table.notes.append(orphanRows(table.source->name, source.columns, parent.source->name,
                                      {link.census->orphans, samplesOf(link.census->samples)}));
    } else if (!matchesAsBefore(draft, link)) {
        target.validated = false;
        table.notes.append(linkNotChecked(table.source->name, source.columns, parent.source->name));
    }
    table.target.foreignKeys.append(target);
}

} // namespace

void findLinks(PlanDraft &draft)
{
    for (qsizetype child = 0; child < draft.tables.size(); ++child) {
        for (qsizetype number = 0; number < draft.tables[child].source->foreignKeys.size(); ++number)
            findLink(draft, child, number);
    }
}

void planLinks(PlanDraft &draft)
{
    for (TableDraft &table : draft.tables) {
        for (const ForeignKey &source : table.source->foreignKeys) {
            const auto link = std::find_if(draft.links.begin(), draft.links.end(),
                                           [&](const Link &candidate) { return candidate.source == &source; });
            const bool made = link != draft.links.end() &&
                              draft.tables[link->parent].parentKeys.contains(sorted(link->parentColumns));
            if (made)
                makeLink(draft, *link);
            else
                leaveOut(draft, table, source);
        }
    }
}

} // namespace migration
