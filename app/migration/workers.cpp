// SPDX-License-Identifier: MIT
#include "migration/workers.h"

#include <QtConcurrentRun>
#include <atomic>
#include <mutex>
#include <optional>

using namespace Qt::StringLiterals;

namespace migration {

base::Result<void> prepareSession(postgres::Connection &connection)
{
    return connection.execute(u"SET synchronous_commit = off; SET statement_timeout = 0; SET lock_timeout = '60s'; "
                              "SET idle_in_transaction_session_timeout = 0; SET maintenance_work_mem = '256MB'"_s);
}

Workers::Workers(postgres::Connection &main, postgres::Settings settings, QString applicationName, int count)
    : m_main(main), m_settings(std::move(settings)), m_applicationName(std::move(applicationName)), m_count(count)
{
    m_pool.setMaxThreadCount(count);
}

base::Result<void> Workers::forEach(qsizetype count, const Task &task, std::stop_token stop)
{
    if (m_count > 1 && count > 1)
        return inThreads(count, task, stop);
    for (qsizetype number = 0; number < count; ++number) {
        if (stop.stop_requested())
            return base::failStopped();
        if (auto done = task(m_main, number, stop); !done)
            return done;
    }
    return {};
}

base::Result<void> Workers::inThreads(qsizetype count, const Task &task, const std::stop_token &stop)
{
    std::stop_source stopAll;
    const std::stop_callback forward(stop, [&stopAll] { stopAll.request_stop(); });
    std::atomic<qsizetype> next = 0;
    std::mutex mutex;
    std::optional<base::Error> first;
    const auto fail = [&](const base::Error &error) {
        const std::scoped_lock lock(mutex);
        if (!first)
            first = error;
        stopAll.request_stop();
    };
    const auto work = [&] {
        auto connection = postgres::Connection::open(m_settings, m_applicationName);
        if (!connection)
            return fail(connection.error());
        if (auto ready = prepareSession(*connection); !ready)
            return fail(ready.error());
        for (qsizetype number = next++; number < count && !stopAll.stop_requested(); number = next++) {
            if (auto done = task(*connection, number, stopAll.get_token()); !done)
                return fail(done.error());
        }
    };
    QList<QFuture<void>> running;
    for (int i = 0; i < m_count; ++i)
        running.append(QtConcurrent::run(&m_pool, work));
    for (QFuture<void> &future : running)
        future.waitForFinished();
    if (first)
        return base::fail(*first);
    if (stop.stop_requested())
        return base::failStopped();
    return {};
}

} // namespace migration
