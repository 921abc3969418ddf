// SPDX-License-Identifier: MIT
#include "support/testserver.h"
#include "postgres/account.h"
#include "postgres/binaries.h"
#include "postgres/clusterfiles.h"
#include "postgres/localserver.h"
#include "support/undertaker.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QtTest>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

[[noreturn]] void giveUp(const QString &sentence)
{
    std::fprintf(stderr, "%s\n", qPrintable(sentence));
    std::abort();
}

QString newFolder()
{
    QByteArray pattern("/tmp/cutover-test-XXXXXX");
    if (!mkdtemp(pattern.data()) || chmod(pattern.constData(), 0755) != 0)
        giveUp(u"No folder could be made in /tmp."_s);
    return QFile::decodeName(pattern);
}

/// The processes that `parent` started.
QList<pid_t> childrenOf(pid_t parent)
{
    QList<pid_t> children;
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        QFile file(u"/proc/"_s + name + u"/stat"_s);
        if (name.toInt() <= 0 || !file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray stat = file.readAll(); // pid (name) state parent …
        if (stat.mid(stat.lastIndexOf(')') + 2).split(' ').value(1).toInt() == parent)
            children += name.toInt();
    }
    return children;
}

std::optional<TestServer *> &current()
{
    static std::optional<TestServer *> server;
    return server;
}

void stopCurrent()
{
    if (current())
        delete *std::exchange(current(), std::nullopt);
}

} // namespace

struct TestServer::Private
{
    QString folder = newFolder();
    Undertaker undertaker{folder};
    postgres::LocalServer server{folder + u"/server"_s, postgres::LocalServer::Durability::Throwaway};
    postgres::Settings settings;
    int databases = 0;

    [[nodiscard]] QString data() const { return folder + u"/server/data"_s; }
    [[nodiscard]] QString standbySignal() const { return data() + u"/standby.signal"_s; }
    void stop() const;
    /// Without the private server's own settings, which rule replication out.
    void startForReplication() const;
};

void TestServer::Private::stop() const
{
    postgres::LocalServer running = server;
    if (const auto stopped = running.stop(); !stopped)
        giveUp(stopped.error().message + u'\n' + stopped.error().detail);
}

void TestServer::Private::startForReplication() const
{
    const auto binaries = postgres::binariesOfMajor(postgres::ClusterFiles(folder + u"/server"_s).majorVersion());
    const auto account = postgres::ownerOf(data());
    const QString options =
        u"-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c wal_level=replica -c fsync=off -c port="_s +
        settings.port;
    const auto started = postgres::runAs(*account, binaries->program(u"pg_ctl"_s),
                                         {u"start"_s, u"-w"_s, u"-s"_s, u"-D"_s, data(), u"-l"_s,
                                          folder + u"/server/log/server.log"_s, u"-o"_s, options},
                                         60);
    if (started.exitCode != 0)
        giveUp(u"The test server did not start for replication: "_s + started.output);
}

TestServer &TestServer::instance()
{
    if (!current()) {
        current() = new TestServer;
        qAddPostRoutine(stopCurrent); // while the application object still lives
    }
    return **current();
}

TestServer::TestServer() : m_private(std::make_unique<Private>())
{
    const auto started = m_private->server.start();
    if (!started)
        giveUp(u"The test server did not start: "_s + started.error().message + u'\n' + started.error().detail);
    m_private->settings = *started;
}

TestServer::~TestServer()
{
    static_cast<void>(m_private->server.stop());
}

postgres::Settings TestServer::freshDatabase()
{
    postgres::Settings settings = superuser();
    auto connection = postgres::Connection::open(settings, u"tests"_s);
    if (!connection)
        giveUp(connection.error().message + u'\n' + connection.error().detail);
    settings.database = u"test_"_s + QString::number(++m_private->databases);
    const auto made = connection->execute(u"CREATE DATABASE "_s + settings.database + u" TEMPLATE template0"_s);
    if (!made)
        giveUp(made.error().message + u'\n' + made.error().detail);
    return settings;
}

postgres::Settings TestServer::superuser()
{
    return m_private->settings;
}

void TestServer::crash()
{
    const auto running = postgres::runningPostmaster(m_private->data());
    if (!running)
        giveUp(u"There is no server to crash."_s);
    const QList<pid_t> all = childrenOf(running->pid) + QList<pid_t>{running->pid};
    kill(running->pid, SIGSTOP); // it must not start others meanwhile
    for (const pid_t process : all)
        kill(process, SIGKILL);
    // Reaped by whoever the orphans belong to; a zombie holds nothing any more.
    for (const pid_t process : all) {
        const auto runs = [process] {
            QFile file(u"/proc/%1/stat"_s.arg(process));
            return file.open(QIODevice::ReadOnly) && !file.readAll().contains(") Z ");
        };
        while (runs())
            usleep(1000);
    }
}

void TestServer::restart()
{
    const auto started = m_private->server.start();
    if (!started)
        giveUp(u"The test server did not start again: "_s + started.error().message + u'\n' + started.error().detail);
    if (started->port != m_private->settings.port)
        giveUp(u"The test server has another port now."_s);
}

void TestServer::stopAndStart()
{
    m_private->stop();
    QFile::remove(m_private->standbySignal());
    restart();
}

void TestServer::giveTo(const QString &path) const
{
    const auto account = postgres::ownerOf(m_private->data());
    if (!account || chown(QFile::encodeName(path).constData(), account->uid, account->gid) != 0)
        giveUp(u"The server's account cannot be given "_s + path);
}

void TestServer::startAsStandby()
{
    m_private->stop();
    m_private->startForReplication(); // what is replayed must have been written for it
    m_private->stop();
    QFile signal(m_private->standbySignal());
    if (!signal.open(QIODevice::WriteOnly))
        giveUp(u"The test server cannot be made a standby."_s);
    signal.close();
    giveTo(signal.fileName());
    m_private->startForReplication();
}

void execute(const postgres::Settings &settings, const QString &sql)
{
    auto connection = postgres::Connection::open(settings, u"test"_s);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().detail));
    if (const auto done = connection->execute(sql); !done)
        qFatal("%s", qPrintable(done.error().detail));
}

} // namespace testsupport
