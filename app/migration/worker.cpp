// SPDX-License-Identifier: MIT
#include "migration/worker.h"

using namespace Qt::StringLiterals;

namespace migration {

namespace {

/// No waiting for the disk at each commit: what must have reached it is waited for at its own place. No waiting for
/// ever for a lock that somebody else holds.
const QString sessionSql = u"SET synchronous_commit = off; SET lock_timeout = '60s'; "
                           "SET maintenance_work_mem = '256MB'"_s;

} // namespace

base::Result<postgres::Connection *> Worker::connection()
{
    if (m_connection && m_connection->alive() && !m_connection->inTransaction())
        return &*m_connection;
    m_connection.reset();
    auto opened = postgres::Connection::open(m_settings, m_applicationName);
    if (!opened)
        return base::fail(opened.error());
    if (auto prepared = opened->execute(sessionSql); !prepared)
        return base::fail(prepared.error());
    m_connection.emplace(std::move(*opened));
    return &*m_connection;
}

} // namespace migration
