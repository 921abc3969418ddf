// SPDX-License-Identifier: MIT
#include "migration/run/runsession.h"

#include "schema/identifier.h"

#include <QCoreApplication>
#include <chrono>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace migration {

QString schemaLockKey(const QString &schemaName)
{
    return u"hashtextextended("_s + schema::quoteLiteral(u"cutover "_s + schemaName) + u", 0)"_s;
}

base::Error schemaIsLocked(const QString &schemaName)
{
    return {u"run-active"_s,
            QCoreApplication::translate("migration", "Another run is moving data into the schema %1 at this moment. "
                                                     "Wait until it has ended; this run left the schema alone.")
                .arg(schemaName),
            {}};
}

namespace {

/// What it commits has reached the server's disk, and so has all that was committed before.
base::Result<postgres::Connection> openDurable(const postgres::Settings &settings, const QString &name)
{
    auto connection = postgres::Connection::open(settings, name);
    if (!connection)
        return connection;
    if (auto set = connection->execute(u"SET synchronous_commit = on"_s); !set)
        return base::fail(set.error());
    return connection;
}

} // namespace

base::Result<RunSession> RunSession::open(const postgres::Settings &settings)
{
    auto connection = openDurable(settings, u"cutover"_s);
    if (!connection)
        return base::fail(connection.error());
    return RunSession(settings, std::move(*connection));
}

base::Result<void> RunSession::setName(const QString &name)
{
    const std::scoped_lock guard(m_mutex);
    m_name = name;
    return m_connection.execute(u"SET application_name = "_s + schema::quoteLiteral(name));
}

base::Result<void> RunSession::reopen()
{
    auto again = openDurable(m_settings, m_name);
    if (!again)
        return base::fail(again.error());
    m_connection = std::move(*again);
    m_opener = QThread::currentThreadId();
    m_trusted = true;
    for (const QString &schemaName : m_locked) {
        if (auto locked = lockAgain(schemaName); !locked)
            return locked;
    }
    return {};
}

base::Result<postgres::Connection *> RunSession::connection()
{
    const std::scoped_lock guard(m_mutex);
    if (!m_trusted || !m_connection.alive() || m_opener != QThread::currentThreadId()) {
        if (auto opened = reopen(); !opened)
            return base::fail(opened.error());
    }
    return &m_connection;
}

void RunSession::distrust()
{
    const std::scoped_lock guard(m_mutex);
    m_trusted = false;
}

base::Result<void> RunSession::ensure()
{
    const std::scoped_lock guard(m_mutex);
    return m_connection.alive() && m_connection.row(u"SELECT 1"_s) ? base::Result<void>() : reopen();
}

/// The session before may still hold it for a moment.
base::Result<void> RunSession::lockAgain(const QString &schemaName)
{
    constexpr auto patience = 5s;
    constexpr auto pause = 50ms;
    const auto end = std::chrono::steady_clock::now() + patience;
    while (true) {
        auto locked = lock(schemaName);
        if (locked || locked.error().code != u"run-active" || std::chrono::steady_clock::now() > end)
            return locked;
        std::this_thread::sleep_for(pause);
    }
}

base::Result<void> RunSession::lock(const QString &schemaName)
{
    const auto locked = m_connection.row(u"SELECT pg_try_advisory_lock(%1)::text"_s.arg(schemaLockKey(schemaName)));
    if (!locked)
        return base::fail(locked.error());
    if (locked->value(0) != u"true")
        return base::fail(schemaIsLocked(schemaName));
    return {};
}

base::Result<void> RunSession::lockSchema(const QString &schemaName)
{
    const std::scoped_lock guard(m_mutex);
    if (!m_trusted || !m_connection.alive()) {
        if (auto opened = reopen(); !opened)
            return opened;
    }
    auto locked = lock(schemaName);
    if (locked)
        m_locked.append(schemaName);
    return locked;
}

void RunSession::unlockSchema(const QString &schemaName)
{
    const std::scoped_lock guard(m_mutex);
    if (m_locked.removeOne(schemaName) && m_trusted && m_connection.alive())
        (void)m_connection.execute(u"SELECT pg_advisory_unlock(%1)"_s.arg(schemaLockKey(schemaName)));
}

} // namespace migration
