// SPDX-License-Identifier: MIT
#include "migration/run/creatorjob.h"
#include "migration/run/preparation.h"
#include "migration/run/run.h"
#include "migration/run/runprogress.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

/// What a plan says as if it had been carried out, except that nothing is verified.
void reportPlan(CreatorReport &report, const CreatorPlan &plan)
{
    report.notes = plan.notes;
    report.ddl = ddl(plan);
    StagingVerdict planned;
    QList<qint64> attic;
    for (const TablePlan &table : plan.tables) {
        TableVerdict verdict;
        verdict.rows = table.rows;
        verdict.equal = true;
        planned.tables.append(verdict);
        qint64 sum = 0;
        for (const ColumnPlan &column : table.columns)
            sum += column.expectedAttic;
        attic += sum;
    }
    fillReport(report, plan, planned, attic);
    for (TableReport &table : report.tables)
        table.verified = false;
}

/// One creator of a dry run: its report, and its plan if there is one.
void dryRunOf(const PreparationRequest &preparation, RunClock &clock, const base::ProgressSink &progress,
              const std::stop_token &stop, DryRun &dry)
{
    CreatorReport report = emptyReport(preparation.source);
    report.verdict = Verdict::Failed;
    report.error = preparation.source.refusal;
    if (!preparation.source.refusal) {
        auto prepared = prepare(preparation, clock, progress, stop);
        QFile::remove(preparation.snapshotPath);
        if (prepared) {
            reportPlan(report, prepared->plan);
            dry.plans.append(std::move(prepared->plan));
        } else {
            report.error = prepared.error();
            report.verdict = prepared.error().code == base::stoppedCode ? Verdict::Cancelled : Verdict::Failed;
        }
    }
    dry.report.creators.append(report);
}

} // namespace

DryRun dryRun(const RunRequest &request, const base::ProgressSink &sink, std::stop_token stop)
{
    RunClock clock;
    DryRun dry;
    dry.report.started = QDateTime::currentDateTimeUtc();
    const QTemporaryDir folder;
    for (const Source &source : request.sources)
        dry.report.sourceBytes += source.bytes;
    RunProgress progress(sink, dry.report.sourceBytes);
    for (const Source &source : request.sources) {
        PreparationRequest preparation{.source = source, .snapshotPath = folder.filePath(u"snapshot.sqlite3"_s)};
        preparation.choices = request.choices;
        preparation.target = {source.schemaName, request.globalSchema, 0};
        preparation.workers = std::max(request.jobs, 2);
        dryRunOf(preparation, clock, progress.forCreator(source.creator, source.bytes), stop, dry);
        progress.finished(source.creator);
    }
    dry.report.seconds = clock.seconds();
    dry.report.finished = QDateTime::currentDateTimeUtc();
    dry.report.verdict = overallVerdict(dry.report);
    return dry;
}

} // namespace migration
