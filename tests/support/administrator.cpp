// SPDX-License-Identifier: MIT
#include "support/administrator.h"

#include "support/testserver.h"

#include <QFile>
#include <QTest>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace testsupport {

postgres::Connection administrator()
{
    auto connection = postgres::Connection::open(TestServer::instance().superuser(), u"tst"_s);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().detail));
    return std::move(*connection);
}

namespace {

QString valueOf(postgres::Connection &connection, const QString &sql)
{
    const auto value = connection.value(sql);
    if (!value)
        qFatal("%s: %s", qPrintable(sql), qPrintable(value.error().message + value.error().detail));
    return *value;
}

} // namespace

void run(postgres::Connection &connection, const QString &sql)
{
    if (const auto done = connection.execute(sql); !done)
        qFatal("%s", qPrintable(done.error().detail));
}

void switchEncryptionOn(const QString &certificate)
{
    postgres::Connection connection = administrator();
    const QString folder = valueOf(connection, u"SHOW data_directory"_s);
    for (const auto &[from, to] : {std::pair{u"server.key"_s, u"server.key"_s}, std::pair{certificate, u"server.crt"_s},
                                   std::pair{u"authority.crt"_s, u"authority.crt"_s}}) {
        const QString copy = folder + u'/' + to;
        QFile::remove(copy);
        if (!QFile::copy(tlsFile(from), copy) || chmod(QFile::encodeName(copy).constData(), 0600) != 0)
            qFatal("%s cannot be written.", qPrintable(copy));
        if (geteuid() == 0)
            TestServer::instance().giveTo(copy);
    }
    run(connection, u"ALTER SYSTEM SET ssl_ca_file = 'authority.crt'"_s);
    run(connection, u"ALTER SYSTEM SET ssl = on"_s);
    const QString loaded = u"SELECT pg_conf_load_time()::text"_s;
    const QString before = valueOf(connection, loaded);
    run(connection, u"SELECT pg_reload_conf()"_s);
    const bool on = QTest::qWaitFor(
        [&] {
            postgres::Connection newcomer = administrator();
            return valueOf(newcomer, loaded) != before && valueOf(newcomer, u"SHOW ssl"_s) == u"on";
        },
        60000);
    if (!on)
        qFatal("The test server does not encrypt.");
}

QString tlsFile(const QString &name)
{
    return QStringLiteral(CUTOVER_SOURCE_DIR "/tests/data/tls/") + name;
}

} // namespace testsupport
