// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plandraft.h"

namespace migration {

/// Primary key, UNIQUE, indexes and CHECK of a table whose types and column names are decided. What has no name in the
/// source has none here either.
void planKeys(TableDraft &table);

/// Indexes, and UNIQUE by an index.
void planIndexes(TableDraft &table);

/// NOT NULL that rows break, and CHECK.
void planChecks(TableDraft &table);

} // namespace migration
