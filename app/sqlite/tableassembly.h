// SPDX-License-Identifier: MIT
#pragma once

#include "sqlite/pragmas.h"
#include "sqlite/sqlparser.h"

namespace sqlite {

/// A CREATE INDEX statement and what it says.
struct IndexSource
{
    IndexDefinition definition;
    QString sql;
};

/// Everything two views tell of one table: its statements, and the PRAGMAs.
struct TableSource
{
    QString sql;
    TableDefinition definition;
    QList<IndexSource> indexes;
    TableRows rows;
};

/// Joins both views; fails with schema-not-understood wherever they contradict each other. Foreign keys still name
/// their parents as written.
base::Result<schema::Table> assembleTable(const TableSource &source);

} // namespace sqlite
