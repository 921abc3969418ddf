// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <optional>

/// A source's schema as its own database describes it: plain values, no I/O. Names are spelled as in the table's
/// own definition (references are resolved case-insensitively by the reader). SQL fragments are the source's text.
namespace schema {

enum class Affinity : quint8 { Integer, Text, Blob, Real, Numeric };
enum class Generated : quint8 { No, Virtual, Stored };
enum class ForeignKeyAction : quint8 { NoAction, Restrict, SetNull, SetDefault, Cascade };

struct Column
{
    QString name;
    QString declaredType; ///< as written, e.g. "VARCHAR(20)"; empty if none
    Affinity affinity = Affinity::Blob;
    bool notNull = false;
    std::optional<QString> defaultSql; ///< as PRAGMA table_xinfo shows it, e.g. "'x'", "CURRENT_TIMESTAMP", "(1+2)"
    QString collation;                 ///< "BINARY" unless declared otherwise, upper-case
    Generated generated = Generated::No;
    QString generatedExpression; ///< text between the parentheses
};

/// PRIMARY KEY or UNIQUE. `collations` is parallel to `columns` (upper-case).
struct Key
{
    QString name; ///< of CONSTRAINT; empty if none
    QStringList columns;
    QStringList collations;
    bool operator==(const Key &) const = default;
};

struct IndexPart
{
    QString column;     ///< empty for an expression
    QString expression; ///< text; empty for a column
    QString collation;  ///< upper-case
    bool descending = false;
};

/// CREATE [UNIQUE] INDEX (not the automatic ones, which are keys).
struct Index
{
    QString name;
    bool unique = false;
    QList<IndexPart> parts;
    QString where; ///< text of the partial index's condition; empty if none
    QString sql;   ///< the whole CREATE statement
};

struct ForeignKey
{
    QString name; ///< of CONSTRAINT; empty if none
    QStringList columns;
    QString parentTable;
    QStringList
        parentColumns; ///< resolved (the parent's primary key if the source names none); may be empty if it has none
    ForeignKeyAction onUpdate = ForeignKeyAction::NoAction;
    ForeignKeyAction onDelete = ForeignKeyAction::NoAction;
    bool deferrable = false;
    bool initiallyDeferred = false;
};

struct Check
{
    QString name;
    QString expression; ///< text between the parentheses
};

struct Table
{
    QString name;
    QString sql; ///< the whole CREATE TABLE statement
    QList<Column> columns;
    std::optional<Key> primaryKey;
    bool rowidAlias = false; ///< the primary key is one INTEGER PRIMARY KEY column
    bool autoincrement = false;
    std::optional<qint64> sequence; ///< sqlite_sequence's value, if there is one
    bool withoutRowid = false;
    bool strict = false;
    QList<Key> uniques; ///< UNIQUE constraints, without exact twins of the primary key or each other
    QList<Index> indexes;
    QList<ForeignKey> foreignKeys;
    QList<Check> checks;

    [[nodiscard]] qsizetype columnIndex(const QString &columnName) const; ///< -1 if absent; case-insensitive (ASCII)
};

enum class ObjectKind : quint8 { View, Trigger, VirtualTable };

/// What is not a table: kept as SQL.
struct Object
{
    ObjectKind kind = ObjectKind::View;
    QString name;
    QString table; ///< a trigger's table
    QString sql;
};

struct Schema
{
    QList<Table> tables; ///< ordinary tables in sqlite_master order; no internal, virtual or shadow tables
    QList<Object> objects;
};

} // namespace schema
