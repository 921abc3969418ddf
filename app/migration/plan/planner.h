// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/choices.h"
#include "migration/plan/plan.h"
#include "profiles/profile.h"
#include "schema/census.h"
#include "schema/table.h"

namespace migration {

/// What the planner must know of the server and the wish for a target.
struct TargetFacts
{
    QString schemaName; ///< already decided (the creator's, or --pg-schema)
    bool globalSchema = false;
    int serverVersion = 0; ///< 0 if not known: the oldest supported one is assumed
};

struct SourceFacts
{
    QString creator;
    QString path;
};

/// Pure: the same input gives the same plan. An Error where the creator cannot be moved at all (code says why:
/// too-many-columns, nothing-to-move, bad-choices, …).
base::Result<CreatorPlan> plan(const SourceFacts &source, const schema::Schema &schema, const schema::Census &census,
                               const profiles::Profile *profile, const Choices &choices, const TargetFacts &target);

} // namespace migration
