// SPDX-License-Identifier: MIT
#include "migration/run/creatorjob.h"

#include "migration/run/commit.h"
#include "migration/run/leftbackends.h"
#include "migration/transfer/schemadrop.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

base::Error differencesError(const StagingVerdict &verdict)
{
    QStringList lines = verdict.catalogDifferences;
    for (const TableVerdict &table : verdict.tables) {
        for (const Difference &difference : table.differences) {
            lines += u"%1: %2 %3: expected %4, found %5"_s.arg(difference.table, difference.key, difference.column,
                                                               difference.expected, difference.found);
        }
        if (!table.equal && table.differences.isEmpty())
            lines += u"%1: the digests differ"_s.arg(table.table);
    }
    return {u"not-equal"_s,
            QCoreApplication::translate(
                "migration", "What arrived in PostgreSQL is not equal to the source, so this creator was taken back; "
                             "the application sees nothing of it. Usually another program changed the data while it "
                             "was being moved. Try again, and please report it if it happens twice."),
            lines.join(u'\n')};
}

void addNote(CreatorJob &job, const QString &code, const QString &message, const QStringList &samples = {})
{
    job.report.notes.append({.severity = Severity::Warning, .code = code, .message = message, .samples = samples});
}

/// The server could not be asked any more.
void noteUnreachable(CreatorJob &job)
{
    if (job.committing) {
        addNote(job, u"outcome-unknown"_s,
                tr("The connection broke during this creator's last step, and the server could not be asked "
                   "afterwards: the schema %1 is there whole and verified, or not at all.")
                    .arg(job.report.schema));
    } else if (job.onServer == CreatorJob::OnServer::Staging) {
        addNote(job, u"staging-left"_s,
                tr("The server could not be reached to tidy up: the half-built schema %1 is still there, where no "
                   "application looks. Rolling this run back removes it.")
                    .arg(stagingOf(job).schemaName));
    }
}

/// The creator's state in the journal, once nothing that was left behind by a broken connection can change it any more.
base::Result<QString> outcomeOf(const CreatorJob &job, postgres::Connection &connection)
{
    const QString &runId = job.context.folder.id();
    if (auto ended = endLeftBackend(connection, runId, job.backend); !ended)
        return base::fail(ended.error());
    return stateOf(connection, runId, job.source.creator);
}

/// Removes the staging schema and every trace in the journal but the creator's state.
base::Result<void> dropJob(CreatorJob &job, CreatorState state, postgres::Connection &connection)
{
    const QString &runId = job.context.folder.id();
    if (job.onServer == CreatorJob::OnServer::Transaction)
        return connection.executeAll({creatorSql(entryOf(job), state), forgetCellsSql(runId, job.source.creator)});
    if (auto dropped = dropStaging(connection, stagingOf(job).schemaName); !dropped)
        return dropped;
    if (auto forgotten = connection.execute(forgetCellsSql(runId, job.source.creator)); !forgotten)
        return forgotten;
    return recordState(connection, runId, job.source.creator, state);
}

} // namespace

CreatorReport emptyReport(const Source &source)
{
    CreatorReport report{
        .creator = source.creator, .source = source.path, .kind = source.kind, .schema = source.schemaName};
    report.bytes = source.bytes;
    return report;
}

Staging stagingOf(const CreatorJob &job)
{
    return {job.prepared.plan,
            stagingName(job.context.folder.id(), job.number),
            job.prepared.snapshot.path,
            {job.context.folder.id(), job.source.creator},
            job.prepared.aside};
}

CreatorEntry entryOf(const CreatorJob &job)
{
    return {job.context.folder.id(), job.number, job.prepared.plan, job.prepared.snapshot};
}

base::Result<void> recordStep(const CreatorJob &job, const QString &step, RunFolder::Flush flush)
{
    return job.context.folder.record(step, {{u"creator"_s, job.source.creator}, {u"number"_s, job.number}}, flush);
}

base::Result<void> judge(CreatorJob &job, const StagingVerdict &verdict, const QList<qint64> &atticOfTable)
{
    fillReport(job.report, job.prepared.plan, verdict, atticOfTable);
    if (!isEqual(verdict))
        return base::fail(differencesError(verdict));
    return {};
}

base::Result<void> commitJob(CreatorJob &job, const StagingVerdict &verdict, postgres::Connection &connection,
                             postgres::Transaction &transaction, const std::stop_token &stop)
{
    const RunClock::Span span(job.context.clock, base::Phase::Commit);
    if (stop.stop_requested())
        return base::failStopped();
    const RunRequest &request = job.context.request;
    const Staging built = stagingOf(job);
    job.committing = true;
    job.backend = connection.backend();
    const auto tablesAre = job.tablesGiven ? CommitRequest::Tables::GivenAway : CommitRequest::Tables::StillOurs;
    return commitCreator(connection, transaction,
                         {built, job.context.folder.id(), job.number, request.ifPresentFor(job.source.creator),
                          request.owner, tablesAre, job.report, verdict.tables});
}

void takeBack(CreatorJob &job, const base::Error &error, Worker &worker)
{
    const bool stopped = error.code == base::stoppedCode;
    const Verdict verdict = std::exchange(job.report.verdict, stopped ? Verdict::Cancelled : Verdict::Failed);
    job.report.error = error;
    // The journal's own line is written as far as it can be: the error at hand is the one to tell.
    (void)recordStep(job, u"taken back"_s, RunFolder::Flush::ToSystem);
    if (job.onServer == CreatorJob::OnServer::Nothing)
        return;
    auto connection = worker.connection();
    const auto state = connection && job.committing ? outcomeOf(job, **connection) : base::Result<QString>(QString());
    if (!connection || !state)
        return noteUnreachable(job);
    if (*state == stateName(CreatorState::Committed)) { // only the answer was lost
        job.report.error.reset();
        job.report.verdict = verdict;
        return;
    }
    if (auto dropped = dropJob(job, stopped ? CreatorState::Cancelled : CreatorState::Failed, **connection);
        !dropped && job.onServer == CreatorJob::OnServer::Staging) {
        addNote(job, u"staging-left"_s,
                tr("The half-built schema %1 could not be removed; no application looks there. Rolling this run back "
                   "removes it.")
                    .arg(stagingOf(job).schemaName),
                {dropped.error().detail});
    }
}

void fillReport(CreatorReport &report, const CreatorPlan &plan, const StagingVerdict &verdict,
                const QList<qint64> &atticOfTable)
{
    report.tables.clear();
    for (qsizetype i = 0; i < plan.tables.size(); ++i) {
        const TableVerdict &table = verdict.tables[i];
        report.tables.append({.source = plan.tables[i].source,
                              .target = plan.tables[i].target.name,
                              .rows = table.rows,
                              .cells = table.cells,
                              .verified = table.equal,
                              .attic = atticOfTable.value(i),
                              .differences = table.differences});
    }
    const bool toRead = std::any_of(report.notes.begin(), report.notes.end(),
                                    [](const Note &note) { return note.severity != Severity::Info; });
    report.verdict = !isEqual(verdict) ? Verdict::Failed : toRead ? Verdict::VerifiedWithNotes : Verdict::Verified;
}

} // namespace migration
