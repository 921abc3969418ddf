// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/notetexts.h"
#include "migration/plan/nullexpression.h"
#include "migration/plan/plandraft.h"

#include <optional>

/// What keeps a key or index from being made.
namespace migration {

/// PostgreSQL's limit for an entry is 2,704 bytes, a header and other columns included.
inline constexpr qint64 longestEntry = 2'600;

qint64 longestEntryOf(const TableDraft &table, const QStringList &columns);

bool collationsMatter(const TableDraft &table, const QStringList &columns, const QStringList &collations);

/// Whether two different values of these columns could be one in PostgreSQL. `key` may be missing.
bool mayCollide(const TableDraft &table, const QStringList &columns, const schema::KeyCensus *key);

/// Of something unique: the first that applies.
std::optional<Obstacle> obstacleOf(const TableDraft &table, const QStringList &columns, const QStringList &collations,
                                   const schema::KeyCensus *key);

ColumnLookup lookupIn(const TableDraft &table);

/// Text that is compared needs SQLite's own order: by bytes.
void markSorted(TableDraft &table, const QStringList &columns);

} // namespace migration
