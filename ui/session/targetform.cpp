// SPDX-License-Identifier: MIT
#include "ui/session/targetform.h"

#include "postgres/settings.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// The socket, or the loopback interface: nobody is on the way.
bool isThisComputer(const QString &host)
{
    const QString used = host.isEmpty() ? qEnvironmentVariable("PGHOST") : host;
    return used.isEmpty() || used.startsWith(u'/') || used.startsWith(u'@') || used == u"localhost" ||
           QHostAddress(used).isLoopback();
}

} // namespace

bool same(const TargetForm &one, const TargetForm &other)
{
    return one.host == other.host && one.port == other.port && one.database == other.database &&
           one.user == other.user && one.password.reveal() == other.password.reveal() && one.sslMode == other.sslMode &&
           one.authority == other.authority && one.certificate == other.certificate && one.key == other.key &&
           one.service == other.service && one.more == other.more;
}

QString usedSslMode(const TargetForm &form)
{
    if (!form.sslMode.isEmpty())
        return form.sslMode;
    if (!form.authority.isEmpty())
        return u"verify-full"_s;
    return form.service.isEmpty() && isThisComputer(form.host) ? u"prefer"_s : u"require"_s;
}

TargetForm formFromSettings(const postgres::Settings &settings)
{
    return {.host = settings.host,
            .port = settings.port,
            .database = settings.database,
            .user = settings.user,
            .password = settings.password,
            .sslMode = settings.sslMode,
            .authority = settings.sslRootCert,
            .certificate = settings.sslCert,
            .key = settings.sslKey,
            .service = settings.service,
            .more = settings.more};
}

postgres::Settings settingsFromForm(const TargetForm &form)
{
    postgres::Settings settings;
    settings.host = form.host.trimmed();
    settings.port = form.port.trimmed();
    settings.database = form.database.trimmed();
    settings.user = form.user.trimmed();
    settings.password = form.password;
    settings.sslMode = usedSslMode(form);
    settings.sslRootCert = form.authority.trimmed();
    settings.sslCert = form.certificate.trimmed();
    settings.sslKey = form.key.trimmed();
    settings.service = form.service.trimmed();
    settings.more = form.more;
    return settings;
}

TargetForm formFromEnvironment()
{
    TargetForm form;
    if (const auto url = postgres::parseConnectionString(qEnvironmentVariable("DATABASE_URL"));
        url && qEnvironmentVariable("DATABASE_URL").startsWith(u"postgres"))
        form = formFromSettings(*url);
    const auto take = [](QString &field, const char *variable) {
        if (field.isEmpty())
            field = qEnvironmentVariable(variable);
    };
    take(form.host, "PGHOST");
    take(form.port, "PGPORT");
    take(form.database, "PGDATABASE");
    take(form.user, "PGUSER");
    take(form.sslMode, "PGSSLMODE");
    take(form.authority, "PGSSLROOTCERT");
    take(form.certificate, "PGSSLCERT");
    take(form.key, "PGSSLKEY");
    take(form.service, "PGSERVICE");
    for (const char *variable : {"CUTOVER_PG_PASSWORD", "FANSLY_PG_PASSWORD"}) {
        if (form.password.isEmpty())
            form.password = base::Secret(qEnvironmentVariable(variable));
        qunsetenv(variable); // the programs that we start need not inherit it
    }
    return form;
}

} // namespace ui
