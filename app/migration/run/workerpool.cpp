// SPDX-License-Identifier: MIT
#include "migration/run/workerpool.h"

#include "migration/run/guarded.h"
#include "sqlite/keptsnapshot.h"

#include <thread>
#include <vector>

namespace migration {

WorkerPool::WorkerPool(postgres::Settings settings, QString applicationName, int count)
    : m_settings(std::move(settings)), m_applicationName(std::move(applicationName)), m_count(count), m_graph(count + 1)
{
}

TaskGraph::Id WorkerPool::add(const TaskGraph::Task &task, Work work)
{
    const std::scoped_lock lock(m_mutex);
    const TaskGraph::Id id = m_graph.add(task);
    m_works.emplace(id, std::move(work));
    m_changed.notify_one();
    return id;
}

int WorkerPool::idle()
{
    const std::scoped_lock lock(m_mutex);
    return m_count - m_graph.running();
}

void WorkerPool::run(const GroupEnd &groupEnd, const std::stop_token &stop)
{
    const std::stop_callback forward(stop, [this] { stopGroups(); });
    std::vector<std::jthread> threads;
    for (int i = 0; i < m_count; ++i)
        threads.emplace_back([&] { work(groupEnd, stop); });
}

/// Not under the lock: a request waits until the running statements were cancelled.
void WorkerPool::stopGroups()
{
    std::vector<std::stop_source> open;
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto &[group, source] : m_stops)
            open.push_back(source);
    }
    for (std::stop_source &source : open)
        source.request_stop();
}

base::Result<void> WorkerPool::carryOut(TaskGraph::Id id, Worker &worker, const std::stop_token &groupStop,
                                        const std::stop_token &stop)
{
    Work work;
    {
        const std::scoped_lock lock(m_mutex);
        work = std::move(m_works[id]);
        m_works.erase(id);
    }
    if (stop.stop_requested() || groupStop.stop_requested())
        return base::failStopped();
    return guarded([&] { return work(worker, groupStop); });
}

void WorkerPool::work(const GroupEnd &groupEnd, const std::stop_token &stop)
{
    Worker worker(m_settings, m_applicationName);
    const sqlite::KeptSnapshot snapshot;
    std::unique_lock lock(m_mutex);
    while (!m_graph.finished()) {
        const auto id = m_graph.take();
        if (!id) {
            m_changed.wait(lock);
            continue;
        }
        const int group = m_graph.groupOf(*id);
        std::stop_source groupStop = m_stops[group];
        lock.unlock();
        const base::Result<void> done = carryOut(*id, worker, groupStop.get_token(), stop);
        lock.lock();
        if (done)
            m_graph.done(*id);
        else
            m_graph.failed(*id, done.error());
        const bool ended = m_graph.hasEnded(group);
        const std::optional<base::Error> error = m_graph.errorOf(group);
        if (ended)
            m_stops.erase(group);
        m_changed.notify_all();
        lock.unlock();
        if (!done) // after the Error is known to the graph: those who are stopped come with another
            groupStop.request_stop();
        if (ended)
            (void)guarded([&]() -> base::Result<void> {
                groupEnd(worker, group, error);
                return {};
            });
        lock.lock();
    }
}

} // namespace migration
