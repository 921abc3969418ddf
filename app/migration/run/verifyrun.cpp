// SPDX-License-Identifier: MIT
#include "migration/journal/databasejournal.h"
#include "migration/run/creatorjob.h"
#include "migration/run/run.h"
#include "migration/run/runprogress.h"
#include "sqlite/snapshot.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

base::Result<void> checkSnapshot(const JournalCreator &creator, const std::stop_token &stop)
{
    if (!QFile::exists(creator.snapshotPath)) {
        return base::fail(
            u"snapshot-gone"_s,
            tr("The safety copy that %1 was moved from is not on this computer, so there is nothing to compare "
               "with. Usually the run was moved from another computer, or it was forgotten.")
                .arg(creator.creator),
            creator.snapshotPath);
    }
    const auto hash = sqlite::sha256OfFile(creator.snapshotPath, stop);
    if (!hash)
        return base::fail(hash.error());
    if (*hash != creator.snapshotSha256) {
        return base::fail(
            u"snapshot-changed"_s,
            tr("The safety copy that %1 was moved from has been altered since, so it proves nothing any more.")
                .arg(creator.creator),
            creator.snapshotPath);
    }
    return {};
}

CreatorReport verifyCreator(postgres::Connection &connection, const JournalCreator &creator,
                            const base::ProgressSink &progress, const std::stop_token &stop)
{
    CreatorReport report{.creator = creator.creator, .source = creator.sourcePath, .schema = creator.schemaName};
    report.bytes = creator.bytes;
    const auto fail = [&](const base::Error &error) {
        report.error = error;
        report.verdict = error.code == base::stoppedCode ? Verdict::Cancelled : Verdict::Failed;
        return report;
    };
    if (creator.state != stateName(CreatorState::Committed)) {
        return fail({u"not-committed"_s,
                     tr("%1 is not in PostgreSQL by this run (it was %2), so there is nothing to verify.")
                         .arg(creator.creator, creator.state),
                     {}});
    }
    if (auto snapshot = checkSnapshot(creator, stop); !snapshot)
        return fail(snapshot.error());
    const auto plan = planOf(connection, creator);
    if (!plan)
        return fail(plan.error());
    report.kind = plan->kind;
    report.notes = plan->notes;
    const Staging place{*plan, creator.schemaName, creator.snapshotPath, {creator.runId, creator.creator}, {}};
    const auto verdict = verifyStaging(place, connection, progress, stop);
    if (!verdict)
        return fail(verdict.error());
    QList<qint64> attic;
    for (const TablePlan &table : plan->tables) {
        const auto count = connection.value(
            u"SELECT count(*)::text FROM cutover.attic WHERE run_id = ? AND creator = ? AND table_name = ? "
            "AND column_no >= 0"_s,
            {creator.runId, creator.creator, table.source});
        if (!count)
            return fail(count.error());
        attic += count->toLongLong();
    }
    fillReport(report, *plan, *verdict, attic);
    if (report.verdict == Verdict::Failed) {
        report.error =
            base::Error{u"not-equal"_s,
                        tr("What is in PostgreSQL now differs from what was moved. If the application has been "
                           "working with it since, that is as it should be; the differences are listed."),
                        verdict->catalogDifferences.join(u'\n')};
    }
    return report;
}

RunReport verifyCreators(postgres::Connection &connection, const QList<JournalCreator> &creators,
                         const base::ProgressSink &sink, const std::stop_token &stop)
{
    RunClock clock;
    RunReport report;
    report.started = QDateTime::currentDateTimeUtc();
    qint64 weight = 0;
    for (const JournalCreator &creator : creators)
        weight += creator.bytes;
    RunProgress progress(sink, weight);
    for (const JournalCreator &creator : creators) {
        const RunClock::Span span(clock, base::Phase::Verify);
        const base::ProgressSink own = progress.forCreator(creator.creator, creator.bytes);
        progress.setRows(creator.creator, creator.rows);
        report.run = creator.runId;
        report.sourceBytes += creator.bytes;
        report.creators.append(verifyCreator(connection, creator, own, stop));
        progress.finished(creator.creator);
    }
    report.seconds = clock.seconds();
    report.finished = QDateTime::currentDateTimeUtc();
    report.verdict = overallVerdict(report);
    return report;
}

RunReport failed(const base::Error &error)
{
    RunReport report;
    report.error = error;
    report.verdict = Verdict::Failed;
    return report;
}

base::Result<postgres::Connection> openJournal(const postgres::Settings &target)
{
    auto connection = postgres::Connection::open(target, u"cutover verify"_s);
    if (!connection)
        return connection;
    const auto journal = hasJournal(*connection);
    if (!journal)
        return base::fail(journal.error());
    if (!*journal) {
        return base::fail(
            u"no-journal"_s,
            tr("Nothing was ever moved into this database by Cutover. Usually the database's name or the server is "
               "another one."));
    }
    return connection;
}

} // namespace

RunReport verifyRun(const postgres::Settings &target, const QString &runId, const base::ProgressSink &progress,
                    std::stop_token stop)
{
    auto connection = openJournal(target);
    if (!connection)
        return failed(connection.error());
    const auto creators = creatorsOfRun(*connection, runId);
    if (!creators)
        return failed(creators.error());
    if (creators->isEmpty()) {
        return failed({u"unknown-run"_s,
                       tr("This database knows no run “%1”. The command “history” lists the runs.").arg(runId),
                       {}});
    }
    return verifyCreators(*connection, *creators, progress, stop);
}

RunReport verifySchema(const postgres::Settings &target, const QString &schemaName, const base::ProgressSink &progress,
                       std::stop_token stop)
{
    auto connection = openJournal(target);
    if (!connection)
        return failed(connection.error());
    const auto creator = committedAs(*connection, schemaName);
    if (!creator)
        return failed(creator.error());
    if (!*creator) {
        return failed({u"unknown-schema"_s,
                       tr("No run of Cutover's is behind the schema “%1” in this database, so there is nothing to "
                          "compare it with.")
                           .arg(schemaName),
                       {}});
    }
    return verifyCreators(*connection, {**creator}, progress, stop);
}

} // namespace migration
