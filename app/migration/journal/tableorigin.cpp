// SPDX-License-Identifier: MIT
#include "migration/journal/tableorigin.h"

#include "postgres/reader.h"
#include "sqlite/sqlparser.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

/// Of a plan, which may be large, only this table's columns leave the server.
constexpr auto originSql =
    "SELECT t.plan ->> 'source', o.sql, (SELECT pg_catalog.json_agg(pg_catalog.json_build_array("
    "  k.one -> 'target' ->> 'name', k.one ->> 'source'))"
    "  FROM pg_catalog.json_array_elements(t.plan -> 'columns') AS k(one)) "
    "FROM cutover.creator c CROSS JOIN LATERAL pg_catalog.json_array_elements(c.plan -> 'tables') AS t(plan) "
    "LEFT JOIN cutover.original o ON o.run_id = c.run_id AND o.creator = c.creator AND o.type = 'table' "
    " AND o.name = t.plan ->> 'source' "
    "WHERE c.run_id = $1 AND c.schema_name = $2 AND c.state = 'committed' "
    " AND t.plan -> 'target' ->> 'name' = $3 LIMIT 1"_L1;

TableOrigin originFrom(const postgres::TextRows &rows)
{
    TableOrigin origin{.name = rows.text(0, 0), .sql = rows.text(0, 1), .columns = {}};
    QHash<QString, QString> types;
    if (const auto definition = sqlite::parseCreateTable(origin.sql)) {
        for (const sqlite::ColumnDefinition &column : definition->columns)
            types.insert(column.name, column.declaredType);
    }
    const QJsonArray pairs = QJsonDocument::fromJson(rows.bytes(0, 2).toByteArray()).array();
    for (const auto &pair : pairs) {
        const QString name = pair.toArray().at(1).toString();
        origin.columns.insert(pair.toArray().at(0).toString(), {.name = name, .type = types.value(name)});
    }
    return origin;
}

} // namespace

base::Result<std::optional<TableOrigin>> readTableOrigin(postgres::Reader &reader, const QString &run,
                                                         const QString &schema, const QString &table,
                                                         const std::stop_token &stop)
{
    const QString doing = QCoreApplication::translate("migration", "reading what the table was before its move");
    const auto rows = reader.read(
        {originSql, {{.text = run.toUtf8()}, {.text = schema.toUtf8()}, {.text = table.toUtf8()}}}, doing, stop);
    if (!rows && rows.error().code == u"no-rights")
        return std::nullopt;
    if (!rows)
        return base::fail(rows.error());
    if (rows->rowCount() == 0)
        return std::nullopt;
    return originFrom(*rows);
}

} // namespace migration
