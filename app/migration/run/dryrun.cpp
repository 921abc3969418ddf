// SPDX-License-Identifier: MIT
#include "migration/run/creatorjob.h"
#include "migration/run/guarded.h"
#include "migration/run/preparation.h"
#include "migration/run/run.h"
#include "migration/run/runprogress.h"
#include "sqlite/keptsnapshot.h"

#include <QFile>
#include <QTemporaryDir>
#include <QThread>
#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

/// What a plan says as if it had been carried out, except that nothing is verified.
void reportPlan(CreatorReport &report, const CreatorPlan &plan)
{
    report.notes = plan.notes;
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

/// All creators of a dry run, some at a time.
class DryRunning
{
public:
    DryRunning(const RunRequest &request, DryRunDetail detail, const base::ProgressSink &sink,
               const std::stop_token &stop)
        : m_request(request),
          m_detail(detail),
          m_stop(stop),
          m_workers(request.jobs > 0 ? request.jobs : std::clamp(QThread::idealThreadCount(), 1, mostWorkers)),
          m_progress(sink, weightOf(request.sources)),
          m_plans(static_cast<size_t>(request.sources.size()))
    {
        m_dry.report.started = QDateTime::currentDateTimeUtc();
        m_dry.report.sourceBytes = weightOf(request.sources);
        for (const Source &source : request.sources)
            m_dry.report.creators.append(emptyReport(source));
        m_places = m_dry.report.creators.data(); // one for each creator: no two threads share one
    }

    DryRun run()
    {
        {
            std::vector<std::jthread> threads;
            for (qsizetype i = 1; i < std::min<qsizetype>(m_workers, m_request.sources.size()); ++i)
                threads.emplace_back([this] { work(); });
            work();
        }
        for (std::optional<CreatorPlan> &plan : m_plans) {
            if (plan)
                m_dry.plans.append(std::move(*plan));
        }
        m_dry.report.seconds = m_clock.seconds();
        m_dry.report.finished = QDateTime::currentDateTimeUtc();
        m_dry.report.verdict = overallVerdict(m_dry.report);
        return std::move(m_dry);
    }

private:
    static constexpr int mostWorkers = 16;
    /// Copies of sources from this size on are made one at a time, for the disk that they go to.
    static constexpr qint64 largeBytes = 256LL << 20;

    static qint64 weightOf(const QList<Source> &sources)
    {
        return std::accumulate(sources.begin(), sources.end(), qint64{0},
                               [](qint64 sum, const Source &source) { return sum + source.bytes; });
    }

    void work()
    {
        const sqlite::KeptSnapshot kept;
        const auto number = [this] { return static_cast<qsizetype>(m_next++); };
        for (qsizetype i = number(); i < m_request.sources.size(); i = number()) {
            const Source &source = m_request.sources[i];
            CreatorReport &report = m_places[i];
            const auto done = source.refusal ? base::Result<void>(base::fail(*source.refusal))
                                             : guarded([&] { return plan(i, report); });
            if (!done) {
                report.error = done.error();
                report.verdict = done.error().code == base::stoppedCode ? Verdict::Cancelled : Verdict::Failed;
            }
            m_progress.finished(source.creator);
        }
    }

    base::Result<void> plan(qsizetype number, CreatorReport &report)
    {
        const Source &source = m_request.sources[number];
        std::unique_lock large(m_large, std::defer_lock);
        if (source.bytes >= largeBytes)
            large.lock();
        PreparationRequest preparation{.source = source,
                                       .snapshotPath = m_folder.filePath(u"snapshot-%1.sqlite3"_s.arg(number))};
        preparation.choices = m_request.choices;
        preparation.target = {source.schemaName, m_request.globalSchema, 0};
        preparation.workers = m_request.sources.size() < m_workers || large.owns_lock() ? std::max(m_workers, 2) : 1;
        preparation.durability = sqlite::Durability::Passing;
        auto prepared = prepare(preparation, m_clock, m_progress.forCreator(source.creator, source.bytes), m_stop);
        QFile::remove(preparation.snapshotPath);
        if (!prepared)
            return base::fail(prepared.error());
        reportPlan(report, prepared->plan);
        if (m_detail.ddl)
            report.ddl = ddl(prepared->plan);
        if (m_detail.plans)
            m_plans[static_cast<size_t>(number)] = std::move(prepared->plan);
        return {};
    }

    const RunRequest &m_request;
    DryRunDetail m_detail;
    const std::stop_token &m_stop;
    int m_workers;
    RunClock m_clock;
    RunProgress m_progress;
    const QTemporaryDir m_folder;
    DryRun m_dry;
    CreatorReport *m_places = nullptr;
    std::vector<std::optional<CreatorPlan>> m_plans; ///< by the creator's number
    std::atomic<qint64> m_next = 0;
    std::mutex m_large;
};

} // namespace

DryRun dryRun(const RunRequest &request, DryRunDetail detail, const base::ProgressSink &sink, std::stop_token stop)
{
    return DryRunning(request, detail, sink, stop).run();
}

} // namespace migration
