// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/choices.h"
#include "migration/plan/discovery.h"
#include "migration/plan/planner.h"
#include "migration/run/runclock.h"
#include "migration/transfer/asiderows.h"
#include "sqlite/snapshot.h"

#include <stop_token>

namespace migration {

/// What is known of one source before anybody chooses: it can be planned again and again with other choices.
struct Survey
{
    Source source;
    std::optional<profiles::Profile> profile;
    schema::Schema schema;
    schema::Census census;
    sqlite::Snapshot snapshot;

    /// Rows that refer to rows that are not there.
    [[nodiscard]] bool hasOrphans() const;
};

struct SurveyRequest
{
    Source source;
    QString snapshotPath; ///< must not exist yet
    int workers = 1;
    sqlite::Durability durability = sqlite::Durability::OnDisk;
};

/// Snapshot, schema and census of the source as it is now; nothing on the server is touched.
base::Result<Survey> takeSurvey(const SurveyRequest &request, RunClock &clock, const base::ProgressSink &progress,
                                const std::stop_token &stop);
/// The same of a snapshot that was taken before.
base::Result<Survey> surveySnapshot(const SurveyRequest &request, const sqlite::Snapshot &snapshot, RunClock &clock,
                                    const base::ProgressSink &progress, const std::stop_token &stop);

struct PlannedCreator
{
    CreatorPlan plan;
    AsideRows aside; ///< what the plan's choices set aside
};

/// The plan by these choices. The survey's snapshot must still be there if they set orphans aside and there are some.
base::Result<PlannedCreator> planSurvey(const Survey &survey, const Choices &choices, const TargetFacts &target,
                                        const std::stop_token &stop);
/// The same of a plan made earlier: it takes the numbers of now. Code plan-outdated if it is about other tables.
base::Result<PlannedCreator> planSurvey(const Survey &survey, const CreatorPlan &given, const std::stop_token &stop);

} // namespace migration
