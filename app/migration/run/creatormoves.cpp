// SPDX-License-Identifier: MIT
#include "migration/run/creatormoves.h"

#include "migration/run/largecreator.h"
#include "migration/run/leftbackends.h"
#include "migration/run/smallcreator.h"
#include "migration/run/workerpool.h"
#include "migration/transfer/schemadrop.h"

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

/// A creator up to this size is moved by one worker in one transaction; where there are fewer creators than workers,
/// only a really small one.
constexpr qint64 smallCreatorBytes = 32LL << 20;
constexpr qint64 smallAloneBytes = 4LL << 20;

/// The creators of one run as groups of tasks; group and place in `m_jobs` are one number.
class CreatorMoves
{
public:
    CreatorMoves(const RunContext &context, QList<qsizetype> numbers, int workers)
        : m_context(context),
          m_pool(context.request.target, sessionName(context.folder.id()), workers),
          m_smallBytes(numbers.size() >= workers ? smallCreatorBytes : smallAloneBytes)
    {
        const QList<Source> &sources = context.request.sources;
        std::stable_sort(numbers.begin(), numbers.end(),
                         [&](qsizetype a, qsizetype b) { return sources[a].bytes > sources[b].bytes; });
        for (const qsizetype number : numbers) {
            const Source &source = sources[number];
            m_jobs.emplace_back(std::make_shared<CreatorJob>(
                CreatorJob{.context = context,
                           .source = source,
                           .number = static_cast<int>(number),
                           .progress = context.progress.forCreator(source.creator, source.bytes),
                           .report = emptyReport(source),
                           .prepared = {}}));
        }
    }

    void run(QList<CreatorReport> &reports, const std::stop_token &stop)
    {
        for (int group = 0; group < static_cast<int>(m_jobs.size()); ++group) {
            m_pool.add({.group = group}, [this, group](Worker &worker, const std::stop_token &groupStop) {
                return move(group, worker, groupStop);
            });
        }
        CreatorReport *const places = reports.data(); // one for each creator: no two threads share one
        m_pool.run(
            [&](Worker &worker, int group, const std::optional<base::Error> &error) {
                const std::shared_ptr<CreatorJob> job = std::move(m_jobs[static_cast<size_t>(group)]);
                if (error && (error->code == u"connection-lost" || error->code == base::stoppedCode))
                    m_context.session.distrust();
                if (error)
                    takeBack(*job,
                             stop.stop_requested() && error->code != u"not-equal" ? base::failStopped().value()
                                                                                  : *error,
                             worker);
                m_context.session.unlockSchema(job->prepared.plan.schemaName);
                m_context.progress.finished(job->source.creator);
                places[job->number] = std::move(job->report);
                if (m_context.ended)
                    m_context.ended(places[job->number]);
            },
            stop);
    }

private:
    /// What an earlier attempt left and this one does not go on with.
    base::Result<void> clearLeftover(CreatorJob &job, Worker &worker)
    {
        const Leftover left = m_context.leftovers.value(job.number);
        if (!left.journalled || job.takenUp)
            return {};
        auto connection = worker.connection();
        if (!connection)
            return base::fail(connection.error());
        if (auto dropped = dropStaging(**connection, stagingOf(job).schemaName); !dropped)
            return dropped;
        job.onServer = CreatorJob::OnServer::Nothing;
        return (*connection)->execute(forgetCellsSql(m_context.folder.id(), job.source.creator));
    }

    base::Result<void> move(int group, Worker &worker, const std::stop_token &stop)
    {
        const std::shared_ptr<CreatorJob> &job = m_jobs[static_cast<size_t>(group)];
        const bool large = job->source.bytes > m_smallBytes;
        const RunFolder::Flush flush = large ? RunFolder::Flush::ToDisk : RunFolder::Flush::ToSystem;
        if (auto prepared = prepareJob(*job, large ? 1 + m_pool.idle() : 1, flush, stop); !prepared)
            return prepared;
        if (auto cleared = clearLeftover(*job, worker); !cleared)
            return cleared;
        if (!job->takenUp && fitsOneTransaction(*job, m_smallBytes))
            return moveAtOnce(*job, worker, stop);
        return beginLargeCreator(job, group, m_pool, worker);
    }

    const RunContext &m_context;
    WorkerPool m_pool;
    qint64 m_smallBytes;
    std::vector<std::shared_ptr<CreatorJob>> m_jobs;
};

} // namespace

void moveCreators(const RunContext &context, const QList<qsizetype> &numbers, int workers,
                  QList<CreatorReport> &reports, const std::stop_token &stop)
{
    CreatorMoves(context, numbers, workers).run(reports, stop);
}

} // namespace migration
