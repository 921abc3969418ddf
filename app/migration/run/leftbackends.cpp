// SPDX-License-Identifier: MIT
#include "migration/run/leftbackends.h"

#include "migration/journal/runfolder.h"
#include "schema/identifier.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <chrono>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace migration {

QString sessionName(const QString &runId)
{
    return u"cutover "_s + runId;
}

namespace {

/// Those of the run's sessions for which `condition` holds as well.
base::Result<void> endThese(postgres::Connection &connection, const QString &runId, const QString &condition,
                            const std::stop_token &stop)
{
    constexpr qint64 patienceMs = 30'000;
    const QString sql = u"SELECT count(pg_terminate_backend(pid))::text FROM pg_stat_activity WHERE pid <> "
                        "pg_backend_pid() AND application_name = "_s +
                        schema::quoteLiteral(sessionName(runId)) + condition;
    QElapsedTimer waited;
    waited.start();
    while (true) {
        const auto left = connection.row(sql);
        if (!left)
            return base::fail(left.error());
        if (left->value(0) == u"0")
            return {};
        if (stop.stop_requested())
            return base::failStopped();
        if (waited.elapsed() > patienceMs) {
            return base::fail(u"run-active"_s,
                              QCoreApplication::translate(
                                  "migration", "The server is still busy with the last work of run %1 and does not let "
                                               "go of it. Usually that ends by itself: try again in a few minutes.")
                                  .arg(runId),
                              left->value(0) + u" backends"_s);
        }
        std::this_thread::sleep_for(50ms);
    }
}

} // namespace

base::Result<void> checkNotElsewhere(postgres::Connection &connection, const QString &runId)
{
    if (QFileInfo::exists(RunFolder::pathOf(runId)))
        return {};
    const auto sessions = connection.row(u"SELECT count(*)::text, coalesce(string_agg(DISTINCT host(client_addr), ', "
                                         "'), '') FROM pg_stat_activity WHERE application_name = "_s +
                                         schema::quoteLiteral(sessionName(runId)));
    if (!sessions)
        return base::fail(sessions.error());
    if (sessions->value(0) == u"0")
        return {};
    return base::fail(u"run-active"_s,
                      QCoreApplication::translate(
                          "migration", "The run %1 is still at work, on another computer or for another user. Stop it "
                                       "there, or wait until it has ended. Nothing was changed.")
                          .arg(runId),
                      u"sessions: %1; from: %2"_s.arg(sessions->value(0), sessions->value(1)));
}

base::Result<void> endLeftBackends(postgres::Connection &connection, const QString &runId, const std::stop_token &stop)
{
    return endThese(connection, runId, {}, stop);
}

base::Result<void> endLeftBackend(postgres::Connection &connection, const QString &runId, int backend)
{
    return endThese(connection, runId, u" AND pid = "_s + QString::number(backend), {});
}

bool mayBeTriedAgain(const base::Error &error, int attempts, const std::stop_token &stop)
{
    constexpr int mostAttempts = 3;
    return error.code == u"connection-lost" && attempts < mostAttempts && !stop.stop_requested();
}

} // namespace migration
