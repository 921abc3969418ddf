// SPDX-License-Identifier: MIT
#pragma once

#include "schema/target.h"

#include <QStringList>

/// SQL text for target tables. Every name is quoted; every relation is qualified with `schemaName` (so the text works
/// under any search_path). No trailing semicolons.
namespace postgres {

/// Columns, NOT NULL, identity, defaults; no keys.
QString createTable(const QString &schemaName, const schema::TargetTable &table);
/// CREATE UNIQUE INDEX under the key's name, then ADD PRIMARY KEY / UNIQUE USING INDEX.
QStringList createPrimaryKey(const QString &schemaName, const schema::TargetTable &table);
QStringList createUnique(const QString &schemaName, const schema::TargetTable &table, const schema::TargetKey &key);
QString createIndex(const QString &schemaName, const schema::TargetTable &table, const schema::TargetIndex &index);
/// ADD CONSTRAINT … FOREIGN KEY … [NOT VALID].
QString createForeignKey(const QString &schemaName, const schema::TargetTable &table,
                         const schema::TargetForeignKey &key);
QString createCheck(const QString &schemaName, const schema::TargetTable &table, const schema::TargetCheck &check);
/// All of the above for a whole schema, in an order that works, CREATE SCHEMA first.
QStringList createAll(const QString &schemaName, const QList<schema::TargetTable> &tables);

/// NO ACTION, RESTRICT, SET NULL, SET DEFAULT or CASCADE.
QString actionText(schema::ForeignKeyAction action);

} // namespace postgres
