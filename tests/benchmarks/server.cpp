// SPDX-License-Identifier: MIT
#include "benchmarks/server.h"

#include "postgres/connection.h"

#include <QFile>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace benchmarks {

namespace {

QString newFolder(const QString &parent)
{
    QByteArray pattern = QFile::encodeName(parent) + "/server-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr || chmod(pattern.constData(), 0755) != 0)
        qFatal("No folder could be made in %s.", qPrintable(parent));
    return QFile::decodeName(pattern);
}

} // namespace

Server::Server(const QString &folder)
    : m_folder(newFolder(folder)), m_undertaker(m_folder), m_server(m_folder + u"/server"_s)
{
    const auto started = m_server.start();
    if (!started)
        qFatal("%s\n%s", qPrintable(started.error().message), qPrintable(started.error().detail));
    m_settings = *started;
    QFile pid(m_folder + u"/server/data/postmaster.pid"_s);
    if (pid.open(QIODevice::ReadOnly))
        m_process = pid.readLine().trimmed().toInt();
}

Server::~Server()
{
    static_cast<void>(m_server.stop());
}

void Server::freshDatabase()
{
    postgres::Settings administration = m_settings;
    administration.database = u"postgres"_s;
    auto connection = postgres::Connection::open(administration, u"cutover-benchmark"_s);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().message));
    m_settings.database = u"benchmark"_s;
    for (const QString &sql : {u"DROP DATABASE IF EXISTS benchmark WITH (FORCE)"_s,
                               u"CREATE DATABASE benchmark TEMPLATE template0"_s, u"CHECKPOINT"_s}) {
        if (const auto done = connection->execute(sql); !done)
            qFatal("%s", qPrintable(done.error().message));
    }
}

QProcessEnvironment Server::environment(const QString &dataFolder) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PGHOST"_s, m_settings.host);
    environment.insert(u"PGPORT"_s, m_settings.port);
    environment.insert(u"PGUSER"_s, m_settings.user);
    environment.insert(u"PGDATABASE"_s, m_settings.database);
    environment.insert(u"PGPASSWORD"_s, m_settings.password.reveal());
    environment.insert(u"CUTOVER_DATA_DIR"_s, dataFolder);
    return environment;
}

QString Server::url() const
{
    return u"pgsql://"_s + m_settings.user + u'@' + m_settings.host + u':' + m_settings.port + u'/' +
           m_settings.database;
}

} // namespace benchmarks
