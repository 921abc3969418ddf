// SPDX-License-Identifier: MIT
#include "postgres/doctor.h"
#include "postgres/connection.h"
#include "postgres/diagnosis.h"
#include "postgres/parameters.h"
#include "postgres/probe.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QUuid>
#include <libpq-fe.h>
#include <optional>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("postgres", text);
}

DoctorStep failed(const QString &id, const base::Error &error, const QString &sqlState, const QString &fix = {})
{
    return {id, StepState::Failed, error.message, fix, sqlState};
}

DoctorStep stepFailed(const QString &id, const base::Error &error, const QString &fix = {})
{
    return failed(id, error, error.detail.section(u"SQLSTATE "_s, 1).left(5), fix);
}

bool staysOnThisComputer(PGconn *connection)
{
    const QString host = QString::fromUtf8(PQhost(connection));
    const QString address = QString::fromUtf8(PQhostaddr(connection));
    return host.startsWith(u'/') || host.startsWith(u'@') || QHostAddress(address).isLoopback();
}

/// A server that drops to plain text says nothing about it: we do.
DoctorStep connected(const Settings &settings, const Connection &connection)
{
    const QString where = settings.describe();
    DoctorStep step{u"connect"_s, StepState::Ok, {}, {}, {}};
    if (PQsslInUse(connection.handle())) {
        step.message = tr("Connected to %1, encrypted with %2.")
                           .arg(where, QString::fromUtf8(PQsslAttribute(connection.handle(), "protocol")));
    } else if (staysOnThisComputer(connection.handle())) {
        step.message = tr("Connected to %1 on this computer.").arg(where);
    } else {
        step.state = StepState::Warning;
        step.message =
            tr("Connected to %1, but the connection is NOT encrypted: others on the network can read your data and "
               "password. Choose the encryption mode “require” or better.")
                .arg(where);
        step.fix = u"sslmode=require"_s;
    }
    return step;
}

DoctorStep connectStep(const Settings &settings, const std::stop_token &stop, std::optional<Connection> &connection)
{
    const QString id = u"connect"_s;
    if (const auto usable = checkSettings(settings); !usable)
        return stepFailed(id, usable.error());
    const Attempt attempt = attemptToConnect(settings, std::chrono::seconds(connectTimeoutSeconds(settings)), stop);
    if (attempt.end != Attempt::End::Connected) {
        const base::Error error = explain(settings, attempt);
        return failed(id, error, attempt.sqlState, fixFor(settings, error.code));
    }
    auto opened = Connection::open(settings, u"cutover-doctor"_s);
    if (!opened)
        return stepFailed(id, opened.error(), fixFor(settings, opened.error().code));
    connection = std::move(*opened);
    return connected(settings, *connection);
}

DoctorStep versionStep(Connection &connection)
{
    const QString id = u"version"_s;
    const auto version = connection.value(u"SHOW server_version"_s);
    if (!version)
        return stepFailed(id, version.error());
    constexpr int oldest = 120000;
    if (connection.serverVersion() < oldest)
        return {id,
                StepState::Failed,
                tr("The server is PostgreSQL %1, which is too old. Version 12 or later is needed: update the server, "
                   "or choose "
                   "another.")
                    .arg(*version),
                {},
                {}};
    return {id, StepState::Ok, tr("The server is PostgreSQL %1.").arg(*version), {}, {}};
}

DoctorStep encodingStep(Connection &connection)
{
    const QString id = u"encoding"_s;
    const auto encoding = connection.value(u"SHOW server_encoding"_s);
    if (!encoding)
        return stepFailed(id, encoding.error());
    if (*encoding == u"UTF8")
        return {id, StepState::Ok, tr("The database keeps text as UTF-8."), {}, {}};
    const auto name = connection.value(u"SELECT quote_ident(current_database() || '_utf8')"_s);
    return {
        id,
        StepState::Failed,
        tr("The database keeps text as %1, which cannot hold every character. Make another database with the encoding "
           "UTF8 and choose that.")
            .arg(*encoding),
        u"CREATE DATABASE %1 ENCODING 'UTF8' TEMPLATE template0;"_s.arg(name.value_or(u"cutover"_s)),
        {}};
}

DoctorStep readOnlyServer(Connection &connection, const base::Error &error)
{
    const bool isCopy = connection.value(u"SELECT pg_is_in_recovery()"_s).value_or(QString()) == u"t";
    const QString message =
        isCopy ? tr("This server is a read-only copy of another one. Connect to the server that it copies.")
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
        return {id, StepState::Ok, tr("Your user may create schemas in this database."), {}, {}};
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
        return {id,
                StepState::Ok,
                QCoreApplication::translate("postgres", "%n of at most %1 connections are free.", nullptr, count)
                    .arg(*most),
                {},
                {}};
    return {id,
            StepState::Warning,
            QCoreApplication::translate(
                "postgres",
                "Only %n of at most %1 connections are free. Close other programs that use the server, or "
                "raise max_connections.",
                nullptr, count)
                .arg(*most),
            u"ALTER SYSTEM SET max_connections = 100;"_s,
            {}};
}

DoctorStep skipped(const QString &id, const std::stop_token &stop)
{
    return {id,
            StepState::Skipped,
            stop.stop_requested() ? tr("Not tried, because you stopped the test.")
                                  : tr("Not tried, because an earlier step failed."),
            {},
            {}};
}

} // namespace

QList<DoctorStep> examine(const Settings &settings, const std::stop_token &stop)
{
    struct Check
    {
        QString id;
        DoctorStep (*run)(Connection &);
    };
    const QList<Check> checks{{u"version"_s, versionStep},
                              {u"encoding"_s, encodingStep},
                              {u"create-schema"_s, createSchemaStep},
                              {u"room"_s, roomStep}};
    std::optional<Connection> connection;
    QList<DoctorStep> steps{connectStep(settings, stop, connection)};
    const auto guard = connection ? connection->cancelOnStop(stop) : nullptr;
    for (const Check &check : checks)
        steps.append(connection && connection->alive() && !stop.stop_requested() ? check.run(*connection)
                                                                                 : skipped(check.id, stop));
    return steps;
}

} // namespace postgres
