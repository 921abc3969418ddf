// SPDX-License-Identifier: MIT
#pragma once

#include "migration/run/creatorjob.h"
#include "migration/transfer/tableload.h"

#include <QHash>
#include <QSet>
#include <functional>
#include <mutex>
#include <optional>

namespace migration {

/// The tasks of one creator that the database's journal knows: each is one transaction, which says so at its end. What
/// was lost with a connection is done once more, where nothing of it is there. Any thread, but takeUp().
class JournalledTasks
{
public:
    using Body = std::function<base::Result<LoadedRows>(postgres::Connection &connection, const std::stop_token &stop)>;

    /// Both must outlive it.
    JournalledTasks(const CreatorJob &job, const Staging &staging) : m_job(job), m_staging(staging) {}

    /// What an earlier attempt of the run did: before anything else.
    base::Result<void> takeUp(postgres::Connection &connection);
    [[nodiscard]] QStringList keysOfEarlier() const { return m_earlier.keys(); }
    [[nodiscard]] std::optional<TaskEntry> doneEarlier(const QString &key) const;

    base::Result<LoadedRows> run(Worker &worker, const QString &key, const Body &body, const std::stop_token &stop);

    /// After a connection was lost: fails if what this process committed is not there any more, because a server that
    /// crashed loses what it had not yet written to its disk. Code: connection-lost.
    base::Result<void> areStillThere(Worker &worker);

private:
    base::Result<LoadedRows> attempt(postgres::Connection &connection, const QString &key, const Body &body,
                                     const std::stop_token &stop) const;
    base::Result<std::optional<TaskEntry>> lookUp(const QString &key, int backend, Worker &worker);

    const CreatorJob &m_job;
    const Staging &m_staging;
    QHash<QString, TaskEntry> m_earlier; ///< by key
    std::mutex m_mutex;
    QSet<QString> m_committed; ///< keys of the tasks that this process did
};

} // namespace migration
