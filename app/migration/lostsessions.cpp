// SPDX-License-Identifier: MIT
#include "migration/lostsessions.h"

#include "schema/identifier.h"

#include <QCoreApplication>
#include <chrono>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace migration {

namespace {

QString ofRun(const QString &runId)
{
    return u"FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = current_user AND application_name = "_s +
           schema::quoteLiteral(sessionName(runId));
}

base::Result<void> endThese(postgres::Connection &connection, const QString &which)
{
    constexpr auto patience = 30s;
    constexpr auto pause = 50ms;
    const auto end = std::chrono::steady_clock::now() + patience;
    while (true) {
        // Again and again: one of them may be in a place where it does not listen.
        const auto left = connection.value(u"SELECT count(pg_terminate_backend(pid))::text "_s + which);
        if (!left)
            return base::fail(left.error());
        if (*left == u"0")
            return {};
        if (std::chrono::steady_clock::now() > end)
            break;
        std::this_thread::sleep_for(pause);
    }
    return base::fail(u"run-active"_s,
                      QCoreApplication::translate("migration",
                                                  "The server still works on the last statement of a run whose program "
                                                  "is gone, and does not stop. Wait until it has ended, then try "
                                                  "again."));
}

} // namespace

QString sessionName(const QString &runId)
{
    return u"cutover "_s + runId;
}

base::Result<void> endLostSessions(postgres::Connection &connection, const QString &runId)
{
    return endThese(connection, ofRun(runId));
}

base::Result<bool> hasSessions(postgres::Connection &connection, const QString &runId)
{
    const auto count = connection.value(u"SELECT count(*)::text "_s + ofRun(runId));
    if (!count)
        return base::fail(count.error());
    return *count != u"0";
}

base::Result<void> endLostSession(postgres::Connection &connection, const QString &runId, int backend)
{
    return endThese(connection, ofRun(runId) + u" AND pid = "_s + QString::number(backend));
}

} // namespace migration
