// SPDX-License-Identifier: MIT
#include "migration/creatorjob.h"

#include "migration/commit.h"
#include "migration/databasejournal.h"
#include "migration/preparation.h"
#include "migration/schemadrop.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

/// Two runs into one schema would get in each other's way at the rename: the second is refused.
base::Result<void> lockSchema(postgres::Connection &connection, const QString &schemaName)
{
    const auto locked =
        connection.value(u"SELECT pg_try_advisory_lock(hashtextextended('cutover ' || ?, 0))::text"_s, {schemaName});
    if (!locked)
        return base::fail(locked.error());
    if (*locked == u"true")
        return {};
    return base::fail(
        u"run-active"_s,
        tr("Another run is moving data into the schema %1 at this moment. Wait until it has ended; this run left "
           "the schema alone.")
            .arg(schemaName));
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
    return {
        u"not-equal"_s,
        tr("What arrived in PostgreSQL is not equal to the source, so this creator was taken back; the application "
           "sees "
           "nothing of it. Usually another program changed the data while it was being moved. Try again, and please "
           "report it if it happens twice."),
        lines.join(u'\n')};
}

bool isEqual(const StagingVerdict &verdict)
{
    return verdict.catalogDifferences.isEmpty() && std::all_of(verdict.tables.begin(), verdict.tables.end(),
                                                               [](const TableVerdict &table) { return table.equal; });
}

/// One creator on its way. Functions run in the order in which they stand here.
class CreatorJob
{
public:
    CreatorJob(const RunContext &context, const Source &source, int number, int workers, base::ProgressSink progress,
               std::stop_token stop)
        : m_context(context),
          m_source(source),
          m_number(number),
          m_workerCount(workers),
          m_progress(std::move(progress)),
          m_stop(std::move(stop))
    {
    }

    base::Result<void> run(CreatorReport &report, const std::function<void(qint64)> &planned);
    /// Takes back what is invisible yet; says what stays if the server cannot be reached.
    void cleanUp(CreatorReport &report, const base::Error &error);

private:
    base::Result<void> prepareData(CreatorReport &report);
    base::Result<void> connect();
    base::Result<void> buildStaging();
    base::Result<void> proveStaging(CreatorReport &report);
    base::Result<void> commit(CreatorReport &report);
    base::Result<void> record(const QString &step);
    [[nodiscard]] Staging staging() const
    {
        return {m_prepared.plan,
                stagingName(m_context.folder.id(), m_number),
                m_prepared.snapshot.path,
                {m_context.folder.id(), m_source.creator},
                m_prepared.aside};
    }

    const RunContext &m_context;
    const Source &m_source;
    int m_number;
    int m_workerCount;
    base::ProgressSink m_progress;
    std::stop_token m_stop;
    PreparedCreator m_prepared;
    std::optional<postgres::Connection> m_connection;
    std::unique_ptr<Workers> m_workers;
    QList<LoadedTable> m_loaded;
    StagingVerdict m_verdict;
    bool m_journalled = false;
};

base::Result<void> CreatorJob::record(const QString &step)
{
    return m_context.folder.record(step, {{u"creator"_s, m_source.creator}, {u"number"_s, m_number}});
}

base::Result<void> CreatorJob::prepareData(CreatorReport &report)
{
    if (auto recorded = record(u"snapshot"_s); !recorded)
        return recorded;
    PreparationRequest preparation{.source = m_source, .snapshotPath = m_context.folder.snapshotPath(m_number)};
    preparation.choices = m_context.request.choices;
    preparation.target = {m_source.schemaName, m_context.request.globalSchema, m_context.serverVersion};
    preparation.workers = m_workerCount;
    for (const CreatorPlan &given : m_context.request.plans) {
        if (given.creator == m_source.creator)
            preparation.given = &given;
    }
    auto prepared = prepare(preparation, m_context.clock, m_progress, m_stop);
    if (!prepared)
        return base::fail(prepared.error());
    m_prepared = std::move(*prepared);
    report.schema = m_prepared.plan.schemaName;
    report.notes = m_prepared.plan.notes;
    return {};
}

base::Result<void> CreatorJob::connect()
{
    const QString name = u"cutover "_s + m_context.folder.id();
    auto connection = postgres::Connection::open(m_context.request.target, name);
    if (!connection)
        return base::fail(connection.error());
    m_connection.emplace(std::move(*connection));
    m_workers = std::make_unique<Workers>(*m_connection, m_context.request.target, name, m_workerCount);
    if (auto ready = prepareSession(*m_connection); !ready)
        return ready;
    if (auto locked = lockSchema(*m_connection, m_prepared.plan.schemaName); !locked)
        return locked;
    if (auto free = checkPlaceFree(*m_connection, m_prepared.plan, m_context.request.ifPresent); !free)
        return free;
    if (auto recorded = record(u"load"_s); !recorded)
        return recorded;
    auto journalled =
        recordCreator(*m_connection, m_context.folder.id(), m_number, m_prepared.plan, m_prepared.snapshot);
    m_journalled = journalled.has_value();
    return journalled;
}

base::Result<void> CreatorJob::buildStaging()
{
    {
        const RunClock::Span span(m_context.clock, base::Phase::Load);
        auto loaded = loadStaging(staging(), *m_connection, *m_workers, m_progress, m_stop);
        if (!loaded)
            return base::fail(loaded.error());
        m_loaded = std::move(*loaded);
    }
    const RunClock::Span span(m_context.clock, base::Phase::Constraints);
    return buildConstraints(staging(), *m_connection, *m_workers, m_progress, m_stop);
}

base::Result<void> CreatorJob::proveStaging(CreatorReport &report)
{
    const RunClock::Span span(m_context.clock, base::Phase::Verify);
    auto verdict = verifyStaging(staging(), *m_connection, *m_workers, m_progress, m_stop);
    if (!verdict)
        return base::fail(verdict.error());
    m_verdict = std::move(*verdict);
    QList<qint64> attic;
    for (const LoadedTable &table : m_loaded)
        attic += table.attic;
    fillReport(report, m_prepared.plan, m_verdict, attic);
    if (!isEqual(m_verdict))
        return base::fail(differencesError(m_verdict));
    return {};
}

base::Result<void> CreatorJob::commit(CreatorReport &report)
{
    const RunClock::Span span(m_context.clock, base::Phase::Commit);
    if (m_stop.stop_requested())
        return base::failStopped();
    if (auto recorded = record(u"commit"_s); !recorded)
        return recorded;
    const Staging built = staging();
    const CommitRequest request{
        built,  m_context.folder.id(), m_number, m_context.request.ifPresent, m_context.request.owner,
        report, m_verdict.tables};
    if (auto committed = commitCreator(*m_connection, request); !committed)
        return committed;
    (void)record(u"committed"_s); // the database's journal has it already: no reason to take anything back
    return {};
}

base::Result<void> CreatorJob::run(CreatorReport &report, const std::function<void(qint64)> &planned)
{
    if (auto done = prepareData(report); !done)
        return done;
    planned(m_prepared.plan.rows);
    if (auto done = connect(); !done)
        return done;
    if (auto done = buildStaging(); !done)
        return done;
    if (auto done = proveStaging(report); !done)
        return done;
    return commit(report);
}

void CreatorJob::cleanUp(CreatorReport &report, const base::Error &error)
{
    // The journal's own line is written as far as it can be: the error at hand is the one to tell.
    (void)record(u"taken back"_s);
    if (!m_journalled)
        return;
    const QString runId = m_context.folder.id();
    if (!m_connection->alive()) {
        auto again = postgres::Connection::open(m_context.request.target, u"cutover "_s + runId);
        if (!again) {
            Note note{.severity = Severity::Warning, .code = u"staging-left"_s};
            note.message =
                tr("The server could not be reached to tidy up: the half-built schema %1 is still there, where no "
                   "application looks. Rolling this run back removes it.")
                    .arg(staging().schemaName);
            report.notes.append(note);
            return;
        }
        m_connection.emplace(std::move(*again));
    }
    const CreatorState state = error.code == base::stoppedCode ? CreatorState::Cancelled : CreatorState::Failed;
    auto dropped = dropStaging(*m_connection, staging().schemaName);
    if (dropped)
        dropped = forgetCells(*m_connection, runId, m_source.creator);
    if (dropped)
        dropped = recordState(*m_connection, runId, m_source.creator, state);
    if (!dropped) {
        Note note{.severity = Severity::Warning, .code = u"staging-left"_s};
        note.message =
            tr("The half-built schema %1 could not be removed; no application looks there. Rolling this run back "
               "removes it.")
                .arg(staging().schemaName);
        note.samples = {dropped.error().detail};
        report.notes.append(note);
    }
}

} // namespace

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

CreatorReport moveCreator(const RunContext &context, const Source &source, int number, int workers,
                          const base::ProgressSink &progress, const std::function<void(qint64)> &planned,
                          std::stop_token stop)
{
    CreatorReport report{
        .creator = source.creator, .source = source.path, .kind = source.kind, .schema = source.schemaName};
    report.bytes = source.bytes;
    CreatorJob job(context, source, number, workers, progress, stop);
    const base::Result<void> done = job.run(report, planned);
    if (done)
        return report;
    const bool stopped =
        done.error().code == base::stoppedCode || (stop.stop_requested() && done.error().code != u"not-equal");
    const base::Error error = stopped ? base::failStopped().value() : done.error();
    job.cleanUp(report, error);
    report.error = error;
    report.verdict = stopped ? Verdict::Cancelled : Verdict::Failed;
    return report;
}

} // namespace migration
