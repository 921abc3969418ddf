// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "schema/table.h"
#include "sqlite/database.h"

/// SQLite's own view of a schema, row by row. Fails with code unreadable-name for a name that is not valid UTF-8 or
/// holds U+0000.
namespace sqlite {

/// A row of sqlite_master, in its order, without indexes that have no statement. Internal objects are left out.
struct MasterRow
{
    QString type; ///< table, index, view or trigger
    QString name;
    QString table;
    QString sql;
};

/// PRAGMA table_list
struct TableRow
{
    QString name;
    QString type; ///< table, view, shadow or virtual
    bool withoutRowid = false;
    bool strict = false;
};

/// PRAGMA table_xinfo, and the column's collation
struct ColumnRow
{
    QString name;
    QString type;
    bool notNull = false;
    std::optional<QString> defaultSql;
    int primaryKeyPart = 0;
    schema::Generated generated = schema::Generated::No;
    QString collation; ///< upper-case
    bool autoincrement = false;
};

/// PRAGMA index_xinfo, key columns only
struct IndexPartRow
{
    std::optional<int> column; ///< none: an expression
    QString collation;         ///< upper-case
    bool descending = false;
};

/// PRAGMA index_list
struct IndexRow
{
    QString name;
    bool unique = false;
    QString origin; ///< c (CREATE INDEX), u (UNIQUE) or pk
    bool partial = false;
    QList<IndexPartRow> parts;
};

/// What the PRAGMAs say of one table. Foreign keys are in the order of the text, names as written in REFERENCES.
struct TableRows
{
    TableRow table;
    QList<ColumnRow> columns;
    QList<IndexRow> indexes;
    QList<schema::ForeignKey> foreignKeys;
};

base::Result<QList<MasterRow>> readMaster(const Database &database);
base::Result<QList<TableRow>> readTableList(const Database &database);
base::Result<TableRows> readTableRows(const Database &database, const TableRow &table);
/// sqlite_sequence's value for the table, if there is one.
base::Result<std::optional<qint64>> readSequence(const Database &database, const QString &table);

} // namespace sqlite
