// SPDX-License-Identifier: MIT
#include "postgres/parameters.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("postgres", text);
}

bool isPortList(const QString &text)
{
    const QStringList ports = text.split(u',');
    return std::all_of(ports.begin(), ports.end(), [](const QString &port) {
        bool isNumber = false;
        const int number = port.toInt(&isNumber);
        return isNumber && number > 0 && number < 65536;
    });
}

/// libpq treats "require with a CA" as verify-ca and ignores the CA in weaker modes: the CA goes with verify-* only,
/// and a CA given without a mode asks for the full check.
QString effectiveSslMode(const Settings &settings)
{
    if (settings.sslMode.isEmpty() && !settings.sslRootCert.isEmpty() && qEnvironmentVariableIsEmpty("PGSSLMODE"))
        return u"verify-full"_s;
    return settings.sslMode;
}

bool verifiesServer(const Settings &settings)
{
    QString mode = effectiveSslMode(settings);
    if (mode.isEmpty())
        mode = qEnvironmentVariable("PGSSLMODE");
    return mode.startsWith(u"verify-");
}

QString quoted(QString value)
{
    value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u'\'' + value + u'\'';
}

bool isFile(const QString &keyword)
{
    return keyword == u"sslrootcert" || keyword == u"sslcert" || keyword == u"sslkey";
}

} // namespace

int connectTimeoutSeconds(const Settings &settings)
{
    constexpr int usual = 10;
    for (const QString &text : {settings.more.value(u"connect_timeout"_s), qEnvironmentVariable("PGCONNECT_TIMEOUT")})
        if (const int seconds = text.toInt(); seconds > 0)
            return seconds;
    return usual;
}

base::Result<void> checkSettings(const Settings &settings)
{
    static const QStringList modes{u"disable"_s, u"allow"_s,     u"prefer"_s,
                                   u"require"_s, u"verify-ca"_s, u"verify-full"_s};
    if (!settings.port.isEmpty() && !isPortList(settings.port))
        return base::fail(u"bad-settings"_s,
                          tr("The port “%1” is not a number from 1 to 65535. PostgreSQL usually listens "
                             "on port 5432.")
                              .arg(settings.port));
    if (!settings.sslMode.isEmpty() && !modes.contains(settings.sslMode))
        return base::fail(u"bad-settings"_s, tr("The encryption mode “%1” does not exist. It is one of: %2.")
                                                 .arg(settings.sslMode, modes.join(u", "_s)));
    const QString timeout = settings.more.value(u"connect_timeout"_s, u"0"_s);
    if (bool isNumber = false; timeout.toInt(&isNumber) < 0 || !isNumber)
        return base::fail(u"bad-settings"_s,
                          tr("The time limit connect_timeout=%1 is not a number of seconds.").arg(timeout));
    if (settings.service.contains(u';'))
        return base::fail(u"bad-settings"_s,
                          tr("The service name “%1” contains a semicolon, which cannot be passed on. "
                             "Please rename the service in pg_service.conf.")
                              .arg(settings.service));
    for (const QString &value : settings.more)
        if (value.contains(u';') || value.contains(QChar::Null))
            return base::fail(u"bad-settings"_s,
                              tr("The setting “%1” of the connection string contains a semicolon or a zero "
                                 "character, which cannot be passed on. Leave it out.")
                                  .arg(settings.more.key(value)));
    const QStringList texts{settings.host,        settings.database, settings.user,   settings.password.reveal(),
                            settings.sslRootCert, settings.sslCert,  settings.sslKey, settings.service};
    if (std::any_of(texts.begin(), texts.end(), [](const QString &text) { return text.contains(QChar::Null); }))
        return base::fail(u"bad-settings"_s, tr("One of the connection settings contains a zero character, which no "
                                                "server accepts. Please type it again."));
    return {};
}

QList<Parameter> connectParameters(const Settings &settings, const QString &applicationName)
{
    QList<Parameter> parameters;
    const auto add = [&parameters](const QString &keyword, const QString &value) {
        if (!value.isEmpty())
            parameters.append({keyword, value});
    };
    add(u"service"_s, settings.service);
    add(u"host"_s, settings.host);
    add(u"port"_s, settings.port);
    add(u"dbname"_s, settings.database);
    add(u"user"_s, settings.user);
    add(u"sslmode"_s, effectiveSslMode(settings));
    if (verifiesServer(settings))
        add(u"sslrootcert"_s, settings.sslRootCert);
    add(u"sslcert"_s, settings.sslCert);
    add(u"sslkey"_s, settings.sslKey);
    for (auto extra = settings.more.begin(); extra != settings.more.end(); ++extra)
        if (extra.key() != u"application_name" && extra.key() != u"client_encoding")
            add(extra.key(), extra.value());
    add(u"application_name"_s, applicationName);
    // A network that falls silent is noticed within a minute, whether we wait for an answer or for room to send.
    for (const auto &[keyword, value] :
         {Parameter{u"keepalives_idle"_s, u"15"_s}, Parameter{u"keepalives_interval"_s, u"5"_s},
          Parameter{u"keepalives_count"_s, u"6"_s}, Parameter{u"tcp_user_timeout"_s, u"45000"_s}}) {
        if (!settings.more.contains(keyword))
            add(keyword, value);
    }
    if (!settings.more.contains(u"connect_timeout"_s))
        add(u"connect_timeout"_s, QString::number(connectTimeoutSeconds(settings)));
    return parameters;
}

QString publicConnectionString(const Settings &settings, const QString &applicationName)
{
    QStringList words;
    for (const Parameter &parameter : connectParameters(settings, applicationName)) {
        if (!parameter.keyword.endsWith(u"password"))
            words += parameter.keyword + u'=' + quoted(parameter.value);
    }
    return words.join(u' ');
}

DriverOptions::DriverOptions(const Settings &settings, const QString &applicationName)
{
    static const QStringList driversOwn{u"host"_s, u"dbname"_s, u"user"_s};
    QStringList options;
    const QList<Parameter> parameters = connectParameters(settings, applicationName);
    for (const Parameter &parameter : parameters)
        if (!driversOwn.contains(parameter.keyword))
            options.append(parameter.keyword + u'=' + quoted(passable(parameter)));
    m_text = options.join(u' ');
}

QString DriverOptions::passable(const Parameter &parameter)
{
    if (!parameter.value.contains(u';'))
        return parameter.value;
    if (!isFile(parameter.keyword))
        return QString(parameter.value).replace(u';', u' ');
    if (!m_links)
        m_links = std::make_unique<QTemporaryDir>();
    const QString link = m_links->filePath(parameter.keyword);
    return QFile::link(QFileInfo(parameter.value).absoluteFilePath(), link) ? link : parameter.value;
}

} // namespace postgres
