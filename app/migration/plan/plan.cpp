// SPDX-License-Identifier: MIT
#include "migration/plan/plan.h"

#include "postgres/ddl.h"
#include "schema/identifier.h"

using namespace Qt::StringLiterals;

namespace migration {

schema::TargetTable TablePlan::targetTable() const
{
    schema::TargetTable table = target;
    table.columns.clear();
    table.columns.reserve(columns.size());
    for (const ColumnPlan &column : columns)
        table.columns.append(column.target);
    return table;
}

QStringList ddl(const CreatorPlan &plan)
{
    QList<schema::TargetTable> tables;
    tables.reserve(plan.tables.size());
    for (const TablePlan &table : plan.tables)
        tables.append(table.targetTable());
    QStringList statements = postgres::createAll(plan.schemaName, tables);
    if (plan.globalSchema)
        statements.first() = u"CREATE SCHEMA IF NOT EXISTS "_s + schema::quoteIdentifier(plan.schemaName);
    return statements;
}

} // namespace migration
