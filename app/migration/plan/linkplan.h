// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plandraft.h"

/// Foreign keys.
namespace migration {

/// Finds both ends of every foreign key that can be made as far as the source's definitions tell.
void findLinks(PlanDraft &draft);

/// All foreign keys of all tables, after the keys are planned; notes for those that cannot be made.
void planLinks(PlanDraft &draft);

} // namespace migration
