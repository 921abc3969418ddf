// SPDX-License-Identifier: MIT
#pragma once

#include "migration/run/survey.h"

namespace migration {

/// One creator up to its plan: nothing on the server was touched.
struct PreparedCreator
{
    sqlite::Snapshot snapshot;
    CreatorPlan plan;
    AsideRows aside; ///< what the plan's choices set aside
};

struct PreparationRequest
{
    Source source;
    QString snapshotPath; ///< must not exist yet
    Choices choices;
    const CreatorPlan *given = nullptr; ///< a plan of the user's; its numbers are brought up to date
    TargetFacts target;
    int workers = 1;
    sqlite::Durability durability = sqlite::Durability::OnDisk;
};

/// Snapshot, census, plan.
base::Result<PreparedCreator> prepare(const PreparationRequest &request, RunClock &clock,
                                      const base::ProgressSink &progress, const std::stop_token &stop);
/// The same of a snapshot that was taken before.
base::Result<PreparedCreator> prepareAgain(const PreparationRequest &request, const sqlite::Snapshot &snapshot,
                                           RunClock &clock, const base::ProgressSink &progress,
                                           const std::stop_token &stop);
/// A snapshot whose plan was made earlier and carried out in part.
base::Result<PreparedCreator> takeUpPlan(const sqlite::Snapshot &snapshot, CreatorPlan plan,
                                         const std::stop_token &stop);
} // namespace migration
