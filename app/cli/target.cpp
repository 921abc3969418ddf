// SPDX-License-Identifier: MIT
#include "cli/target.h"

#include "base/paths.h"
#include "cli/text.h"
#include "cli/words.h"
#include "postgres/connection.h"
#include "postgres/localserver.h"

#include <QFileInfo>

namespace cli {

namespace {

constexpr int passwordTries = 3;

bool anyConnectionOption(const TargetOptions &options)
{
    for (const Text *text :
         {&options.host, &options.port, &options.database, &options.user, &options.password, &options.sslMode,
          &options.sslCert, &options.sslKey, &options.sslRootCert, &options.url, &options.service}) {
        if (*text)
            return true;
    }
    return false;
}

base::Result<void> checkPort(const QString &port)
{
    const QStringList parts = port.split(u',');
    for (const QString &part : parts) {
        bool ok = false;
        const int number = part.toInt(&ok);
        if (!ok || number < 1 || number > 65535)
            return wrongUsage(
                Words::tr("--pg-port takes a number from 1 to 65535 (usually 5432), not \"%1\".").arg(printable(port)));
    }
    return {};
}

base::Result<void> checkSslMode(const QString &mode)
{
    static const QStringList modes = {QStringLiteral("disable"),   QStringLiteral("allow"),
                                      QStringLiteral("prefer"),    QStringLiteral("require"),
                                      QStringLiteral("verify-ca"), QStringLiteral("verify-full")};
    if (modes.contains(mode))
        return {};
    return wrongUsage(
        Words::tr("--pg-sslmode takes disable, allow, prefer, require, verify-ca or verify-full, not \"%1\".")
            .arg(printable(mode)));
}

base::Result<void> checkFile(const char *option, const Text &path)
{
    if (!path || *path == "system")
        return {};
    const QFileInfo info(toQString(path));
    if (info.isFile() && info.isReadable())
        return {};
    return wrongUsage(Words::tr("%1 names the file %2, which does not exist or cannot be read. Check the path.")
                          .arg(QLatin1String(option), printable(toQString(path))));
}

base::Result<void> checkValues(const TargetOptions &options)
{
    if (options.port) {
        if (auto checked = checkPort(toQString(options.port)); !checked)
            return checked;
    }
    if (options.sslMode) {
        if (auto checked = checkSslMode(toQString(options.sslMode)); !checked)
            return checked;
    }
    if (auto checked = checkFile("--pg-sslcert", options.sslCert); !checked)
        return checked;
    if (auto checked = checkFile("--pg-sslkey", options.sslKey); !checked)
        return checked;
    return checkFile("--pg-sslrootcert", options.sslRootCert);
}

/// From the environment, once; the programs that we start need not inherit it.
base::Secret passwordFromEnvironment()
{
    QString found;
    for (const char *name : {"CUTOVER_PG_PASSWORD", "FANSLY_PG_PASSWORD"}) {
        if (found.isEmpty())
            found = qEnvironmentVariable(name);
        qunsetenv(name);
    }
    return base::Secret(found);
}

void complete(postgres::Settings &settings, const TargetOptions &options)
{
    const auto take = [](QString &field, const Text &value) {
        if (value)
            field = toQString(value);
    };
    take(settings.host, options.host);
    take(settings.port, options.port);
    take(settings.database, options.database);
    take(settings.user, options.user);
    take(settings.sslMode, options.sslMode);
    take(settings.sslCert, options.sslCert);
    take(settings.sslKey, options.sslKey);
    take(settings.sslRootCert, options.sslRootCert);
    take(settings.service, options.service);
}

void warnOfVisiblePassword(const Console &console)
{
    console.remark(Words::tr(
        "Careful: a password on the command line can be seen by others on this computer, if only for a moment, and "
        "stays in the shell's history. Better: CUTOVER_PG_PASSWORD, ~/.pgpass, or wait to be asked."));
}

} // namespace

bool targetGiven(const TargetOptions &options)
{
    return options.local || anyConnectionOption(options);
}

bool targetNamed(const TargetOptions &options)
{
    if (targetGiven(options))
        return true;
    for (const char *name : {"PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE"}) {
        if (!qEnvironmentVariableIsEmpty(name))
            return true;
    }
    return false;
}

base::Result<postgres::Settings> targetSettings(const TargetOptions &options, const Console &console)
{
    if (!targetNamed(options))
        return wrongUsage(
            Words::tr("Which server? Name one with --pg-host, --pg-url or --pg-service, or use --local for the private "
                      "server on this computer."));
    const base::Secret fromEnvironment = passwordFromEnvironment();
    if (options.local) {
        if (anyConnectionOption(options))
            return wrongUsage(Words::tr(
                "--local means the private server on this computer, so it cannot stand beside another --pg option "
                "that names a server."));
        return postgres::Settings();
    }
    if (options.url && options.service)
        return wrongUsage(Words::tr("Use only one of --pg-url and --pg-service in a command."));
    if (const auto checked = checkValues(options); !checked)
        return base::fail(checked.error());
    postgres::Settings settings;
    if (options.url) {
        auto parsed = postgres::parseConnectionString(toQString(options.url));
        if (!parsed)
            return base::fail(parsed.error());
        settings = *parsed;
    }
    complete(settings, options);
    if (options.password || !settings.password.isEmpty())
        warnOfVisiblePassword(console);
    if (options.password)
        settings.password = base::Secret(toQString(options.password));
    else if (settings.password.isEmpty())
        settings.password = fromEnvironment;
    return settings;
}

namespace {

base::Result<postgres::Settings> startPrivateServer(const Console &console, NoServerYet noServer)
{
    postgres::LocalServer server(base::serverFolder());
    const auto state = server.status().state;
    if (state == postgres::LocalServer::State::Absent && noServer == NoServerYet::Refuse)
        return base::fail(QStringLiteral("no-server-yet"),
                          Words::tr("There is no private server on this computer yet. It is made by the first "
                                    "`cutover-cli migrate … --local`, "
                                    "or by `cutover-cli server start`."));
    if (state == postgres::LocalServer::State::Absent)
        console.remark(Words::tr("Making a private PostgreSQL server on this computer…"));
    return server.start();
}

bool wantsPassword(const base::Error &error)
{
    return error.code == u"password-needed" || error.code == u"password-refused";
}

} // namespace

base::Result<postgres::Settings> openTarget(const TargetOptions &options, const postgres::Settings &settings,
                                            const Console &console, NoServerYet noServer)
{
    if (options.local)
        return startPrivateServer(console, noServer);
    postgres::Settings tried = settings;
    for (int attempt = 0;; ++attempt) {
        const auto connection = postgres::Connection::open(tried, QStringLiteral("cutover-cli"));
        if (connection)
            return tried;
        if (!wantsPassword(connection.error()) || !console.canAsk() || attempt == passwordTries)
            return base::fail(connection.error());
        if (attempt > 0 || connection.error().code == u"password-refused")
            console.complain({{}, Words::tr("That password was not accepted."), {}});
        const auto answer = console.askPassword(Words::tr("Password for %1: ").arg(tried.describe()));
        if (!answer)
            return base::fail(answer.error());
        tried.password = *answer;
    }
}

} // namespace cli
