// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "browse/relation.h"

#include <QList>
#include <stop_token>

namespace postgres {
class Reader;
} // namespace postgres

namespace browse {

struct DiagramColumn
{
    QString name;
    QString type; ///< as format_type() prints it
    bool inPrimaryKey = false;
    bool inForeignKey = false;
    friend bool operator==(const DiagramColumn &, const DiagramColumn &) = default;
};

struct DiagramTable
{
    quint32 oid = 0;
    RelationKind kind = RelationKind::Table;
    QString schema;
    QString name;
    bool outside = false; ///< of another schema: only the columns that links name
    bool readable = true; ///< we have the right to look into it
    qint64 rows = -1;     ///< about; −1 while the server does not know
    QList<DiagramColumn> columns;
    friend bool operator==(const DiagramTable &, const DiagramTable &) = default;
};

/// A foreign key; its ends are places in Diagram::tables, its columns places in DiagramTable::columns.
struct DiagramLink
{
    QString name;
    int from = 0; ///< the table that names rows …
    int to = 0;   ///< … of this one
    QList<int> fromColumns;
    QList<int> toColumns;
    bool validated = true; ///< false: rows from before it may break it
    friend bool operator==(const DiagramLink &, const DiagramLink &) = default;
};

/// The tables of one schema and what leads from one to another, also into and out of other schemas. Of a table in parts
/// only the whole, unless a foreign key is of one part alone.
struct Diagram
{
    QString schema;
    QList<DiagramTable> tables; ///< by name, those outside last
    QList<DiagramLink> links;
    int outsideLeftOut = 0; ///< tables of other schemas that lead here, beyond those that are shown
    friend bool operator==(const Diagram &, const Diagram &) = default;
};

/// In one message, from the catalog alone. Code `objects-gone` if there is no such schema (any more).
base::Result<Diagram> readDiagram(postgres::Reader &reader, const QString &schema, const std::stop_token &stop = {});

/// The place of a table in it; −1: it is not there.
int indexOf(const Diagram &diagram, quint32 oid);

/// Only this table and those that it is linked with.
Diagram around(const Diagram &diagram, int table);

/// The places of the columns that are worth showing where there is no room for all: those of keys and links, and the
/// first others until there are `most`. In their own order; all of them if there are no more than that.
QList<int> tellingColumns(const Diagram &diagram, int table, int most);

} // namespace browse
