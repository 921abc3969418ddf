// SPDX-License-Identifier: MIT
#include "migration/plan/relationnames.h"
#include "migration/plan/plannames.h"

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using Kind = schema::NameSpace::Kind;

/// An index or key is named in the notes by its table alone.
NotePlace placeOf(const TableDraft &table)
{
    return {table.source->name, {}};
}

/// PostgreSQL names the counters of new ids by itself.
void reserveSequences(PlanNames &names, const TableDraft &table)
{
    for (const ColumnDraft &column : table.columns) {
        if (column.facts.use.rowidAlias)
            names.make({table.target.name, column.name}, u"seq"_s);
    }
}

void nameNamed(PlanNames &names, TableDraft &table)
{
    const auto wish = [&](QString &name) {
        if (!name.isEmpty())
            name = names.wish(name, placeOf(table), table.notes);
    };
    if (table.target.primaryKey)
        wish(table.target.primaryKey->name);
    for (schema::TargetKey &key : table.target.uniques)
        wish(key.name);
    for (schema::TargetIndex &index : table.target.indexes)
        wish(index.name);
}

QStringList partNames(const QStringList &columns, const QString &table)
{
    return QStringList{table} + columns;
}

void nameUnnamed(PlanNames &names, TableDraft &table)
{
    const QString &base = table.target.name;
    if (table.target.primaryKey && table.target.primaryKey->name.isEmpty())
        table.target.primaryKey->name = names.make({base}, u"pkey"_s);
    for (schema::TargetKey &key : table.target.uniques) {
        if (key.name.isEmpty())
            key.name = names.make(partNames(key.columns, base), u"key"_s);
    }
    for (schema::TargetIndex &index : table.target.indexes) {
        QStringList columns;
        for (const schema::TargetIndexPart &part : index.parts)
            columns.append(part.column.isEmpty() ? u"expr"_s : part.column);
        if (index.name.isEmpty())
            index.name = names.make(partNames(columns, base), u"idx"_s);
    }
}

/// Foreign keys and checks only need to differ from the other constraints of their table.
void nameConstraints(TableDraft &table)
{
    PlanNames names(Kind::Constraint);
    if (table.target.primaryKey)
        names.reserve(table.target.primaryKey->name);
    for (const schema::TargetKey &key : table.target.uniques)
        names.reserve(key.name);
    for (schema::TargetForeignKey &key : table.target.foreignKeys) {
        if (!key.name.isEmpty())
            key.name = names.wish(key.name, placeOf(table), table.notes);
    }
    for (schema::TargetCheck &check : table.target.checks) {
        if (!check.name.isEmpty())
            check.name = names.wish(check.name, placeOf(table), table.notes);
    }
    for (schema::TargetForeignKey &key : table.target.foreignKeys) {
        if (key.name.isEmpty())
            key.name = names.make(partNames(key.columns, table.target.name), u"fkey"_s);
    }
    for (schema::TargetCheck &check : table.target.checks) {
        if (check.name.isEmpty())
            check.name = names.make({table.target.name}, u"check"_s);
    }
}

} // namespace

void nameTables(PlanDraft &draft)
{
    PlanNames tables(Kind::Relation);
    for (TableDraft &table : draft.tables) {
        table.target.name = tables.wish(table.source->name, placeOf(table), table.notes);
        PlanNames columns(Kind::Column);
        for (ColumnDraft &column : table.columns)
            column.name =
                columns.wish(column.facts.column->name, {table.source->name, column.facts.column->name}, table.notes);
    }
}

void nameRelations(PlanDraft &draft)
{
    PlanNames names(Kind::Relation);
    for (const TableDraft &table : draft.tables)
        names.reserve(table.target.name);
    for (const TableDraft &table : draft.tables)
        reserveSequences(names, table);
    for (TableDraft &table : draft.tables)
        nameNamed(names, table);
    for (TableDraft &table : draft.tables) {
        nameUnnamed(names, table);
        nameConstraints(table);
    }
}

} // namespace migration
