// SPDX-License-Identifier: MIT
#include "migration/run.h"

#include "migration/creatorjob.h"
#include "migration/databasejournal.h"
#include "migration/journaltables.h"
#include "migration/preparation.h"
#include "migration/runprogress.h"
#include "migration/serverchecks.h"
#include "migration/unchanged.h"
#include "schema/identifier.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

/// Creators up to this size are moved side by side, one worker each; larger ones one after another by all workers.
constexpr qint64 smallCreatorBytes = 32LL << 20;

CreatorReport refusedReport(const Source &source)
{
    CreatorReport report{
        .creator = source.creator, .source = source.path, .kind = source.kind, .schema = source.schemaName};
    report.verdict = Verdict::Failed;
    report.error = source.refusal;
    report.bytes = source.bytes;
    return report;
}

RunReport &fail(RunReport &report, const base::Error &error)
{
    report.error = error;
    report.verdict = error.code == base::stoppedCode ? Verdict::Cancelled : Verdict::Failed;
    report.finished = QDateTime::currentDateTimeUtc();
    return report;
}

qint64 weightOf(const QList<Source> &sources, const QList<qsizetype> &numbers)
{
    qint64 weight = 0;
    for (const qsizetype number : numbers)
        weight += std::max<qint64>(sources[number].bytes, 1);
    return weight;
}

/// An exception from a library must not take the program down with a half-built schema behind it.
template <typename Work>
CreatorReport guarded(const Source &source, const Work &work)
{
    try {
        return work();
    } catch (const std::exception &exception) {
        CreatorReport report = refusedReport(source);
        report.error =
            base::Error{u"internal"_s,
                        tr("Something that should not happen did, usually because the computer ran out of memory. "
                           "Roll this run back to tidy up, then try again."),
                        QString::fromLocal8Bit(exception.what())};
        return report;
    }
}

/// Creators `numbers` of the request, the small ones side by side.
void moveCreators(const RunContext &context, const QList<qsizetype> &numbers, int workers, RunProgress &progress,
                  const std::stop_token &stop, RunReport &report)
{
    const QList<Source> &sources = context.request.sources;
    CreatorReport *reports = report.creators.data(); // one place per creator: no two threads share one
    const auto move = [&](qsizetype number, int count) {
        const Source &source = sources[number];
        const base::ProgressSink sink = progress.forCreator(source.creator, source.bytes);
        reports[number] = guarded(source, [&] {
            return moveCreator(
                context, source, static_cast<int>(number), count, sink,
                [&](qint64 rows) { progress.setRows(source.creator, rows); }, stop);
        });
        progress.finished(source.creator);
    };
    QThreadPool pool;
    pool.setMaxThreadCount(workers);
    QList<QFuture<void>> small;
    for (const qsizetype number : numbers) {
        if (workers > 1 && sources[number].bytes <= smallCreatorBytes)
            small.append(QtConcurrent::run(&pool, [&move, number] { move(number, 1); }));
    }
    for (QFuture<void> &future : small)
        future.waitForFinished();
    for (const qsizetype number : numbers) {
        if (workers == 1 || sources[number].bytes > smallCreatorBytes)
            move(number, workers);
    }
}

base::Result<qint64> bytesOf(postgres::Connection &connection, const RunReport &report)
{
    QStringList names;
    for (const CreatorReport &creator : report.creators) {
        if (creator.verdict == Verdict::Verified || creator.verdict == Verdict::VerifiedWithNotes)
            names += schema::quoteLiteral(creator.schema);
    }
    if (names.isEmpty())
        return 0;
    const auto bytes =
        connection.value(u"SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::text FROM pg_class c "
                         "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname IN ("_s +
                         names.join(u", "_s) + u")"_s);
    if (!bytes)
        return base::fail(bytes.error());
    return bytes->toLongLong();
}

base::Result<void> openJournal(postgres::Connection &connection, const RunContext &context)
{
    QJsonArray creators;
    for (const Source &source : context.request.sources)
        creators.append(
            QJsonObject{{u"creator"_s, source.creator}, {u"source"_s, source.path}, {u"schema"_s, source.schemaName}});
    if (auto done = context.folder.record(u"run"_s, {{u"run"_s, context.folder.id()},
                                                     {u"target"_s, context.request.target.describe()},
                                                     {u"creators"_s, creators}});
        !done)
        return done;
    if (auto done = ensureJournalTables(connection); !done)
        return done;
    return recordRun(connection, context.folder.id());
}

/// What a run that did something leaves behind, in the database and on this computer.
void closeJournal(postgres::Connection &connection, RunFolder &folder, RunReport &report)
{
    if (auto bytes = bytesOf(connection, report); bytes)
        report.targetBytes = *bytes;
    report.finished = QDateTime::currentDateTimeUtc();
    report.verdict = overallVerdict(report);
    auto recorded = recordRunEnd(connection, report);
    if (auto written = folder.writeReport(toJson(report)); !written)
        recorded = written;
    if (!recorded && !report.error)
        report.error = recorded.error();
    (void)folder.record(u"end"_s, {{u"verdict"_s, verdictName(report.verdict)}});
}

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
    CreatorReport report = refusedReport(preparation.source);
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

RunReport migrate(const RunRequest &request, const base::ProgressSink &sink, std::stop_token stop)
{
    RunClock clock;
    RunReport report;
    report.started = QDateTime::currentDateTimeUtc();
    QList<qsizetype> numbers;
    for (qsizetype i = 0; i < request.sources.size(); ++i) {
        report.creators.append(refusedReport(request.sources[i]));
        report.sourceBytes += request.sources[i].bytes;
        if (!request.sources[i].refusal)
            numbers.append(i);
    }
    const auto finish = [&]() -> RunReport & {
        report.seconds = clock.seconds();
        return report;
    };
    if (numbers.isEmpty()) {
        report.finished = QDateTime::currentDateTimeUtc();
        report.verdict = overallVerdict(report);
        return finish();
    }
    auto connection = postgres::Connection::open(request.target, u"cutover"_s);
    if (!connection) {
        fail(report, connection.error());
        return finish();
    }
    auto ready = checkServer(*connection, request.owner);
    if (ready && request.ifPresent == IfPresent::Refuse)
        ready = leaveOutUnchanged(*connection, request, numbers, report);
    const auto workers = ready ? workerCount(*connection, request.jobs) : base::Result<int>(base::fail(ready.error()));
    if (!workers) {
        fail(report, workers.error());
        return finish();
    }
    if (numbers.isEmpty()) {
        report.finished = QDateTime::currentDateTimeUtc();
        report.verdict = overallVerdict(report);
        return finish();
    }
    auto folder = RunFolder::create();
    if (!folder) {
        fail(report, folder.error());
        return finish();
    }
    report.run = (*folder)->id();
    report.folder = (*folder)->path();
    const RunContext context{request, **folder, clock, connection->serverVersion()};
    if (auto opened = openJournal(*connection, context); !opened) {
        fail(report, opened.error());
        return finish();
    }
    RunProgress progress(sink, weightOf(request.sources, numbers));
    moveCreators(context, numbers, *workers, progress, stop, report);
    finish();
    closeJournal(*connection, **folder, report);
    return report;
}

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
