// SPDX-License-Identifier: MIT
#pragma once

#include "migration/run.h"
#include "migration/runclock.h"
#include "migration/runfolder.h"
#include "migration/staging.h"

namespace migration {

/// What the creators of one run share.
struct RunContext
{
    const RunRequest &request;
    RunFolder &folder;
    RunClock &clock;
    int serverVersion = 0;
};

/// One creator from its file to its schema, on the caller's thread (and `workers` - 1 more). Always a report; nothing
/// half-done is left unless the server could not be reached any more.
CreatorReport moveCreator(const RunContext &context, const Source &source, int number, int workers,
                          const base::ProgressSink &progress, const std::function<void(qint64 rows)> &planned,
                          std::stop_token stop);

/// The parts of a report that come from what was compared. `notes` are the plan's, and what the run itself noticed.
void fillReport(CreatorReport &report, const CreatorPlan &plan, const StagingVerdict &verdict,
                const QList<qint64> &atticOfTable);

} // namespace migration
