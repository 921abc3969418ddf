// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/planner.h"

namespace migration {

/// Whether there is something to plan and PostgreSQL can have it at all (nothing-to-move, too-many-columns), and
/// whether schema and census speak of the same tables (census-does-not-match).
base::Result<void> checkPlanInput(const SourceFacts &source, const schema::Schema &schema,
                                  const schema::Census &census);

} // namespace migration
