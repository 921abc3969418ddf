// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "browse/relation.h"

#include <QList>
#include <QStringList>
#include <optional>
#include <stop_token>

namespace postgres {
class Reader;
} // namespace postgres

namespace browse {

enum class Identity : quint8 { None, Always, ByDefault };

struct ColumnStructure
{
    QString name;
    QString sqlName; ///< quoted where it must be
    QString type;    ///< as format_type() prints it
    bool notNull = false;
    QString defaultSql; ///< of a generated column: the expression
    Identity identity = Identity::None;
    bool generated = false;
    QString collation; ///< as SQL; empty: the type's own
    QString comment;
    bool inPrimaryKey = false;
};

enum class ConstraintKind : quint8 { PrimaryKey, Unique, ForeignKey, Check, Exclusion };

struct ConstraintStructure
{
    QString name;
    QString sqlName;
    ConstraintKind kind = ConstraintKind::Check;
    QStringList columns;
    QString definition;    ///< the server's text: "FOREIGN KEY (a) REFERENCES b(id) NOT VALID"
    bool validated = true; ///< false: rows from before it may break it
    bool deferrable = false;
    // Of a foreign key: where it leads to.
    QString parentSchema;
    QString parentTable;
    quint32 parentOid = 0;
    QStringList parentColumns;
    QString comment;
};

/// A foreign key of another table that leads here.
struct IncomingLink
{
    QString name;
    QString schema;
    QString table;
    quint32 oid = 0;
    QStringList columns;
    QStringList ownColumns;
};

struct IndexStructure
{
    QString name;
    bool primary = false;
    bool unique = false;
    bool valid = true;
    bool ofConstraint = false; ///< made by a key, which brings it along
    QString method;            ///< btree, gin, …
    QStringList parts;         ///< columns or expressions, as SQL
    QString where;             ///< as SQL; empty: all rows
    QString definition;
    qint64 bytes = 0;
    qint64 uses = -1; ///< since the statistics began; −1 while the server does not know
};

struct TriggerStructure
{
    QString name;
    QString definition;
    bool enabled = true;
};

/// What a relation is made of.
struct Structure
{
    Relation relation;
    QString sqlName; ///< with its schema, quoted where it must be
    QString owner;
    QString comment;
    QString definition;     ///< of a view its SELECT, of a function, procedure or sequence all of its SQL
    QString partitionKey;   ///< "RANGE (at)"
    QString partitionOf;    ///< as SQL: "public.log"
    QString partitionBound; ///< "FOR VALUES IN (1)"
    QList<ColumnStructure> columns;
    QList<ConstraintStructure> constraints;
    QList<IncomingLink> incoming;
    QList<IndexStructure> indexes;
    QList<TriggerStructure> triggers;
};

/// Code `objects-gone` if there is no such relation (any more).
base::Result<Structure> readStructure(postgres::Reader &reader, const Relation &relation,
                                      const std::stop_token &stop = {});

/// SQL that makes it again, without its rows; for people to read and to copy.
QString sqlOf(const Structure &structure);

} // namespace browse
