// SPDX-License-Identifier: MIT
#include "migration/run/worker.h"

#include <chrono>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace migration {

namespace {

/// No waiting for the disk at each commit: what must have reached it is waited for at its own place. No waiting for
/// ever for a lock that somebody else holds.
const QString sessionSql = u"SET synchronous_commit = off; SET lock_timeout = '60s'; "
                           "SET maintenance_work_mem = '256MB'"_s;

} // namespace

base::Result<postgres::Connection> Worker::open() const
{
    auto opened = postgres::Connection::open(m_settings, m_applicationName);
    if (!opened)
        return opened;
    if (auto prepared = opened->execute(sessionSql); !prepared)
        return base::fail(prepared.error());
    return opened;
}

/// A server that is just starting again is waited for a little.
base::Result<postgres::Connection> Worker::reopen() const
{
    constexpr auto patience = 10s;
    constexpr auto pause = 250ms;
    static const QStringList passing{u"connection-refused"_s, u"server-starting"_s, u"server-shutting-down"_s};
    const auto end = std::chrono::steady_clock::now() + patience;
    while (true) {
        auto opened = open();
        if (opened || !passing.contains(opened.error().code) || std::chrono::steady_clock::now() > end)
            return opened;
        std::this_thread::sleep_for(pause);
    }
}

base::Result<postgres::Connection *> Worker::connection()
{
    if (m_connection && m_connection->alive() && !m_connection->inTransaction())
        return &*m_connection;
    const bool wasLost = m_connection && !m_connection->alive();
    m_connection.reset();
    auto opened = wasLost ? reopen() : open();
    if (!opened && opened.error().code == u"connection-lost") // ended while it was being prepared
        opened = reopen();
    if (!opened)
        return base::fail(opened.error());
    m_connection.emplace(std::move(*opened));
    return &*m_connection;
}

} // namespace migration
