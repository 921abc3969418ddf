// SPDX-License-Identifier: MIT
#include "postgres/connection.h"
#include "support/testserver.h"

#include <QtTest>
#include <libpq-fe.h>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using postgres::Connection;
using postgres::Transaction;

class TestConnection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void statements();
    void exactValues_data();
    void exactValues();
    void sessionSettings_data();
    void sessionSettings();
    void oddNames_data();
    void oddNames();
    void moved();
    void errors_data();
    void errors();
    void missingRights();
    void lockTimeout();
    void lostConnection_data();
    void lostConnection();
    void stopped();
    void stoppedBeforehand();
    void transactionRollsBackByScope();
    void transactionCommits();
    void failedTransactionDoesNotCommit();
    void deferredConstraintFailsAtCommit();
    void errorCodes_data();
    void errorCodes();
};

namespace {

Connection connectTo(const postgres::Settings &settings)
{
    auto connection = Connection::open(settings, u"tst_connection"_s);
    if (!connection)
        qFatal("%s %s", qPrintable(connection.error().message), qPrintable(connection.error().detail));
    return std::move(*connection);
}

postgres::Settings freshDatabase()
{
    return testsupport::TestServer::instance().freshDatabase();
}

} // namespace

void TestConnection::statements()
{
    Connection connection = connectTo(freshDatabase());
    QVERIFY(connection.alive());
    QVERIFY(connection.serverVersion() >= 120000);
    QVERIFY(connection.execute(
        u"CREATE TABLE t (a int PRIMARY KEY, b text); INSERT INTO t VALUES (1, 'what?'), (2, NULL)"_s));
    QCOMPARE(*connection.value(u"SELECT b FROM t WHERE a = ?"_s, {1}), u"what?"_s);
    QCOMPARE(*connection.value(u"SELECT b FROM t WHERE a = 2"_s), QString());
    QCOMPARE(*connection.value(u"SELECT b FROM t WHERE a = 3"_s), QString());
    QCOMPARE(*connection.value(u"SELECT count(*) FROM t WHERE b LIKE '%?'"_s), u"1"_s);
    QCOMPARE(*connection.value(u"SELECT b FROM t WHERE b = ?"_s, {u"it's; -- ?"_s}), QString());
    auto query = connection.select(u"SELECT a, b FROM t ORDER BY a"_s);
    QVERIFY(query);
    QVERIFY(query->next());
    QCOMPARE(query->value(1).toString(), u"what?"_s);
    QVERIFY(query->next());
    QVERIFY(query->isNull(1));
    QVERIFY(!query->next());
}

void TestConnection::exactValues_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("expected");
    QTest::addRow("numeric") << u"12345678901234567890.123456789::numeric"_s << u"12345678901234567890.123456789"_s;
    QTest::addRow("largest bigint") << u"9223372036854775807"_s << u"9223372036854775807"_s;
    QTest::addRow("double") << u"0.1::float8 + 0.2::float8"_s << u"0.30000000000000004"_s;
    QTest::addRow("timestamp") << u"timestamp '2024-01-02 03:04:05.123456'"_s << u"2024-01-02 03:04:05.123456"_s;
    QTest::addRow("before Christ") << u"timestamp '0044-03-15 12:00 BC'"_s << u"0044-03-15 12:00:00 BC"_s;
    QTest::addRow("infinity") << u"'infinity'::timestamptz"_s << u"infinity"_s;
    QTest::addRow("time zone") << u"timestamptz '2024-01-02 03:04:05+02'"_s << u"2024-01-02 01:04:05+00"_s;
    QTest::addRow("boolean") << u"true"_s << u"t"_s;
    QTest::addRow("text") << u"U&'\\00E9\\+01F600'"_s << u"é😀"_s;
}

void TestConnection::exactValues()
{
    QFETCH(QString, expression);
    QFETCH(QString, expected);
    Connection connection = connectTo(testsupport::TestServer::instance().superuser());
    QCOMPARE(connection.value(u"SELECT "_s + expression).value_or(u"error"_s), expected);
}

void TestConnection::sessionSettings_data()
{
    QTest::addColumn<QString>("expected");
    QTest::addRow("client_encoding") << u"UTF8"_s;
    QTest::addRow("DateStyle") << u"ISO, YMD"_s;
    QTest::addRow("TimeZone") << u"UTC"_s;
    QTest::addRow("extra_float_digits") << u"3"_s;
    QTest::addRow("standard_conforming_strings") << u"on"_s;
    QTest::addRow("synchronize_seqscans") << u"off"_s;
    QTest::addRow("statement_timeout") << u"0"_s;
    QTest::addRow("client_min_messages") << u"warning"_s;
    QTest::addRow("application_name") << u"tst_connection"_s;
    QTest::addRow("client_connection_check_interval") << u"5s"_s;
}

void TestConnection::sessionSettings()
{
    QFETCH(QString, expected);
    const postgres::Settings settings = freshDatabase();
    Connection administrator = connectTo(settings);
    QVERIFY(administrator.execute(
        u"ALTER DATABASE %1 SET statement_timeout = '30s'; ALTER DATABASE %1 SET timezone = 'Asia/Tokyo'"_s.arg(
            settings.database)));
    Connection connection = connectTo(settings);
    QCOMPARE(connection.value(u"SHOW "_s + QString::fromUtf8(QTest::currentDataTag())).value_or(u"error"_s), expected);
}

void TestConnection::oddNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("password");
    QTest::addRow("quotes") << uR"(it's "odd")"_s << uR"(p'w"x)"_s;
    QTest::addRow("backslash and semicolon") << uR"(a\b;c)"_s << uR"(\;\';=)"_s;
    QTest::addRow("spaces and emoji") << u" 🐘 é "_s << u"  ä 🗝 "_s;
    QTest::addRow("looks like options") << u"x sslmode=disable"_s << u"' host=elsewhere"_s;
}

void TestConnection::oddNames()
{
    QFETCH(QString, name);
    QFETCH(QString, password);
    postgres::Settings settings = testsupport::TestServer::instance().superuser();
    Connection administrator = connectTo(settings);
    const QString quotedName = u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"';
    const QString quotedPassword = u'\'' + QString(password).replace(u'\'', u"''"_s) + u'\'';
    QVERIFY(administrator.execute(u"CREATE ROLE "_s + quotedName + u" LOGIN PASSWORD "_s + quotedPassword));
    QVERIFY(administrator.execute(u"CREATE DATABASE "_s + quotedName + u" OWNER "_s + quotedName));
    settings.user = name;
    settings.database = name;
    settings.password = base::Secret(password);
    Connection connection = connectTo(settings);
    QCOMPARE(*connection.value(u"SELECT current_database() || '/' || current_user"_s), name + u'/' + name);
}

void TestConnection::moved()
{
    Connection first = connectTo(freshDatabase());
    Connection second = std::move(first);
    QCOMPARE(*second.value(u"SELECT 1"_s), u"1"_s);
    first = connectTo(freshDatabase());
    second = std::move(first);
    QCOMPARE(*second.value(u"SELECT 2"_s), u"2"_s);
}

void TestConnection::errors_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("sqlState");
    QTest::addRow("syntax") << u"SELEC 1"_s << u"sql"_s << u"42601"_s;
    QTest::addRow("unique") << u"INSERT INTO t VALUES (1)"_s << u"sql"_s << u"23505"_s;
    QTest::addRow("no table") << u"SELECT * FROM nowhere"_s << u"objects-gone"_s << u"42P01"_s;
    QTest::addRow("zero character") << QString(u"SELECT '"_s + QChar(QChar::Null) + u'\'') << u"sql"_s << u"22021"_s;
    QTest::addRow("second of two") << u"SELECT 1; SELECT 1/0"_s << u"sql"_s << u"22012"_s;
    QTest::addRow("copy is not for here") << u"COPY t FROM STDIN"_s << u"sql"_s << u"XX000"_s;
    QTest::addRow("nor is reading one") << u"COPY t TO STDOUT"_s << u"sql"_s << u"XX000"_s;
}

void TestConnection::errors()
{
    QFETCH(QString, sql);
    QFETCH(QString, code);
    QFETCH(QString, sqlState);
    Connection connection = connectTo(freshDatabase());
    QVERIFY(connection.execute(u"CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (1)"_s));
    const auto result = connection.execute(sql);
    QVERIFY(!result);
    QCOMPARE(result.error().code, code);
    QVERIFY2(result.error().detail.contains(sqlState), qPrintable(result.error().detail));
    QVERIFY(result.error().message.startsWith(u"The statement “"));
    QCOMPARE(connection.value(u"SELECT count(*) FROM t"_s).value_or(u"error"_s), u"1"_s);
}

void TestConnection::missingRights()
{
    postgres::Settings settings = freshDatabase();
    Connection administrator = connectTo(settings);
    QVERIFY(administrator.execute(u"CREATE TABLE t (a int); CREATE ROLE guest LOGIN PASSWORD 'guestword'"_s));
    settings.user = u"guest"_s;
    settings.password = base::Secret(u"guestword"_s);
    Connection guest = connectTo(settings);
    QCOMPARE(guest.execute(u"DELETE FROM t"_s).error().code, u"no-rights"_s);
    QCOMPARE(guest.select(u"SELECT * FROM t"_s).error().code, u"no-rights"_s);
    QCOMPARE(guest.value(u"SELECT a FROM t WHERE a = ?"_s, {1}).error().code, u"no-rights"_s);
}

void TestConnection::lockTimeout()
{
    const postgres::Settings settings = freshDatabase();
    Connection holder = connectTo(settings);
    QVERIFY(holder.execute(u"CREATE TABLE t (a int)"_s));
    QVERIFY(holder.execute(u"BEGIN; LOCK TABLE t"_s));
    Connection waiter = connectTo(settings);
    QCOMPARE(waiter.execute(u"SET lock_timeout = '50ms'; SELECT * FROM t"_s).error().code, u"locked"_s);
    QCOMPARE(waiter.execute(u"SET lock_timeout = 0; SET statement_timeout = '50ms'; SELECT * FROM t"_s).error().code,
             u"statement-timeout"_s);
}

void TestConnection::lostConnection_data()
{
    QTest::addColumn<bool>("byQuery");
    QTest::addRow("execute") << false;
    QTest::addRow("select") << true;
}

void TestConnection::lostConnection()
{
    QFETCH(bool, byQuery);
    const postgres::Settings settings = freshDatabase();
    Connection victim = connectTo(settings);
    Connection killer = connectTo(settings);
    auto transaction = Transaction::begin(victim);
    QVERIFY(transaction);
    QCOMPARE(*killer.value(u"SELECT pg_terminate_backend("_s + QString::number(PQbackendPID(victim.handle())) +
                           u", 5000)"_s),
             u"t"_s);
    for (int attempt = 0; attempt < 2; ++attempt) {
        const QString code =
            byQuery ? victim.select(u"SELECT 1"_s).error().code : victim.execute(u"SELECT 1"_s).error().code;
        QCOMPARE(code, u"connection-lost"_s);
        QVERIFY(!victim.alive());
    }
    QCOMPARE(transaction->commit().error().code, u"connection-lost"_s);
}

void TestConnection::stopped()
{
    Connection connection = connectTo(freshDatabase());
    std::stop_source source;
    const auto guard = connection.cancelOnStop(source.get_token());
    auto transaction = Transaction::begin(connection);
    QVERIFY(transaction);
    QElapsedTimer clock;
    clock.start();
    std::thread stopper([&source] {
        std::this_thread::sleep_for(100ms);
        source.request_stop();
    });
    const auto result = connection.execute(u"SELECT pg_sleep(30)"_s);
    stopper.join();
    QVERIFY(clock.elapsed() < 1100);
    QCOMPARE(result.error().code, u"stopped"_s);
    QVERIFY(connection.execute(u"ROLLBACK"_s));
    QCOMPARE(*connection.value(u"SELECT 1"_s), u"1"_s);
}

void TestConnection::stoppedBeforehand()
{
    Connection connection = connectTo(freshDatabase());
    std::stop_source source;
    source.request_stop();
    {
        const auto guard = connection.cancelOnStop(source.get_token());
    }
    QCOMPARE(*connection.value(u"SELECT 1"_s), u"1"_s);
}

void TestConnection::transactionRollsBackByScope()
{
    Connection connection = connectTo(freshDatabase());
    {
        auto transaction = Transaction::begin(connection);
        QVERIFY(transaction);
        QVERIFY(connection.execute(u"CREATE TABLE t (a int)"_s));
    }
    QCOMPARE(*connection.value(u"SELECT to_regclass('t')"_s), QString());
    {
        auto transaction = Transaction::begin(connection);
        QVERIFY(transaction);
        QVERIFY(!connection.execute(u"SELECT 1/0"_s));
    }
    QCOMPARE(*connection.value(u"SELECT 1"_s), u"1"_s);
}

void TestConnection::transactionCommits()
{
    const postgres::Settings settings = freshDatabase();
    Connection connection = connectTo(settings);
    auto transaction = Transaction::begin(connection);
    QVERIFY(transaction);
    const Transaction moved = std::move(*transaction);
    QVERIFY(connection.execute(u"CREATE TABLE t (a int)"_s));
    QVERIFY(const_cast<Transaction &>(moved).commit());
    Connection other = connectTo(settings);
    QCOMPARE(*other.value(u"SELECT to_regclass('t')"_s), u"t"_s);
}

void TestConnection::failedTransactionDoesNotCommit()
{
    Connection connection = connectTo(freshDatabase());
    auto transaction = Transaction::begin(connection);
    QVERIFY(transaction);
    QVERIFY(connection.execute(u"CREATE TABLE t (a int)"_s));
    QVERIFY(!connection.execute(u"SELECT 1/0"_s));
    const auto committed = transaction->commit();
    QVERIFY(!committed);
    QCOMPARE(committed.error().code, u"sql"_s);
    QCOMPARE(*connection.value(u"SELECT to_regclass('t')"_s), QString());
}

void TestConnection::deferredConstraintFailsAtCommit()
{
    Connection connection = connectTo(freshDatabase());
    QVERIFY(connection.execute(u"CREATE TABLE p (a int PRIMARY KEY);"
                               "CREATE TABLE c (a int REFERENCES p DEFERRABLE INITIALLY DEFERRED)"_s));
    auto transaction = Transaction::begin(connection);
    QVERIFY(transaction);
    QVERIFY(connection.execute(u"INSERT INTO c VALUES (1)"_s));
    const auto committed = transaction->commit();
    QVERIFY(!committed);
    QVERIFY(committed.error().detail.contains(u"23503"));
    QCOMPARE(*connection.value(u"SELECT count(*) FROM c"_s), u"0"_s);
}

void TestConnection::errorCodes_data()
{
    QTest::addColumn<QString>("sqlState");
    QTest::addColumn<QString>("code");
    QTest::addRow("disk full") << u"53100"_s << u"disk-full"_s;
    QTest::addRow("deadlock") << u"40P01"_s << u"locked"_s;
    QTest::addRow("connections") << u"53300"_s << u"too-many-connections"_s;
    QTest::addRow("shut down") << u"57P01"_s << u"connection-lost"_s;
    QTest::addRow("crash") << u"57P02"_s << u"connection-lost"_s;
    QTest::addRow("protocol") << u"08P01"_s << u"connection-lost"_s;
    QTest::addRow("nothing") << QString() << u"connection-lost"_s;
    QTest::addRow("row too big") << u"54000"_s << u"limit-exceeded"_s;
    QTest::addRow("too many columns") << u"54011"_s << u"limit-exceeded"_s;
    QTest::addRow("read-only") << u"25006"_s << u"server-read-only"_s;
    QTest::addRow("memory") << u"53200"_s << u"server-memory"_s;
    QTest::addRow("input or output") << u"58030"_s << u"server-disk"_s;
    QTest::addRow("damaged") << u"XX001"_s << u"server-disk"_s;
    QTest::addRow("schema gone") << u"3F000"_s << u"objects-gone"_s;
    QTest::addRow("prepared for somebody else") << u"26000"_s << u"pooler"_s;
    QTest::addRow("anything else") << u"22003"_s << u"sql"_s;
}

void TestConnection::errorCodes()
{
    QFETCH(QString, sqlState);
    QFETCH(QString, code);
    const base::Error error = postgres::sqlError(u"creating table media"_s, sqlState, u"ERROR:  words"_s);
    QCOMPARE(error.code, code);
    QVERIFY(error.message.startsWith(u"Creating table media failed"));
    QVERIFY(error.detail.startsWith(u"ERROR:  words"));
    QVERIFY(error.detail.endsWith(sqlState));
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
