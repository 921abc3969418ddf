// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plandraft.h"

namespace migration {

/// Names of tables and columns, before keys and foreign keys are planned.
void nameTables(PlanDraft &draft);

/// Names of keys, indexes and constraints, after they are planned: PostgreSQL's own way for what has none, others where
/// two would be one.
void nameRelations(PlanDraft &draft);

} // namespace migration
