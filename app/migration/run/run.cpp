// SPDX-License-Identifier: MIT
#include "migration/run/run.h"

#include "migration/run/creatormoves.h"
#include "migration/run/runjournal.h"
#include "migration/run/serverchecks.h"
#include "migration/run/unchanged.h"

using namespace Qt::StringLiterals;

namespace migration {

namespace {

/// A run on its way, and what it says at its end. Functions run in the order in which they stand here.
class Run
{
public:
    Run(const RunRequest &request, base::ProgressSink sink, std::stop_token stop, CreatorSink ended)
        : m_request(request), m_sink(std::move(sink)), m_stop(std::move(stop)), m_ended(std::move(ended))
    {
        m_report.started = QDateTime::currentDateTimeUtc();
        for (qsizetype i = 0; i < request.sources.size(); ++i) {
            CreatorReport &creator = m_report.creators.emplace_back(emptyReport(request.sources[i]));
            creator.verdict = Verdict::Failed;
            creator.error = request.sources[i].refusal;
            m_report.sourceBytes += request.sources[i].bytes;
            if (!creator.error)
                m_numbers.append(i);
        }
    }

    RunReport run()
    {
        const base::Result<void> done = m_numbers.isEmpty() ? base::Result<void>() : move();
        if (!done)
            m_report.error = told(done.error());
        if (!m_report.finished.isValid()) { // else the journal was closed with a verdict that stands
            m_report.verdict = overallVerdict(m_report);
            m_report.finished = QDateTime::currentDateTimeUtc();
        }
        m_report.seconds = m_clock.seconds();
        return m_report;
    }

private:
    /// What a stop breaks off is no error of its own.
    [[nodiscard]] base::Error told(const base::Error &error) const
    {
        return m_stop.stop_requested() ? base::failStopped().value() : error;
    }

    base::Result<void> move()
    {
        auto session = RunSession::open(m_request.target);
        if (!session)
            return base::fail(session.error());
        auto connection = session->connection();
        if (!connection)
            return base::fail(connection.error());
        const auto capacity = lookAround(**connection);
        if (!capacity)
            return base::fail(capacity.error());
        return m_numbers.isEmpty() ? base::Result<void>() : moveAll(*session, **connection, *capacity);
    }

    /// Whether the server can be moved to, what of it is there already, and how much it can do at once.
    base::Result<Capacity> lookAround(postgres::Connection &connection)
    {
        const auto cancel = connection.cancelOnStop(m_stop); // somebody may hold a lock on the journal
        if (const auto ready = checkServer(connection, m_request.owner); !ready)
            return base::fail(ready.error());
        if (const auto ready = checkPooler(connection, m_request.target); !ready)
            return base::fail(ready.error());
        if (const auto left = leaveOutUnchanged(connection, m_request, m_numbers, m_report); !left)
            return base::fail(left.error());
        return capacityOf(connection, m_request.jobs);
    }

    base::Result<void> moveAll(RunSession &session, postgres::Connection &connection, const Capacity &capacity)
    {
        auto folder = RunFolder::create();
        if (!folder)
            return base::fail(folder.error());
        m_report.run = (*folder)->id();
        m_report.folder = (*folder)->path();
        {
            const auto cancel = connection.cancelOnStop(m_stop); // somebody may hold a lock on the journal
            if (auto opened = openJournal(session, m_request, leftOut(), **folder); !opened) {
                closeUnopened(**folder, m_report, told(opened.error()));
                return opened;
            }
        }
        RunProgress progress(m_sink, weight());
        const Leftovers leftovers;
        ReusedSoFar reused;
        const RunContext context{.request = m_request,
                                 .folder = **folder,
                                 .clock = m_clock,
                                 .progress = progress,
                                 .session = session,
                                 .serverVersion = connection.serverVersion(),
                                 .mostRelations = capacity.relations,
                                 .leftovers = leftovers,
                                 .reused = reused,
                                 .ended = m_ended};
        moveCreators(context, m_numbers, capacity.workers, m_report.creators, m_stop);
        m_report.seconds = m_clock.seconds();
        closeJournal(session, **folder, m_report);
        return {};
    }

    [[nodiscard]] QList<CreatorReport> leftOut() const
    {
        QList<CreatorReport> reports;
        for (qsizetype number = 0; number < m_report.creators.size(); ++number) {
            if (!m_numbers.contains(number))
                reports.append(m_report.creators[number]);
        }
        return reports;
    }

    [[nodiscard]] qint64 weight() const
    {
        qint64 sum = 0;
        for (const qsizetype number : m_numbers)
            sum += std::max<qint64>(m_request.sources[number].bytes, 1);
        return sum;
    }

    const RunRequest &m_request;
    base::ProgressSink m_sink;
    std::stop_token m_stop;
    CreatorSink m_ended;
    RunClock m_clock;
    RunReport m_report;
    QList<qsizetype> m_numbers; ///< of the sources that are to be moved
};

} // namespace

RunReport migrate(const RunRequest &request, const base::ProgressSink &sink, std::stop_token stop,
                  const CreatorSink &ended)
{
    return Run(request, sink, std::move(stop), ended).run();
}

} // namespace migration
