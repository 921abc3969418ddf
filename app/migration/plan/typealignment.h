// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plandraft.h"

namespace migration {

/// Gives all columns that foreign keys connect, also over several tables, one type that holds all their values.
void alignLinkedTypes(PlanDraft &draft);

/// Whether equal values of both ends stay equal, and so what SQLite matched matches in PostgreSQL too.
bool matchesAsBefore(const ColumnDraft &child, const ColumnDraft &parent);

} // namespace migration
