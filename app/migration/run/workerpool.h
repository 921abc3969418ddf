// SPDX-License-Identifier: MIT
#pragma once

#include "migration/run/taskgraph.h"
#include "migration/run/worker.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>

namespace migration {

/// The threads of one run, each with a connection of its own, doing the tasks of a graph. While tasks run, they may add
/// others.
class WorkerPool
{
public:
    using Work = std::function<base::Result<void>(Worker &worker, const std::stop_token &stop)>;
    /// Called once for each group, when nothing of it waits or runs any more; with its first Error if there was one.
    using GroupEnd = std::function<void(Worker &worker, int group, const std::optional<base::Error> &error)>;

    WorkerPool(postgres::Settings settings, QString applicationName, int count);

    /// The token that `work` is given is the group's: a stop of the run, and the group's first Error.
    TaskGraph::Id add(const TaskGraph::Task &task, Work work);
    /// Does everything. After a stop request no further work begins, and the groups end with the Error of a stop.
    void run(const GroupEnd &groupEnd, const std::stop_token &stop);

    [[nodiscard]] int count() const { return m_count; }
    /// Workers that have nothing to do at this moment.
    [[nodiscard]] int idle();

private:
    void work(const GroupEnd &groupEnd, const std::stop_token &stop);
    void stopGroups();
    base::Result<void> carryOut(TaskGraph::Id id, Worker &worker, const std::stop_token &groupStop,
                                const std::stop_token &stop);

    postgres::Settings m_settings;
    QString m_applicationName;
    int m_count;
    std::mutex m_mutex; ///< of all below
    std::condition_variable m_changed;
    TaskGraph m_graph;
    std::map<TaskGraph::Id, Work> m_works;
    std::map<int, std::stop_source> m_stops; ///< of the open groups
};

} // namespace migration
