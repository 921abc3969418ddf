// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"
#include "migration/choices.h"
#include "migration/discovery.h"
#include "migration/report.h"
#include "postgres/settings.h"

#include <stop_token>

namespace migration {

enum class IfPresent : quint8 { Refuse, Replace };

struct RunRequest
{
    QList<Source> sources;
    bool globalSchema = false; ///< as in SourceRequest
    Choices choices;
    QList<CreatorPlan> plans; ///< given by the user (--plan); empty: planned here
    postgres::Settings target;
    IfPresent ifPresent = IfPresent::Refuse;
    int jobs = 0;  ///< 0: from the cores and the server's max_connections
    QString owner; ///< role that gets the objects; empty: the connecting one
};

/// Snapshot, census and plan of every source in a temporary folder that is gone afterwards; writes nothing else. The
/// target is asked for nothing. Plans and notes are in the report and, whole, in `plans`.
struct DryRun
{
    RunReport report;
    QList<CreatorPlan> plans;
};
DryRun dryRun(const RunRequest &request, const base::ProgressSink &progress, std::stop_token stop);

/// Called as each creator ends, however it ended, from whichever thread moved it. May be empty.
using CreatorSink = std::function<void(const CreatorReport &)>;

/// The whole of it. Always a report; what failed is in it.
RunReport migrate(const RunRequest &request, const base::ProgressSink &progress, std::stop_token stop,
                  const CreatorSink &ended = {});

/// Compares a committed run's creators (all, or one) with their snapshots again.
RunReport verifyRun(const postgres::Settings &target, const QString &runId, const base::ProgressSink &progress,
                    std::stop_token stop);
/// The same for the newest committed run of one schema.
RunReport verifySchema(const postgres::Settings &target, const QString &schemaName, const base::ProgressSink &progress,
                       std::stop_token stop);

} // namespace migration
