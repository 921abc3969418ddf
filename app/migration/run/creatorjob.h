// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/databasejournal.h"
#include "migration/journal/runfolder.h"
#include "migration/run/leftover.h"
#include "migration/run/preparation.h"
#include "migration/run/run.h"
#include "migration/run/runprogress.h"
#include "migration/run/runsession.h"
#include "migration/run/worker.h"
#include "migration/transfer/staging.h"

namespace migration {

/// What the creators of one run share.
struct RunContext
{
    const RunRequest &request;
    RunFolder &folder;
    RunClock &clock;
    RunProgress &progress;
    RunSession &session;
    int serverVersion = 0;
    qint64 mostRelations = 0; ///< that one transaction may lock
    const Leftovers &leftovers;
    ReusedSoFar &reused;
    CreatorSink ended;
};

/// One creator on its way from its file to its schema.
struct CreatorJob
{
    const RunContext &context;
    const Source &source;
    int number = 0; ///< in the request
    base::ProgressSink progress;
    CreatorReport report;
    PreparedCreator prepared;
    /// What the server may hold of it: nothing, an open transaction, a journalled staging schema.
    enum class OnServer : quint8 { Nothing, Transaction, Staging } onServer = OnServer::Nothing;
    bool committing = false;  ///< its last step was begun
    bool tablesGiven = false; ///< to their new owner, before the last step
    bool takenUp = false;     ///< its staging schema is from an earlier attempt, and goes on being built
    int backend = 0;          ///< the server's process that takes the last step
};

CreatorReport emptyReport(const Source &source);
Staging stagingOf(const CreatorJob &job);
CreatorEntry entryOf(const CreatorJob &job);
base::Result<void> recordStep(const CreatorJob &job, const QString &step, RunFolder::Flush flush);

/// Snapshot, census and plan, with so many threads; or as an earlier attempt of the run left them.
base::Result<void> prepareJob(CreatorJob &job, int threads, RunFolder::Flush flush, const std::stop_token &stop);
/// The report of what was compared; code not-equal.
base::Result<void> judge(CreatorJob &job, const StagingVerdict &verdict, const QList<qint64> &atticOfTable);
/// In `transaction`, which ends with it.
base::Result<void> commitJob(CreatorJob &job, const StagingVerdict &verdict, postgres::Connection &connection,
                             postgres::Transaction &transaction, const std::stop_token &stop);
/// However it came to `error`: what is invisible yet is taken back, and the report says so, or what stays if the
/// server cannot be reached.
void takeBack(CreatorJob &job, const base::Error &error, Worker &worker);

/// The parts of a report that come from what was compared. `notes` are the plan's, and what the run itself noticed.
void fillReport(CreatorReport &report, const CreatorPlan &plan, const StagingVerdict &verdict,
                const QList<qint64> &atticOfTable);

} // namespace migration
