// SPDX-License-Identifier: MIT
#include "sqlite/pragmas.h"

#include "schema/identifier.h"
#include "sqlite/asciicase.h"
#include "sqlite/rowset.h"
#include "sqlite/tokencursor.h"

#include <algorithm>
#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace sqlite {

using schema::ForeignKeyAction;
using schema::Generated;

namespace {

QString pragma(const QString &name, const QString &object)
{
    return u"PRAGMA main." + name + u'(' + schema::quoteIdentifier(object) + u')';
}

ForeignKeyAction actionOf(const QString &word)
{
    if (word == "CASCADE"_L1)
        return ForeignKeyAction::Cascade;
    if (word == "SET NULL"_L1)
        return ForeignKeyAction::SetNull;
    if (word == "SET DEFAULT"_L1)
        return ForeignKeyAction::SetDefault;
    return word == "RESTRICT"_L1 ? ForeignKeyAction::Restrict : ForeignKeyAction::NoAction;
}

Generated generatedOf(qint64 hidden)
{
    return hidden == 2 ? Generated::Virtual : hidden == 3 ? Generated::Stored : Generated::No;
}

base::Result<void> readColumnProperties(const Database &database, const QString &table, ColumnRow &column)
{
    const char *collation = nullptr;
    int autoincrement = 0;
    const int code = sqlite3_table_column_metadata(database.handle(), "main", table.toUtf8().constData(),
                                                   column.name.toUtf8().constData(), nullptr, &collation, nullptr,
                                                   nullptr, &autoincrement);
    if (code != SQLITE_OK)
        return base::fail(database.lastError());
    column.collation = upperAscii(QString::fromUtf8(collation));
    column.autoincrement = autoincrement != 0;
    return {};
}

base::Result<QList<ColumnRow>> readColumns(const Database &database, const QString &table)
{
    QList<ColumnRow> columns;
    RowSet rows(database, pragma(u"table_xinfo"_s, table));
    while (rows.next()) {
        ColumnRow column;
        column.name = rows.name(1);
        column.type = rows.definition(2);
        column.notNull = rows.integer(3) != 0;
        if (!rows.isNull(4))
            column.defaultSql = rows.definition(4);
        column.primaryKeyPart = static_cast<int>(rows.integer(5));
        column.generated = generatedOf(rows.integer(6));
        columns.append(column);
    }
    if (rows.failed())
        return base::fail(rows.error());
    for (ColumnRow &column : columns) {
        if (const auto read = readColumnProperties(database, table, column); !read)
            return base::fail(read.error());
    }
    return columns;
}

base::Result<QList<IndexPartRow>> readIndexParts(const Database &database, const QString &index)
{
    QList<IndexPartRow> parts;
    RowSet rows(database, pragma(u"index_xinfo"_s, index));
    while (rows.next()) {
        if (rows.integer(5) == 0) // not of the key: the rowid or primary key that SQLite adds
            continue;
        IndexPartRow part;
        if (rows.integer(1) >= 0)
            part.column = static_cast<int>(rows.integer(1));
        part.descending = rows.integer(3) != 0;
        part.collation = upperAscii(rows.name(4));
        parts.append(part);
    }
    if (rows.failed())
        return base::fail(rows.error());
    return parts;
}

base::Result<QList<IndexRow>> readIndexes(const Database &database, const QString &table)
{
    QList<IndexRow> indexes;
    RowSet rows(database, pragma(u"index_list"_s, table));
    while (rows.next()) {
        IndexRow index;
        index.name = rows.name(1);
        index.unique = rows.integer(2) != 0;
        index.origin = rows.name(3);
        index.partial = rows.integer(4) != 0;
        indexes.append(index);
    }
    if (rows.failed())
        return base::fail(rows.error());
    for (IndexRow &index : indexes) {
        auto parts = readIndexParts(database, index.name);
        if (!parts)
            return base::fail(parts.error());
        index.parts = std::move(*parts);
    }
    return indexes;
}

base::Result<QList<schema::ForeignKey>> readForeignKeys(const Database &database, const QString &table)
{
    QList<schema::ForeignKey> keys;
    qint64 last = -1;
    RowSet rows(database, pragma(u"foreign_key_list"_s, table));
    while (rows.next()) {
        if (keys.isEmpty() || rows.integer(0) != last)
            keys.append(schema::ForeignKey());
        last = rows.integer(0);
        schema::ForeignKey &key = keys.last();
        key.parentTable = rows.name(2);
        key.columns.append(rows.name(3));
        if (!rows.isNull(4))
            key.parentColumns.append(rows.name(4));
        key.onUpdate = actionOf(rows.name(5));
        key.onDelete = actionOf(rows.name(6));
    }
    if (rows.failed())
        return base::fail(rows.error());
    std::reverse(keys.begin(), keys.end()); // SQLite numbers them from the last one
    return keys;
}

/// Bad bytes in a table's text are often those of a column's name: then that is to be said.
base::Error unreadable(const Database &database, const MasterRow &row, const base::Error &error)
{
    if (row.type != "table"_L1 || error.code != notUnderstoodCode)
        return error;
    const auto columns = readColumns(database, row.name);
    return !columns && columns.error().code == unreadableNameCode ? columns.error() : error;
}

} // namespace

base::Result<QList<MasterRow>> readMaster(const Database &database)
{
    QList<MasterRow> result;
    RowSet rows(database, u"SELECT type, name, tbl_name, sql FROM main.sqlite_master "
                          "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"_s);
    while (rows.next())
        result.append({rows.name(0), rows.name(1), rows.name(2), rows.definition(3)});
    if (rows.failed())
        return base::fail(result.isEmpty() ? rows.error() : unreadable(database, result.constLast(), rows.error()));
    return result;
}

base::Result<QList<TableRow>> readTableList(const Database &database)
{
    QList<TableRow> tables;
    RowSet rows(database, u"PRAGMA main.table_list"_s);
    while (rows.next())
        tables.append({rows.name(1), rows.name(2), rows.integer(4) != 0, rows.integer(5) != 0});
    if (rows.failed())
        return base::fail(rows.error());
    return tables;
}

base::Result<TableRows> readTableRows(const Database &database, const TableRow &table)
{
    auto columns = readColumns(database, table.name);
    if (!columns)
        return base::fail(columns.error());
    auto indexes = readIndexes(database, table.name);
    if (!indexes)
        return base::fail(indexes.error());
    auto foreignKeys = readForeignKeys(database, table.name);
    if (!foreignKeys)
        return base::fail(foreignKeys.error());
    return TableRows{table, std::move(*columns), std::move(*indexes), std::move(*foreignKeys)};
}

base::Result<std::optional<qint64>> readSequence(const Database &database, const QString &table)
{
    RowSet rows(database, u"SELECT max(CAST(seq AS INTEGER)) FROM main.sqlite_sequence WHERE name = ?1"_s, table);
    std::optional<qint64> value;
    if (rows.next() && !rows.isNull(0))
        value = rows.integer(0);
    if (rows.failed())
        return base::fail(rows.error());
    return value;
}

} // namespace sqlite
