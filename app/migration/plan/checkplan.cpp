// SPDX-License-Identifier: MIT
#include "migration/plan/keyobstacle.h"
#include "migration/plan/keyplan.h"
#include "migration/plan/notetexts.h"
#include "migration/plan/nullexpression.h"
#include "schema/identifier.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

/// Some of its cells will be NULL where the source has a value.
bool losesCells(const ColumnDraft &column)
{
    const schema::ColumnCensus &census = *column.facts.census;
    const bool flawed = column.type.type == schema::TypeKind::Text && census.nulTexts + census.invalidTexts > 0;
    return column.type.misfit == Misfit::Attic || (flawed && column.nulText == NulText::Null);
}

void planNotNull(TableDraft &table, const ColumnDraft &column)
{
    const qint64 nulls = column.facts.census->nulls;
    if (!column.facts.column->notNull || nulls == 0)
        return;
    table.notes.append(nullInNotNull({table.source->name, column.facts.column->name}, nulls));
    schema::TargetCheck check;
    check.expression = u'(' + schema::quoteIdentifier(column.name) + u" IS NOT NULL)"_s;
    check.validated = false;
    table.target.checks.append(check);
}

void planCheck(TableDraft &table, const schema::Check &source)
{
    const auto translation = translateCondition(source.expression, lookupIn(table));
    if (!translation) {
        table.notes.append(checkLeftOut(table.source->name, source.name, source.expression));
        return;
    }
    const bool emptied = std::any_of(translation->columns.begin(), translation->columns.end(),
                                     [&](const QString &name) { return losesCells(table.column(name)); });
    if (emptied)
        table.notes.append(
            checkNotValidated(table.source->name, source.name.isEmpty() ? source.expression : source.name));
    table.target.checks.append({source.name, translation->sql, !emptied});
}

} // namespace

void planChecks(TableDraft &table)
{
    for (const ColumnDraft &column : table.columns)
        planNotNull(table, column);
    for (const schema::Check &check : table.source->checks)
        planCheck(table, check);
}

} // namespace migration
