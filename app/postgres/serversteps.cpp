// SPDX-License-Identifier: MIT
#include "postgres/serversteps.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QUuid>
#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("postgres", text);
}

DoctorStep stepFailed(const QString &id, const base::Error &error, const QString &fix = {})
{
    return {.id = id,
            .state = StepState::Failed,
            .message = error.message,
            .fix = fix,
            .sqlState = error.detail.section(u"SQLSTATE "_s, 1).left(5),
            .code = error.code,
            .detail = error.detail};
}

DoctorStep versionStep(Connection &connection)
{
    const QString id = u"version"_s;
    const auto version = connection.value(u"SHOW server_version"_s);
    if (!version)
        return stepFailed(id, version.error());
    constexpr int oldest = 120000;
    if (connection.serverVersion() < oldest)
        return stepFailed(id, {u"server-too-old"_s,
                               tr("The server is PostgreSQL %1, which is too old. Version 12 or later is needed: "
                                  "update the server, or choose another.")
                                   .arg(*version),
                               {}});
    return {.id = id, .state = StepState::Ok, .message = tr("The server is PostgreSQL %1.").arg(*version)};
}

DoctorStep encodingStep(Connection &connection)
{
    const QString id = u"encoding"_s;
    const auto encoding = connection.value(u"SHOW server_encoding"_s);
    if (!encoding)
        return stepFailed(id, encoding.error());
    if (*encoding == u"UTF8")
        return {.id = id, .state = StepState::Ok, .message = tr("The database keeps text as UTF-8.")};
    const auto name = connection.value(u"SELECT quote_ident(current_database() || '_utf8')"_s);
    return stepFailed(id,
                      {u"wrong-encoding"_s,
                       tr("The database keeps text as %1, which cannot hold every character. Make another database "
                          "with the encoding UTF8 and choose that.")
                           .arg(*encoding),
                       {}},
                      u"CREATE DATABASE %1 ENCODING 'UTF8' TEMPLATE template0;"_s.arg(name.value_or(u"cutover"_s)));
}

DoctorStep readOnlyServer(Connection &connection, const base::Error &error)
{
    const bool isCopy = connection.value(u"SELECT pg_is_in_recovery()"_s).value_or(QString()) == u"t";
    const QString primary =
        isCopy ? connection.value(u"SELECT sender_host || ':' || sender_port FROM pg_stat_wal_receiver"_s)
                     .value_or(QString())
               : QString();
    const QString message =
        !primary.isEmpty() ? tr("This server is a read-only copy of the one at %1. Connect to that one.").arg(primary)
        : isCopy           ? tr("This server is a read-only copy of another one. Connect to the server that it copies.")
                           : tr("This database is set to be read-only (default_transaction_read_only). Ask its "
                                          "administrator, or choose another database.");
    return stepFailed(u"create-schema"_s, {error.code, message, error.detail});
}

DoctorStep createSchemaStep(Connection &connection)
{
    const QString id = u"create-schema"_s;
    const QString name = u"cutover_check_"_s + QUuid::createUuid().toString(QUuid::Id128);
    base::Result<void> done;
    {
        const auto scratch = Transaction::begin(connection);
        if (!scratch)
            return stepFailed(id, scratch.error());
        done = connection.execute(u"CREATE SCHEMA "_s + name);
        if (done)
            done = connection.execute(u"DROP SCHEMA "_s + name);
    }
    if (done)
        return {.id = id, .state = StepState::Ok, .message = tr("Your user may create schemas in this database.")};
    if (done.error().detail.contains(u"25006"))
        return readOnlyServer(connection, done.error());
    if (done.error().code != u"no-rights")
        return stepFailed(id, done.error());
    const auto grant =
        connection.value(u"SELECT format('GRANT CREATE ON DATABASE %I TO %I;', current_database(), current_user)"_s);
    const base::Error error{
        done.error().code,
        tr("Your user may not create schemas in this database, and each creator becomes one. Have the owner "
           "of the database run the statement below."),
        done.error().detail};
    return stepFailed(id, error, grant.value_or(QString()));
}

/// What is left of max_connections for ordinary users, or of the role's own limit where that is less.
constexpr const char *freeConnectionsSql =
    "SELECT greatest(0, least("
    "current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
    " - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),"
    " (SELECT CASE WHEN rolconnlimit < 0 THEN 1000000 ELSE rolconnlimit"
    " - (SELECT count(*) FROM pg_stat_activity WHERE usename = current_user) END"
    " FROM pg_roles WHERE rolname = current_user)))";

DoctorStep roomStep(Connection &connection)
{
    const QString id = u"room"_s;
    constexpr int comfortable = 5; // three workers, the journal and one to cancel
    const auto free = connection.value(QString::fromLatin1(freeConnectionsSql));
    const auto most = connection.value(u"SHOW max_connections"_s);
    if (!free || !most)
        return stepFailed(id, free ? most.error() : free.error());
    const int count = free->toInt();
    if (count >= comfortable)
        return {.id = id,
                .state = StepState::Ok,
                .message =
                    QCoreApplication::translate("postgres", "%n of at most %1 connections are free.", nullptr, count)
                        .arg(*most)};
    return {.id = id,
            .state = StepState::Warning,
            .message = QCoreApplication::translate(
                           "postgres",
                           "Only %n of at most %1 connections are free. Close other programs that use the server, or "
                           "raise max_connections.",
                           nullptr, count)
                           .arg(*most),
            .fix = u"ALTER SYSTEM SET max_connections = 100;"_s};
}

/// A slow way there makes a run slow; a clock that differs makes times in the application differ.
DoctorStep roundTripStep(Connection &connection)
{
    const QString id = u"round-trip"_s;
    constexpr int trips = 5;
    constexpr qint64 slow = 100;
    constexpr double clocksDiffer = 60;
    qint64 best = std::numeric_limits<qint64>::max();
    double ahead = 0;
    for (int i = 0; i < trips; ++i) {
        QElapsedTimer clock;
        clock.start();
        const auto time = connection.value(u"SELECT extract(epoch FROM clock_timestamp())::text"_s);
        if (!time)
            return stepFailed(id, time.error());
        best = std::min(best, clock.elapsed());
        ahead = time->toDouble() - static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000;
    }
    DoctorStep step{.id = id, .state = StepState::Ok, .milliseconds = best};
    step.message = best == 0 ? tr("An answer takes less than 1 ms.") : tr("An answer takes %1 ms.").arg(best);
    if (best >= slow) {
        step.state = StepState::Warning;
        step.message = tr("An answer takes %1 ms, so the server is far away: moving many small tables will take a "
                          "while.")
                           .arg(best);
    }
    if (std::abs(ahead) >= clocksDiffer) {
        step.state = StepState::Warning;
        step.message += u' ' + (ahead > 0 ? tr("The server's clock is %1 seconds ahead of this computer's.")
                                          : tr("The server's clock is %1 seconds behind this computer's."))
                                   .arg(std::llround(std::abs(ahead)));
    }
    return step;
}

} // namespace

QList<ServerStep> serverSteps(Use use)
{
    if (use == Use::Look)
        return {{u"version"_s, versionStep}};
    return {{u"version"_s, versionStep},
            {u"encoding"_s, encodingStep},
            {u"create-schema"_s, createSchemaStep},
            {u"room"_s, roomStep},
            {u"round-trip"_s, roundTripStep}};
}

} // namespace postgres
