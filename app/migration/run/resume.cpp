// SPDX-License-Identifier: MIT
#include "migration/journal/history.h"
#include "migration/journal/journaltables.h"
#include "migration/journal/localjournal.h"
#include "migration/run/creatormoves.h"
#include "migration/run/leftbackends.h"
#include "migration/run/run.h"
#include "migration/run/runjournal.h"
#include "migration/run/serverchecks.h"
#include "postgres/catalog.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

/// A run that goes on. Functions run in the order in which they stand here.
class Resumption
{
public:
    Resumption(const ResumeRequest &request, base::ProgressSink sink, std::stop_token stop, CreatorSink ended)
        : m_wished(request), m_sink(std::move(sink)), m_stop(std::move(stop)), m_ended(std::move(ended))
    {
        m_report.run = request.runId;
        m_report.folder = RunFolder::pathOf(request.runId);
        m_report.started = QDateTime::currentDateTimeUtc();
    }

    RunReport run()
    {
        if (const auto done = goOn(); !done)
            m_report.error = done.error();
        m_report.verdict = overallVerdict(m_report);
        m_report.finished = QDateTime::currentDateTimeUtc();
        m_report.seconds = m_clock.seconds();
        return m_report;
    }

private:
    base::Result<void> goOn();
    base::Result<void> readJournal();
    base::Result<void> checkRun(postgres::Connection &connection);
    base::Result<void> sortCreators(postgres::Connection &connection);
    base::Result<void> takeStock(postgres::Connection &connection, const JournalCreator &known, int number);
    [[nodiscard]] std::optional<sqlite::Snapshot> snapshotOf(int number) const
    {
        const auto found = m_journal.snapshots.constFind(number);
        return found == m_journal.snapshots.cend() ? std::nullopt : std::optional(*found);
    }
    void tellOthers() const;
    base::Result<void> moveRest(RunSession &session, postgres::Connection &connection, RunFolder &folder);

    const ResumeRequest &m_wished;
    base::ProgressSink m_sink;
    std::stop_token m_stop;
    CreatorSink m_ended;
    RunClock m_clock;
    RunReport m_report;
    LocalJournal m_journal;
    QList<qsizetype> m_numbers; ///< of the creators that are to be moved
    Leftovers m_leftovers;
    ReusedSoFar m_reused;
};

base::Result<void> Resumption::goOn()
{
    if (auto read = readJournal(); !read)
        return read;
    auto folder = RunFolder::takeOver(m_wished.runId);
    if (!folder)
        return base::fail(folder.error());
    auto session = RunSession::open(m_journal.request.target);
    if (!session)
        return base::fail(session.error());
    auto connection = session->connection();
    if (!connection)
        return base::fail(connection.error());
    if (auto ready = checkServer(**connection, m_journal.request.owner); !ready)
        return ready;
    if (auto known = checkRun(**connection); !known)
        return known;
    if (auto ended = endLeftBackends(**connection, m_wished.runId, m_stop); !ended)
        return ended;
    if (auto sorted = sortCreators(**connection); !sorted)
        return sorted;
    if (auto named = session->setName(sessionName(m_wished.runId)); !named)
        return named;
    return moveRest(*session, **connection, **folder);
}

base::Result<void> Resumption::readJournal()
{
    auto journal = readLocalJournal(m_wished.runId);
    if (!journal)
        return base::fail(journal.error());
    m_journal = std::move(*journal);
    m_journal.request.target = m_wished.target;
    if (m_wished.jobs > 0)
        m_journal.request.jobs = m_wished.jobs;
    for (const Source &source : m_journal.request.sources) {
        CreatorReport &creator = m_report.creators.emplace_back(emptyReport(source));
        creator.verdict = Verdict::Interrupted;
        m_report.sourceBytes += source.bytes;
    }
    return {};
}

/// That this is the database that the run went to; makes the run known to it if it was killed before that.
base::Result<void> Resumption::checkRun(postgres::Connection &connection)
{
    const auto present = hasJournal(connection);
    if (!present)
        return base::fail(present.error());
    const auto verdict = *present ? verdictOf(connection, m_wished.runId)
                                  : base::Result<std::optional<Verdict>>(std::optional<Verdict>());
    if (!verdict)
        return base::fail(verdict.error());
    if (!*verdict && m_journal.target != m_wished.target.describe()) {
        return base::fail(
            u"unknown-run"_s,
            QCoreApplication::translate(
                "migration", "This database knows no run “%1”: it went to %2. Name that server and database.")
                .arg(m_wished.runId, m_journal.target));
    }
    if (verdict->value_or(localVerdict(m_wished.runId).value_or(Verdict::Running)) == Verdict::RolledBack) {
        return base::fail(
            u"run-rolled-back"_s,
            QCoreApplication::translate(
                "migration", "The run %1 was rolled back, so there is nothing to go on with. Begin a new one.")
                .arg(m_wished.runId));
    }
    if (auto made = ensureJournalTables(connection); !made)
        return made;
    return recordRun(connection, m_wished.runId);
}

/// Which creators are there, which were never to be moved, and what is left of the others.
base::Result<void> Resumption::sortCreators(postgres::Connection &connection)
{
    const auto known = creatorsOfRun(connection, m_wished.runId);
    if (!known)
        return base::fail(known.error());
    const QList<Source> &sources = m_journal.request.sources;
    for (qsizetype i = 0; i < sources.size(); ++i) {
        const auto isThis = [&](const auto &other) { return other.creator == sources[i].creator; };
        const auto leftOut =
            std::find_if(m_journal.leftOut.begin(), m_journal.leftOut.end(), [&](const CreatorReport &report) {
                return isThis(report) && report.source == sources[i].path;
            });
        if (leftOut != m_journal.leftOut.end()) {
            m_report.creators[i] = *leftOut;
            continue;
        }
        const int number = static_cast<int>(i);
        const auto journalled = std::find_if(known->begin(), known->end(), isThis);
        if (journalled == known->end()) {
            m_leftovers[number].snapshot = snapshotOf(number);
            m_numbers.append(i);
        } else if (auto taken = takeStock(connection, *journalled, number); !taken) {
            return taken;
        }
    }
    return {};
}

base::Result<void> Resumption::takeStock(postgres::Connection &connection, const JournalCreator &known, int number)
{
    CreatorReport &report = m_report.creators[number];
    if (known.state == stateName(CreatorState::RolledBack)) {
        report.verdict = Verdict::RolledBack;
        return {};
    }
    if (known.state == stateName(CreatorState::Committed)) {
        auto committed = committedReport(connection, known.runId, known.creator);
        if (!committed)
            return base::fail(committed.error());
        report = std::move(*committed);
        for (const TableReport &table : report.tables)
            m_reused.rows += table.rows;
        ++m_reused.tasks;
        return {};
    }
    const auto staging = postgres::schemaExists(connection, stagingName(known.runId, known.number));
    if (!staging)
        return base::fail(staging.error());
    Leftover &left = m_leftovers[number];
    left.snapshot = snapshotOf(number);
    left.journalled = true;
    if (*staging) {
        auto plan = planOf(connection, known);
        if (!plan)
            return base::fail(plan.error());
        left.plan = std::move(*plan);
    }
    m_numbers.append(number);
    return {};
}

/// Of the creators that are not moved any more.
void Resumption::tellOthers() const
{
    for (qsizetype i = 0; m_ended && i < m_report.creators.size(); ++i) {
        if (!m_numbers.contains(i))
            m_ended(m_report.creators[i]);
    }
}

base::Result<void> Resumption::moveRest(RunSession &session, postgres::Connection &connection, RunFolder &folder)
{
    if (auto recorded = folder.record(u"resume"_s); !recorded)
        return recorded;
    const auto capacity = capacityOf(connection, m_journal.request.jobs);
    if (!capacity)
        return base::fail(capacity.error());
    qint64 weight = 0;
    for (const qsizetype number : m_numbers)
        weight += std::max<qint64>(m_journal.request.sources[number].bytes, 1);
    tellOthers();
    RunProgress progress(m_sink, weight);
    const RunContext context{.request = m_journal.request,
                             .folder = folder,
                             .clock = m_clock,
                             .progress = progress,
                             .session = session,
                             .serverVersion = connection.serverVersion(),
                             .mostRelations = capacity->relations,
                             .leftovers = m_leftovers,
                             .reused = m_reused,
                             .ended = m_ended};
    moveCreators(context, m_numbers, capacity->workers, m_report.creators, m_stop);
    m_report.resumed = Reused{m_reused.rows, m_reused.tasks};
    m_report.seconds = m_clock.seconds();
    closeJournal(session, folder, m_report);
    return {};
}

} // namespace

RunReport resumeRun(const ResumeRequest &request, const base::ProgressSink &sink, std::stop_token stop,
                    const CreatorSink &ended)
{
    return Resumption(request, sink, std::move(stop), ended).run();
}

} // namespace migration
