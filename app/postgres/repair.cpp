// SPDX-License-Identifier: MIT
#include "postgres/repair.h"

#include "postgres/connection.h"
#include "postgres/diagnosis.h"
#include "postgres/parameters.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("postgres", text);
}

/// What libpq takes for what `settings` leave open: the database and the user.
Settings completed(Settings settings)
{
    if (!settings.user.isEmpty() && !settings.database.isEmpty())
        return settings;
    const Attempt attempt =
        attemptToConnect(settings, std::chrono::seconds(connectTimeoutSeconds(settings)), std::stop_token());
    if (settings.user.isEmpty())
        settings.user = attempt.user;
    if (settings.database.isEmpty())
        settings.database = attempt.database;
    return settings;
}

/// A database that is there on every server.
base::Result<Connection> openMaintenance(Settings settings)
{
    settings.database = u"postgres"_s;
    auto connection = Connection::open(settings, u"cutover"_s);
    if (connection)
        return connection;
    const QStringList elsewhere{u"no-such-database"_s, u"no-connect-right"_s};
    if (!elsewhere.contains(connection.error().code))
        return connection;
    settings.database = u"template1"_s;
    return Connection::open(settings, u"cutover"_s);
}

base::Result<void> worded(base::Result<void> done)
{
    if (done || done.error().code != u"no-rights")
        return done;
    return base::fail(u"no-rights"_s,
                      tr("This user may not do that on the server. Sign in as an administrator of the server for this "
                         "once, or send the statement to the person who looks after it."),
                      done.error().detail);
}

base::Result<void> grant(Connection &connection, const QString &privilege, const Settings &settings)
{
    const auto statement =
        connection.value(u"SELECT format('GRANT %s ON DATABASE %I TO %I', ?::text, ?::text, ?::text)"_s,
                         {privilege, settings.database, settings.user});
    if (!statement)
        return base::fail(statement.error());
    if (auto done = connection.execute(*statement); !done)
        return done;
    // Whoever may not grant it is not always refused: the server warns, and grants nothing.
    const auto granted = connection.value(u"SELECT has_database_privilege(?::text, ?::text, ?::text)::text"_s,
                                          {settings.user, settings.database, privilege});
    if (!granted)
        return base::fail(granted.error());
    return *granted == u"true" ? base::Result<void>() : base::fail(u"no-rights"_s, *statement);
}

base::Result<void> createDatabase(Connection &connection, const Settings &settings, const Settings &signIn)
{
    if (auto made = connection.execute(fixFor(settings, u"no-such-database"_s)); !made)
        return made;
    return signIn.user == settings.user ? base::Result<void>() : grant(connection, u"CREATE"_s, settings);
}

base::Result<void> closeKeyFile(const QString &path)
{
    if (QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner))
        return {};
    return base::fail(u"cannot-write"_s,
                      tr("The rights of “%1” cannot be changed. Usually the file belongs to another user: ask that "
                         "user, or copy the file to a folder of yours and choose the copy.")
                          .arg(path));
}

} // namespace

bool canRepair(const QString &code)
{
    return code == u"key-file-open" || administratorCanRepair(code);
}

bool administratorCanRepair(const QString &code)
{
    static const QStringList codes{u"no-such-database"_s, u"no-connect-right"_s, u"no-rights"_s,
                                   u"role-may-not-log-in"_s};
    return codes.contains(code);
}

base::Result<void> repair(const Settings &settings, const QString &code, const Settings &signIn)
{
    if (code == u"key-file-open")
        return closeKeyFile(settings.sslKey);
    const Settings wanted = completed(settings);
    auto connection = openMaintenance(signIn);
    if (!connection)
        return base::fail(connection.error());
    if (code == u"no-such-database")
        return worded(createDatabase(*connection, wanted, completed(signIn)));
    if (code == u"no-rights")
        return worded(grant(*connection, u"CREATE"_s, wanted));
    if (code == u"no-connect-right")
        return worded(grant(*connection, u"CONNECT"_s, wanted));
    return worded(connection->execute(fixFor(wanted, code)));
}

} // namespace postgres
