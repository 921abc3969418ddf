// SPDX-License-Identifier: MIT
#include "support/pgbouncer.h"

#include "support/sqlitefile.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost, 0) ? probe.serverPort() : 0;
}

bool answers(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(100);
}

void makeReadable(const QString &path, mode_t mode)
{
    chmod(QFile::encodeName(path).constData(), mode);
}

} // namespace

PgBouncer::PgBouncer(const postgres::Settings &server, const QString &mode, int poolSize) : m_settings(server)
{
    const quint16 port = freePort();
    const QString users = m_folder.filePath(u"users.txt"_s);
    const QString configuration = m_folder.filePath(u"pgbouncer.ini"_s);
    writeFile(users, u"\"%1\" \"%2\"\n"_s.arg(server.user, server.password.reveal()).toUtf8());
    writeFile(configuration,
              u"[databases]\n%1 = host=%2 port=%3\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = %4\n"
              "unix_socket_dir =\nauth_type = plain\nauth_file = %5\npool_mode = %6\n"
              "default_pool_size = %7\nquery_wait_timeout = 3\n"_s.arg(server.database, server.host, server.port)
                  .arg(port)
                  .arg(users, mode)
                  .arg(poolSize)
                  .toUtf8());
    // It does not run as root, and its account must be able to read these.
    makeReadable(m_folder.path(), 0755);
    makeReadable(users, 0644);
    makeReadable(configuration, 0644);
    QStringList arguments{u"-q"_s, configuration};
    if (geteuid() == 0)
        arguments = QStringList{u"-u"_s, u"nobody"_s} + arguments;
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(u"/usr/sbin/pgbouncer"_s, arguments);
    if (!m_process.waitForStarted())
        qFatal("pgbouncer does not start; the package pgbouncer is needed");
    for (int tries = 0; !answers(port); ++tries) {
        if (tries > 100 || m_process.waitForFinished(50))
            qFatal("pgbouncer does not answer: %s", m_process.readAll().constData());
    }
    m_settings.host = u"127.0.0.1"_s;
    m_settings.port = QString::number(port);
}

PgBouncer::~PgBouncer()
{
    m_process.kill();
    m_process.waitForFinished();
}

} // namespace testsupport
