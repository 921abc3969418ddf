// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"
#include "migration/journal/report.h"
#include "migration/journal/runrequest.h"

#include <stop_token>

namespace migration {

/// Snapshot, census and plan of every source in a temporary folder that is gone afterwards; writes nothing else. The
/// target is asked for nothing. Notes are in the report; of many creators, what nobody wants to see is not kept.
struct DryRunDetail
{
    bool ddl = false;   ///< in the report
    bool plans = false; ///< whole
};
struct DryRun
{
    RunReport report;
    QList<CreatorPlan> plans;
};
DryRun dryRun(const RunRequest &request, DryRunDetail detail, const base::ProgressSink &progress, std::stop_token stop);

/// Called as each creator ends, however it ended, from whichever thread moved it. May be empty.
using CreatorSink = std::function<void(const CreatorReport &)>;

/// The whole of it. Always a report; what failed is in it.
RunReport migrate(const RunRequest &request, const base::ProgressSink &progress, std::stop_token stop,
                  const CreatorSink &ended = {});

/// Takes a run up again that was killed, stopped or that failed for some creators: from its own snapshots, with what
/// the server holds of it already. `jobs` 0: as the run was asked. Codes besides those of migrate(): not-found,
/// bad-journal, run-active, unknown-run, run-rolled-back. `ended` is also told of the creators that are left as they
/// are.
struct ResumeRequest
{
    QString runId;
    postgres::Settings target;
    int jobs = 0;
};
RunReport resumeRun(const ResumeRequest &request, const base::ProgressSink &progress, std::stop_token stop,
                    const CreatorSink &ended = {});

/// Compares a committed run's creators (all, or one) with their snapshots again.
RunReport verifyRun(const postgres::Settings &target, const QString &runId, const base::ProgressSink &progress,
                    std::stop_token stop);
/// The same for the newest committed run of one schema.
RunReport verifySchema(const postgres::Settings &target, const QString &schemaName, const base::ProgressSink &progress,
                       std::stop_token stop);

} // namespace migration
