// SPDX-License-Identifier: MIT
#include "postgres/catalog.h"

#include "schema/identifier.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace postgres {

QString isInSchema(const QString &oid)
{
    return oid + uR"( IN (SELECT o.objid FROM pg_catalog.pg_depend o
        JOIN pg_catalog.pg_namespace s ON s.oid = o.refobjid AND s.nspname = ?
        WHERE o.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
          AND o.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass))"_s;
}

namespace {

using schema::ForeignKeyAction;
using schema::TargetTable;

/// Tables with all of their columns; a table without columns is one row with NULLs.
const QString columnsSql = QString(uR"(
SELECT c.relname::text, a.attname::text, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
       coalesce(s.seqstart::text, ''), coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid), ''),
       coalesce(l.collname = 'C' AND l.collnamespace = 'pg_catalog'::pg_catalog.regnamespace, false)
FROM pg_catalog.pg_class c
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
LEFT JOIN pg_catalog.pg_depend p ON p.refobjid = c.oid AND p.refobjsubid = a.attnum AND p.deptype = 'i'
     AND p.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
     AND p.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND a.attidentity = 'd'
LEFT JOIN pg_catalog.pg_sequence s ON s.seqrelid = p.objid
WHERE c.relkind IN ('r', 'p') AND )"_s +
                                   isInSchema(u"c.oid"_s) + uR"(
ORDER BY c.relname::text COLLATE "C", a.attnum)"_s);

const QString constraintsSql = QString(uR"(
SELECT c.relname::text, k.conname::text, k.contype::text,
       (SELECT json_agg(a.attname ORDER BY u.place) FROM unnest(k.conkey) WITH ORDINALITY u(number, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number)::text,
       CASE WHEN p.relnamespace <> c.relnamespace THEN p.relnamespace::pg_catalog.regnamespace::text || '.' ELSE '' END
           || p.relname,
       (SELECT json_agg(a.attname ORDER BY u.place) FROM unnest(k.confkey) WITH ORDINALITY u(number, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number)::text,
       k.confupdtype::text, k.confdeltype::text, k.condeferrable, k.condeferred, k.convalidated,
       CASE WHEN k.contype = 'c' THEN pg_catalog.pg_get_expr(k.conbin, k.conrelid) END
FROM pg_catalog.pg_constraint k
JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
LEFT JOIN pg_catalog.pg_class p ON p.oid = k.confrelid
WHERE c.relkind IN ('r', 'p') AND k.contype IN ('p', 'u', 'f', 'c') AND )"_s +
                                       isInSchema(u"c.oid"_s) + uR"(
ORDER BY k.conname::text COLLATE "C", k.oid)"_s);

/// One row for each part of each index that belongs to no constraint and is in use.
const QString indexesSql = QString(uR"(
SELECT c.relname::text, i.relname::text, x.indisunique,
       coalesce(pg_catalog.pg_get_expr(x.indpred, x.indrelid), ''), coalesce(a.attname::text, ''),
       CASE WHEN a.attname IS NULL THEN pg_catalog.pg_get_indexdef(x.indexrelid, u.place::integer, true) ELSE '' END,
       (x.indoption[u.place - 1] & 1) = 1
FROM pg_catalog.pg_index x
JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
JOIN pg_catalog.pg_class c ON c.oid = x.indrelid
CROSS JOIN LATERAL unnest(x.indkey::pg_catalog.int2[]) WITH ORDINALITY u(number, place)
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = u.number AND u.number <> 0
WHERE c.relkind IN ('r', 'p') AND x.indisvalid AND u.place <= x.indnkeyatts
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
                  WHERE k.conindid = x.indexrelid AND k.conrelid = x.indrelid AND k.contype IN ('p', 'u', 'x'))
  AND )"_s + isInSchema(u"c.oid"_s) +
                                   uR"(
ORDER BY i.relname::text COLLATE "C", u.place)"_s);

/// Tables in the server's order, found again by their names.
struct Tables
{
    QList<TargetTable> list;
    QHash<QString, qsizetype> places;

    TargetTable &named(const QString &name)
    {
        const auto known = places.constFind(name);
        if (known != places.constEnd())
            return list[*known];
        places.insert(name, list.size());
        list.append(TargetTable{.name = name});
        return list.last();
    }
};

QStringList names(const QVariant &json)
{
    QStringList all;
    const QJsonArray array = QJsonDocument::fromJson(json.toString().toUtf8()).array();
    for (const auto &value : array)
        all.append(value.toString());
    return all;
}

schema::TargetColumn columnFrom(const QSqlQuery &row)
{
    const QString type = row.value(2).toString();
    const std::optional<schema::TypeKind> known = schema::typeFromName(type);
    const QString start = row.value(4).toString();
    return {.name = row.value(1).toString(),
            .type = known.value_or(schema::TypeKind::Text),
            .notNull = row.value(3).toBool(),
            .defaultSql = row.value(5).toString(),
            .identityStart = start.isEmpty() ? std::nullopt : std::optional(start.toLongLong()),
            .collateC = row.value(6).toBool(),
            .otherType = known ? QString() : type};
}

ForeignKeyAction actionFrom(const QVariant &letter)
{
    const QString text = letter.toString();
    if (text == "r"_L1)
        return ForeignKeyAction::Restrict;
    if (text == "n"_L1)
        return ForeignKeyAction::SetNull;
    if (text == "d"_L1)
        return ForeignKeyAction::SetDefault;
    return text == "c"_L1 ? ForeignKeyAction::Cascade : ForeignKeyAction::NoAction;
}

schema::TargetForeignKey foreignKeyFrom(const QSqlQuery &row)
{
    return {.name = row.value(1).toString(),
            .columns = names(row.value(3)),
            .parentTable = row.value(4).toString(),
            .parentColumns = names(row.value(5)),
            .onUpdate = actionFrom(row.value(6)),
            .onDelete = actionFrom(row.value(7)),
            .deferrable = row.value(8).toBool(),
            .initiallyDeferred = row.value(9).toBool(),
            .validated = row.value(10).toBool()};
}

void addConstraint(const QSqlQuery &row, TargetTable &table)
{
    const QString kind = row.value(2).toString();
    if (kind == "p"_L1)
        table.primaryKey = schema::TargetKey{row.value(1).toString(), names(row.value(3))};
    else if (kind == "u"_L1)
        table.uniques.append({row.value(1).toString(), names(row.value(3))});
    else if (kind == "f"_L1)
        table.foreignKeys.append(foreignKeyFrom(row));
    else
        table.checks.append({row.value(1).toString(), row.value(11).toString(), row.value(10).toBool()});
}

void addIndexPart(const QSqlQuery &row, TargetTable &table)
{
    const QString name = row.value(1).toString();
    if (table.indexes.isEmpty() || table.indexes.last().name != name)
        table.indexes.append(
            {.name = name, .unique = row.value(2).toBool(), .parts = {}, .where = row.value(3).toString()});
    table.indexes.last().parts.append({row.value(4).toString(), row.value(5).toString(), row.value(6).toBool()});
}

} // namespace

base::Result<QList<TargetTable>> readCatalog(Connection &connection, const QString &schemaName)
{
    Tables tables;
    auto columns = connection.select(columnsSql, {schemaName});
    if (!columns)
        return base::fail(columns.error());
    while (columns->next()) {
        TargetTable &table = tables.named(columns->value(0).toString());
        if (!columns->value(1).isNull())
            table.columns.append(columnFrom(*columns));
    }
    auto constraints = connection.select(constraintsSql, {schemaName});
    if (!constraints)
        return base::fail(constraints.error());
    while (constraints->next())
        addConstraint(*constraints, tables.named(constraints->value(0).toString()));
    auto indexes = connection.select(indexesSql, {schemaName});
    if (!indexes)
        return base::fail(indexes.error());
    while (indexes->next())
        addIndexPart(*indexes, tables.named(indexes->value(0).toString()));
    return tables.list;
}

base::Result<QString> schemaComment(Connection &connection, const QString &schemaName)
{
    const auto row = connection.row(u"SELECT pg_catalog.obj_description(oid, 'pg_namespace') "
                                    "FROM pg_catalog.pg_namespace WHERE nspname = "_s +
                                    schema::quoteLiteral(schemaName));
    if (!row)
        return base::fail(row.error());
    return row->value(0);
}

base::Result<bool> schemaExists(Connection &connection, const QString &schemaName)
{
    const auto row =
        connection.row(u"SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = "_s + schema::quoteLiteral(schemaName));
    if (!row)
        return base::fail(row.error());
    return !row->isEmpty();
}

} // namespace postgres
