// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/connection.h"

#include <QStringList>
#include <QThread>
#include <mutex>

namespace migration {

/// A run's own connection: for its journal, and for the locks that it holds on schemas longer than one transaction
/// lasts.
class RunSession
{
public:
    static base::Result<RunSession> open(const postgres::Settings &settings);
    RunSession(RunSession &&other) noexcept
        : m_settings(std::move(other.m_settings)), m_connection(std::move(other.m_connection))
    {
    }

    /// Also after it was opened anew: what the server calls it.
    base::Result<void> setName(const QString &name);
    /// For one thread, while no other uses the session. Opened anew if it was lost.
    base::Result<postgres::Connection *> connection();
    /// Where another connection was lost, this one may only seem to be there: it is opened anew before it is used
    /// again.
    void distrust();

    /// From any thread, where another connection was lost and the run goes on: it is there, and holds its locks.
    base::Result<void> ensure();

    /// From any thread. Code run-active: another run has it.
    base::Result<void> lockSchema(const QString &schemaName);
    void unlockSchema(const QString &schemaName);

private:
    RunSession(postgres::Settings settings, postgres::Connection connection)
        : m_settings(std::move(settings)), m_connection(std::move(connection))
    {
    }
    base::Result<void> reopen();
    base::Result<void> lock(const QString &schemaName);
    base::Result<void> lockAgain(const QString &schemaName);
    postgres::Settings m_settings;
    postgres::Connection m_connection;
    Qt::HANDLE m_opener = QThread::currentThreadId(); ///< the thread that Qt Sql lets use the connection
    QString m_name = QStringLiteral("cutover");
    std::mutex m_mutex;
    QStringList m_locked;
    bool m_trusted = true;
};

/// The key that stands for a schema among advisory locks, as SQL.
QString schemaLockKey(const QString &schemaName);
base::Error schemaIsLocked(const QString &schemaName);

} // namespace migration
