// SPDX-License-Identifier: MIT
#include "migration/run/journalledtasks.h"

#include "migration/run/leftbackends.h"
#include "postgres/catalog.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

base::Result<void> JournalledTasks::takeUp(postgres::Connection &connection)
{
    auto done = tasksOf(connection, m_staging.address);
    if (!done)
        return base::fail(done.error());
    m_earlier = std::move(*done);
    return {};
}

std::optional<TaskEntry> JournalledTasks::doneEarlier(const QString &key) const
{
    const auto done = m_earlier.constFind(key);
    return done == m_earlier.cend() ? std::nullopt : std::optional(*done);
}

base::Result<LoadedRows> JournalledTasks::attempt(postgres::Connection &connection, const QString &key,
                                                  const Body &body, const std::stop_token &stop) const
{
    auto transaction = postgres::Transaction::begin(connection);
    if (!transaction)
        return base::fail(transaction.error());
    auto loaded = body(connection, stop);
    if (!loaded)
        return base::fail(stop.stop_requested() ? base::failStopped().value() : loaded.error());
    if (auto done = transaction->commit(taskSql(m_staging.address, {key, loaded->rows, loaded->forms, loaded->attic}));
        !done)
        return base::fail(done.error());
    return loaded;
}

/// Whether the task was committed before its connection was lost. An Error if what was done before it is not there any
/// more: a server that crashed loses what it had not yet written to its disk.
base::Result<std::optional<TaskEntry>> JournalledTasks::lookUp(const QString &key, int backend, Worker &worker)
{
    auto connection = worker.connection();
    if (!connection)
        return base::fail(connection.error());
    if (auto ended = endLeftBackend(**connection, m_job.context.folder.id(), backend); !ended)
        return base::fail(ended.error());
    if (auto held = m_job.context.session.ensure(); !held)
        return base::fail(held.error());
    // Before the server is asked: others go on meanwhile.
    const QSet<QString> committed = [this] {
        const std::scoped_lock lock(m_mutex);
        return m_committed;
    }();
    const auto there = postgres::schemaExists(**connection, m_staging.schemaName);
    if (!there)
        return base::fail(there.error());
    const auto tasks = tasksOf(**connection, m_staging.address);
    if (!tasks)
        return base::fail(tasks.error());
    const bool complete = *there && std::all_of(committed.begin(), committed.end(),
                                                [&](const QString &done) { return tasks->contains(done); });
    if (!complete) {
        return base::fail(u"connection-lost"_s,
                          QCoreApplication::translate("migration",
                                                      "The server lost what had been done of this creator, usually "
                                                      "because it crashed. Resume the run to move it again."));
    }
    return tasks->contains(key) ? std::optional(tasks->value(key)) : std::nullopt;
}

base::Result<LoadedRows> JournalledTasks::run(Worker &worker, const QString &key, const Body &body,
                                              const std::stop_token &stop)
{
    for (int attempts = 1;; ++attempts) {
        auto connection = worker.connection();
        if (!connection)
            return base::fail(connection.error());
        const int backend = (*connection)->backend();
        auto done = attempt(**connection, key, body, stop);
        if (!done && mayBeTriedAgain(done.error(), attempts, stop)) {
            const auto known = lookUp(key, backend, worker);
            if (!known)
                return base::fail(known.error().code == u"connection-lost" ? known.error() : done.error());
            if (!*known)
                continue;
            // Without a digest, so that it is compared with the snapshot itself.
            done = LoadedRows{.rows = (*known)->rows, .forms = (*known)->forms, .attic = (*known)->attic, .digest = {}};
        }
        if (done) {
            const std::scoped_lock lock(m_mutex);
            m_committed.insert(key);
        }
        return done;
    }
}

base::Result<void> JournalledTasks::areStillThere(Worker &worker)
{
    const auto known = lookUp({}, 0, worker);
    return known ? base::Result<void>() : base::fail(known.error());
}

} // namespace migration
