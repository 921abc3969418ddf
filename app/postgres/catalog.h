// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/connection.h"
#include "schema/target.h"

namespace postgres {

/// SQL, true of a relation in the schema that a `?` stands for. It goes by an index, which pg_class does not have for
/// this: looked for there, each of thousands of schemas would mean reading the tables of all.
QString isInSchema(const QString &oid);

/// The ordinary tables of one schema as the catalog shows them (names, types, NOT NULL, identity with start, default
/// present or not, keys, indexes, foreign keys, checks). Default, check, expression and predicate texts are the
/// server's own deparsed ones.
base::Result<QList<schema::TargetTable>> readCatalog(Connection &connection, const QString &schemaName);

/// What differs, one plain sentence each ("table media: index ix_media is missing"); empty if all is as planned.
/// Deparsed texts are compared for presence only.
QStringList compareCatalog(const QList<schema::TargetTable> &planned, const QList<schema::TargetTable> &found);

/// The schema's own comment; empty if none or no such schema.
base::Result<QString> schemaComment(Connection &connection, const QString &schemaName);
base::Result<bool> schemaExists(Connection &connection, const QString &schemaName);

} // namespace postgres
