// SPDX-License-Identifier: MIT
#include "migration/plan/columnplan.h"

#include "migration/plan/defaulttext.h"
#include "migration/plan/notetexts.h"

#include <algorithm>
#include <limits>

namespace migration {

namespace {

using schema::TypeKind;

/// The next number that SQLite would give, within what PostgreSQL can start with.
qint64 nextId(const TableDraft &table, const ColumnDraft &column)
{
    constexpr qint64 last = std::numeric_limits<qint64>::max();
    qint64 highest = table.source->sequence.value_or(0);
    if (column.facts.census->integers > 0)
        highest = std::max(highest, column.facts.census->maxInteger);
    return highest == last ? last : std::max<qint64>(highest + 1, 1);
}

void planIdentity(TableDraft &table, const ColumnDraft &column, schema::TargetColumn &target)
{
    constexpr qint64 last = std::numeric_limits<qint64>::max();
    target.identityStart = nextId(table, column);
    const bool used = column.facts.census->maxInteger == last || table.source->sequence.value_or(0) == last;
    if (used)
        table.notes.append(idsExhausted({table.source->name, column.facts.column->name}));
}

void planDefault(TableDraft &table, const ColumnDraft &column, schema::TargetColumn &target)
{
    const schema::Column &source = *column.facts.column;
    const NotePlace place{table.source->name, source.name};
    if (source.generated != schema::Generated::No) {
        table.notes.append(generatedColumn(place, source.generatedExpression));
        return;
    }
    const auto text = translateDefault(source, column.type.type, column.wish.zoneless());
    if (text)
        target.defaultSql = *text;
    else
        table.notes.append(defaultNotTranslated(place, *source.defaultSql));
}

bool isInPrimaryKey(const TableDraft &table, const QString &name)
{
    return table.target.primaryKey && table.target.primaryKey->columns.contains(name);
}

qint64 flawedTexts(const ColumnDraft &column)
{
    const schema::ColumnCensus &census = *column.facts.census;
    // A text with both flaws was counted twice.
    return column.type.type == TypeKind::Text ? std::min(census.nulTexts + census.invalidTexts, census.texts) : 0;
}

} // namespace

ColumnPlan planColumn(TableDraft &table, const ColumnDraft &column)
{
    const schema::Column &source = *column.facts.column;
    ColumnPlan plan;
    plan.source = source.name;
    plan.mainClass = column.type.fit.mainClass;
    plan.form = column.type.fit.form;
    plan.misfit = column.type.misfit;
    plan.nulText = column.nulText;
    plan.expectedForms = column.type.fit.recorded;
    plan.expectedAttic = column.type.fit.misfits + flawedTexts(column);

    schema::TargetColumn &target = plan.target;
    target.name = column.name;
    target.type = column.type.type;
    target.notNull = (source.notNull && column.facts.census->nulls == 0) || isInPrimaryKey(table, column.name);
    target.collateC = column.sorted;
    if (column.facts.use.rowidAlias) {
        if (target.type == TypeKind::Bigint)
            planIdentity(table, column, target);
    } else {
        planDefault(table, column, target);
    }
    if (collationMatters(column, source.collation))
        table.notes.append(collationNotTranslated({table.source->name, source.name}, source.collation));
    return plan;
}

} // namespace migration
