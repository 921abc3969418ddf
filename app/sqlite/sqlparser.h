// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "schema/table.h"

/// What SQLite's CREATE statements say, as written: nothing is resolved or defaulted here. Names are without quotes;
/// expressions are the source's text from their first to their last token.
namespace sqlite {

/// A part of a key or index.
struct PartDefinition
{
    std::optional<QString> column; ///< if it is no more than a name, perhaps with COLLATE or in parentheses
    QString expression;            ///< the text, always, without ASC, DESC and NULLS FIRST or LAST
    QString collation;             ///< of a COLLATE that follows the name; empty if none
    bool descending = false;
};

struct KeyDefinition
{
    QString name; ///< of CONSTRAINT; empty if none
    QList<PartDefinition> parts;
};

struct ColumnDefinition
{
    QString name;
    QString declaredType;
    bool notNull = false;
    std::optional<QString> defaultSql; ///< with its parentheses, if it has any
    QString collation;                 ///< empty if none
    schema::Generated generated = schema::Generated::No;
    QString generatedExpression;
};

/// Keys, foreign keys and checks are in the order of the text, those of columns and of the table alike. In foreign
/// keys the parent's columns are empty where the text names none.
struct TableDefinition
{
    QString name;
    QList<ColumnDefinition> columns;
    std::optional<KeyDefinition> primaryKey;
    bool autoincrement = false;
    bool withoutRowid = false;
    bool strict = false;
    QList<KeyDefinition> uniques;
    QList<schema::ForeignKey> foreignKeys;
    QList<schema::Check> checks;
};

struct IndexDefinition
{
    QString name;
    QString table;
    bool unique = false;
    QList<PartDefinition> parts;
    QString where; ///< empty if none
};

/// Both accept what SQLite accepts (and a little more), take any text whatever without recursion, and fail with code
/// schema-not-understood and the place.
base::Result<TableDefinition> parseCreateTable(const QString &sql);
base::Result<IndexDefinition> parseCreateIndex(const QString &sql);

} // namespace sqlite
