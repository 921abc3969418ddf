// SPDX-License-Identifier: MIT
#include "support/testserver.h"
#include "postgres/localserver.h"
#include "support/undertaker.h"

#include <QCoreApplication>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QtTest>
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
};

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

} // namespace testsupport
