// SPDX-License-Identifier: MIT
// The SQL box looks and never writes. Every attempt here is a real one, by a superuser where that is what makes it
// dangerous; after each of them everything must be as it was.

#include "browse/readonlyquery.h"
#include "postgres/connection.h"
#include "postgres/reader.h"
#include "support/pgbouncer.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QTest>
#include <future>
#include <optional>
#include <thread>

using namespace Qt::StringLiterals;
using browse::QueryAnswer;
using browse::QueryEnd;
using browse::QueryRequest;
using testsupport::TestServer;

namespace {

const QString reader = u"pg_read_all_data"_s;

/// A connection to make and to look at things with, and one for the box.
struct Session : postgres::Connection
{
    Session(postgres::Connection connection, postgres::Reader reading)
        : postgres::Connection(std::move(connection)), box(std::move(reading))
    {
    }
    postgres::Reader box;
};

Session open(const postgres::Settings &settings)
{
    auto connection = postgres::Connection::open(settings, u"test"_s);
    auto forBox = postgres::Reader::open(settings, u"box"_s);
    if (!connection || !forBox)
        qFatal("%s", qPrintable((connection ? forBox.error() : connection.error()).message));
    return {std::move(*connection), std::move(*forBox)};
}

void must(postgres::Connection &connection, const QString &sql)
{
    if (const auto done = connection.execute(sql); !done)
        qFatal("%s", qPrintable(sql + done.error().detail));
}

QueryAnswer ask(Session &session, const QueryRequest &request)
{
    return browse::runReadOnly(session.box, request, {}, {});
}

QString words(const QueryAnswer &answer)
{
    return answer.error ? answer.error->code + u": " + answer.error->message + u'\n' + answer.error->detail
                        : u"no error"_s;
}

QStringList firstRow(const QueryAnswer &answer)
{
    QStringList texts;
    for (const browse::QueryValue &value : answer.rows.value(0))
        texts += value.text.value_or(u"NULL"_s);
    return texts;
}

} // namespace

class TestReadOnlyQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rowsColumnsAndNotices();
    void everyKindOfValue();
    void manyColumns();
    void rowLimit();
    void byteLimit();
    void hugeValueIsCut();
    void rowsComeAsTheyAreMade();
    void stopEndsIt();
    void errorNamesItsPlace_data();
    void errorNamesItsPlace();
    void isRefused_data();
    void isRefused();
    void readerMayNot_data();
    void readerMayNot();
    void protectionTakenAway_data();
    void protectionTakenAway();
    void readerReadsEverything();
    void rowRulesAreNotSilent();
    void advisoryLocksAreGivenBack();
    void nothingIsHeard();
    void settingsDoNotStay();
    void throughAPool();
    void rights();
    void explain();
    void lostConnection();
    void onAStandby();
    void cleanupTestCase() { m_looker.reset(); }

private:
    QString state();
    std::optional<Session> m_looker;
    postgres::Settings m_settings;
    QTemporaryDir m_folder;
};

void TestReadOnlyQuery::initTestCase()
{
    QVERIFY(m_folder.isValid());
    TestServer::instance().giveTo(m_folder.path());
    m_settings = TestServer::instance().freshDatabase();
    auto connection = open(m_settings);
    must(connection,
         u"CREATE TABLE t (id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'one'), (2, NULL);"
         "CREATE SEQUENCE s; CREATE TABLE log (at timestamptz);"
         "CREATE FUNCTION writes() RETURNS int LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (now()); "
         "RETURN 1; END $$;"
         "CREATE FUNCTION unlocks() RETURNS int LANGUAGE plpgsql AS $$ BEGIN "
         "SET TRANSACTION READ WRITE; INSERT INTO log VALUES (now()); RETURN 1; END $$;"
         "CREATE FUNCTION resets() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN "
         "RESET transaction_read_only; INSERT INTO log VALUES (now()); RETURN nextval('s'); END $$;"
         "CREATE FUNCTION declared() RETURNS int LANGUAGE sql SET transaction_read_only = off AS "
         "$$ INSERT INTO log VALUES (now()) RETURNING 1 $$;"
         "CREATE PROCEDURE commits(INOUT n int) LANGUAGE plpgsql AS $$ BEGIN COMMIT; "
         "INSERT INTO log VALUES (now()); COMMIT; END $$;"
         "CREATE FUNCTION says() RETURNS int LANGUAGE plpgsql AS $$ BEGIN "
         "RAISE NOTICE 'hello' USING HINT = 'look'; RAISE WARNING 'careful'; RETURN 1; END $$;"
         "CREATE EXTENSION dblink; CREATE EXTENSION adminpack"_s);
}

/// All that a statement could have changed.
QString TestReadOnlyQuery::state()
{
    if (!m_looker)
        m_looker.emplace(open(m_settings));
    const auto row = m_looker->row(
        u"SELECT (SELECT array_agg(t) FROM t), (SELECT count(*) FROM log), (SELECT last_value::text || is_called FROM "
        u"s), "
        "(SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_proc), (SELECT count(*) FROM "
        "pg_largeobject_metadata), "
        "(SELECT count(*) FROM pg_roles), (SELECT count(*) FROM pg_prepared_xacts), "
        "(SELECT count(*) FROM pg_replication_slots), "
        "(SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'), (SELECT count(*) FROM pg_db_role_setting)"_s);
    if (!row)
        qFatal("%s", qPrintable(row.error().detail));
    const QStringList files = QDir(m_folder.path()).entryList(QDir::Files);
    return row->join(u'|') + u'|' + files.join(u',');
}

void TestReadOnlyQuery::rowsColumnsAndNotices()
{
    auto connection = open(m_settings);
    const QueryAnswer answer =
        ask(connection, {.sql = u"SELECT id, v, '' AS \"Ärger 😀\", says() FROM t ORDER BY id;"_s});
    QVERIFY2(!answer.error, qPrintable(words(answer)));
    QCOMPARE(answer.rows.size(), 2);
    QCOMPARE(firstRow(answer), (QStringList{u"1"_s, u"one"_s, QString(), u"1"_s}));
    QVERIFY(!answer.rows[1][1].text);
    QVERIFY(answer.rows[1][2].text);
    QCOMPARE(answer.columns[2].name, u"Ärger 😀"_s);
    QCOMPARE(answer.columns[0].type, u"integer"_s);
    QCOMPARE(answer.columns[1].type, u"text"_s);
    QCOMPARE(answer.end, QueryEnd::Complete);
    QVERIFY(answer.firstRowMilliseconds >= 0 && answer.milliseconds >= answer.firstRowMilliseconds);
    QCOMPARE(answer.notices.size(), 4);
    QCOMPARE(answer.notices[0].message, u"hello"_s);
    QCOMPARE(answer.notices[0].detail, u"look"_s);
    QCOMPARE(answer.notices[1].severity, u"WARNING"_s);
}

void TestReadOnlyQuery::everyKindOfValue()
{
    auto connection = open(m_settings);
    const QueryAnswer answer =
        ask(connection, {.sql = u"SELECT 123456789012345678901234567890.123456789::numeric, 'infinity'::timestamptz, "
                                "'0044-03-15 BC'::date, 'NaN'::float8, 0.1::float8 + 0.2::float8, '2024-01-02 "
                                "03:04:05.678901+02'::timestamptz,"
                                "'\\x00ff'::bytea, ARRAY[1,NULL,3], int4range(1,5), ROW(1,'a b'), '{\"a\": 1}'::jsonb, "
                                "'1 mon -2 days'::interval"_s});
    QVERIFY2(!answer.error, qPrintable(words(answer)));
    QCOMPARE(firstRow(answer),
             (QStringList{u"123456789012345678901234567890.123456789"_s, u"infinity"_s, u"0044-03-15 BC"_s, u"NaN"_s,
                          u"0.30000000000000004"_s, u"2024-01-02 01:04:05.678901+00"_s, u"\\x00ff"_s, u"{1,NULL,3}"_s,
                          u"[1,5)"_s, u"(1,\"a b\")"_s, u"{\"a\": 1}"_s, u"1 mon -2 days"_s}));
}

void TestReadOnlyQuery::manyColumns()
{
    auto connection = open(m_settings);
    QStringList columns;
    for (int i = 0; i < 1600; ++i)
        columns += u"%1 AS c%1"_s.arg(i);
    const QueryAnswer answer = ask(connection, {.sql = u"SELECT "_s + columns.join(u',')});
    QVERIFY2(!answer.error, qPrintable(words(answer)));
    QCOMPARE(answer.columns.size(), 1600);
    QCOMPARE(answer.columns.last().type, u"integer"_s);
    QCOMPARE(firstRow(answer).last(), u"1599"_s);
}

void TestReadOnlyQuery::rowLimit()
{
    auto connection = open(m_settings);
    QElapsedTimer clock;
    clock.start();
    QueryAnswer answer = ask(connection, {.sql = u"SELECT generate_series(1, 2000000000)"_s, .limits = {.rows = 10}});
    QVERIFY2(!answer.error, qPrintable(words(answer)));
    QCOMPARE(answer.rows.size(), 10);
    QCOMPARE(answer.end, QueryEnd::RowLimit);
    QCOMPARE(answer.columns[0].type, u"integer"_s);
    QVERIFY(clock.elapsed() < 60000);
    answer = ask(connection, {.sql = u"SELECT generate_series(1, 10)"_s, .limits = {.rows = 10}});
    QCOMPARE(answer.rows.size(), 10);
    QCOMPARE(answer.end, QueryEnd::Complete);
}

void TestReadOnlyQuery::byteLimit()
{
    auto connection = open(m_settings);
    const QueryAnswer answer = ask(connection, {.sql = u"SELECT repeat('x', 1000) FROM generate_series(1, 1000000)"_s,
                                                .limits = {.rows = 1000000, .bytes = 10000}});
    QVERIFY2(!answer.error, qPrintable(words(answer)));
    QCOMPARE(answer.end, QueryEnd::ByteLimit);
    QCOMPARE(answer.rows.size(), 11);
}

void TestReadOnlyQuery::hugeValueIsCut()
{
    auto connection = open(m_settings);
    const QueryAnswer answer =
        ask(connection, {.sql = u"SELECT repeat('é', 1000000), repeat('é', 3)"_s, .limits = {.valueBytes = 101}});
    QVERIFY2(!answer.error, qPrintable(words(answer)));
    const browse::QueryValue &value = answer.rows[0][0];
    QVERIFY(value.cut);
    QCOMPARE(value.bytes, 2000000);
    QCOMPARE(*value.text, u"é"_s.repeated(50));
    QVERIFY(!answer.rows[0][1].cut);
}

void TestReadOnlyQuery::rowsComeAsTheyAreMade()
{
    auto connection = open(m_settings);
    std::stop_source stop;
    qsizetype seen = 0;
    int calls = 0;
    const QueryAnswer answer = browse::runReadOnly(
        connection.box, {.sql = u"SELECT repeat('x', 10000), pg_sleep(0.02) FROM generate_series(1, 1000000) n"_s},
        [&](const QList<browse::QueryColumn> &columns, const QList<browse::QueryRow> &rows) {
            QCOMPARE(columns.size(), 2);
            seen += rows.size();
            if (++calls == 4)
                stop.request_stop();
        },
        stop.get_token());
    QVERIFY(answer.error);
    QCOMPARE(answer.error->code, QString(base::stoppedCode));
    QVERIFY(answer.rows.size() > 1);
    QCOMPARE(answer.rows.size(), seen);
}

void TestReadOnlyQuery::stopEndsIt()
{
    auto connection = open(m_settings);
    std::stop_source stop;
    auto stopper = std::async(std::launch::async, [&stop] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        stop.request_stop();
    });
    QElapsedTimer clock;
    clock.start();
    const QueryAnswer answer =
        browse::runReadOnly(connection.box, {.sql = u"SELECT pg_sleep(500)"_s}, {}, stop.get_token());
    QVERIFY(clock.elapsed() < 60000);
    QCOMPARE(answer.error->code, QString(base::stoppedCode));
    QCOMPARE(firstRow(ask(connection, {.sql = u"SELECT 7"_s})), QStringList(u"7"_s));
    const QueryAnswer before =
        browse::runReadOnly(connection.box, {.sql = u"SELECT pg_sleep(500)"_s}, {}, stop.get_token());
    QCOMPARE(before.error->code, QString(base::stoppedCode));
}

void TestReadOnlyQuery::errorNamesItsPlace_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<qsizetype>("at");
    QTest::addRow("unknown column") << u"SELECT\n  nope FROM t"_s << qsizetype(9);
    QTest::addRow("after an emoji") << u"SELECT '😀', nope FROM t"_s << qsizetype(13);
    QTest::addRow("at its end") << u"SELECT (1"_s << qsizetype(9);
    QTest::addRow("no place") << u"SELECT 1/0"_s << qsizetype(-1);
}

void TestReadOnlyQuery::errorNamesItsPlace()
{
    QFETCH(const QString, sql);
    QFETCH(const qsizetype, at);
    auto connection = open(m_settings);
    const QueryAnswer answer = ask(connection, {.sql = sql});
    QVERIFY(answer.error);
    QCOMPARE(answer.errorAt, at);
    QVERIFY2(answer.error->message.startsWith(u"The server refused the statement: "), qPrintable(words(answer)));
    const QueryAnswer explained = ask(connection, {.sql = sql, .explain = browse::ExplainKind::Measured});
    QVERIFY(explained.error);
    QCOMPARE(explained.errorAt, at);
}

/// As a superuser with all rights: what remains is that nothing can be written.
void TestReadOnlyQuery::isRefused_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("code");
    const QString file = m_folder.filePath(u"out"_s);
    const auto row = [](const char *name, const QString &sql, const QString &code) {
        QTest::addRow("%s", name) << sql << code;
    };
    // Statements that do something: they are never begun.
    for (const char *sql : {"INSERT INTO t VALUES (3)",
                            "UPDATE t SET v = 'x'",
                            "DELETE FROM t",
                            "TRUNCATE t",
                            "CREATE TABLE x ()",
                            "CREATE TEMP TABLE x ()",
                            "CREATE TABLE x AS SELECT 1",
                            "SELECT 1 INTO x",
                            "DROP TABLE t",
                            "ALTER TABLE t ADD x int",
                            "GRANT SELECT ON t TO PUBLIC",
                            "COMMENT ON TABLE t IS 'x'",
                            "COMMIT",
                            "COMMIT AND CHAIN",
                            "ROLLBACK",
                            "ROLLBACK AND CHAIN",
                            "END",
                            "ABORT",
                            "BEGIN",
                            "START TRANSACTION READ WRITE",
                            "SAVEPOINT x",
                            "PREPARE TRANSACTION 'x'",
                            "COMMIT PREPARED 'x'",
                            "SET TRANSACTION READ WRITE",
                            "SET transaction_read_only = off",
                            "SET LOCAL transaction_read_only = off",
                            "RESET transaction_read_only",
                            "SET default_transaction_read_only = off",
                            "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
                            "SET ROLE NONE",
                            "RESET ROLE",
                            "RESET ALL",
                            "SET SESSION AUTHORIZATION DEFAULT",
                            "SET work_mem = '1GB'",
                            "DISCARD ALL",
                            "LISTEN x",
                            "UNLISTEN *",
                            "NOTIFY x",
                            "DO $$ BEGIN INSERT INTO log VALUES (now()); COMMIT; END $$",
                            "DO $$ BEGIN COMMIT; END $$",
                            "DO $$ BEGIN RESET transaction_read_only; PERFORM nextval('s'); END $$",
                            "LOCK TABLE t",
                            "LOAD 'auto_explain'",
                            "VACUUM t",
                            "ANALYZE t",
                            "CHECKPOINT",
                            "CLUSTER",
                            "REINDEX TABLE t",
                            "REFRESH MATERIALIZED VIEW x",
                            "PREPARE x AS DELETE FROM t",
                            "DEALLOCATE ALL",
                            "DECLARE c CURSOR WITH HOLD FOR SELECT 1",
                            "ALTER SYSTEM SET work_mem = '1GB'",
                            "ALTER DATABASE postgres SET work_mem = '1GB'",
                            "CREATE ROLE x SUPERUSER",
                            "CREATE DATABASE x",
                            "COPY t TO STDOUT",
                            "COPY t FROM STDIN",
                            "-- nothing but this"})
        row(sql, QString::fromLatin1(sql), u"no-rows"_s);
    row("nothing", {}, u"no-rows"_s);
    row("COPY to a program", u"COPY t TO PROGRAM 'cat > %1'"_s.arg(file), u"no-rows"_s);
    row("COPY to a file", u"COPY t TO '%1'"_s.arg(file), u"no-rows"_s);
    row("COPY from a program", u"COPY t FROM PROGRAM 'touch %1'"_s.arg(file), u"no-rows"_s);
    row("DO that copies", u"DO $$ BEGIN COPY t TO PROGRAM 'cat > %1'; END $$"_s.arg(file), u"no-rows"_s);
    // Statements that would show something.
    row("two statements", u"SELECT 1; SELECT 2"_s, u"sql"_s);
    row("a way out of ours", u"SELECT 1; COMMIT; DELETE FROM t"_s, u"sql"_s);
    row("INSERT … RETURNING", u"INSERT INTO t VALUES (3) RETURNING id"_s, u"would-write"_s);
    row("MERGE inside WITH", u"WITH d AS (DELETE FROM t RETURNING id) SELECT * FROM d"_s, u"would-write"_s);
    row("EXPLAIN ANALYZE", u"EXPLAIN ANALYZE DELETE FROM t"_s, u"would-write"_s);
    row("FOR UPDATE", u"SELECT * FROM t FOR UPDATE"_s, u"would-write"_s);
    row("nextval", u"SELECT nextval('s')"_s, u"would-write"_s);
    row("setval", u"SELECT setval('s', 100)"_s, u"would-write"_s);
    row("a function that writes", u"SELECT writes()"_s, u"would-write"_s);
    row("a function that unlocks", u"SELECT unlocks()"_s, u"would-write"_s);
    row("a function declared to", u"SELECT declared()"_s, u"would-write"_s);
    row("set_config", u"SELECT set_config('transaction_read_only', 'off', true), writes()"_s, u"would-write"_s);
    row("a procedure that commits", u"CALL commits(1)"_s, u"would-write"_s);
    row("a value is wanted", u"SELECT $1::int"_s, u"has-parameters"_s);
    row("an unknown prepared one", u"EXECUTE x"_s, u"no-rows"_s);
    row("zero", u"SELECT 1"_s + QChar(0) + u"; DELETE FROM t"_s, u"sql"_s);
}

void TestReadOnlyQuery::isRefused()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, code);
    const QString before = state();
    {
        auto connection = open(m_settings);
        const QueryAnswer answer = ask(connection, {.sql = sql});
        QVERIFY(answer.error);
        QVERIFY2(answer.error->code == code, qPrintable(words(answer)));
        QVERIFY(!answer.error->message.isEmpty());
        QVERIFY(answer.rows.isEmpty());
        // The box goes on, and is as read-only as before.
        QCOMPARE(firstRow(ask(connection, {.sql = u"SHOW transaction_read_only"_s})), QStringList(u"on"_s));
    }
    QTRY_COMPARE_WITH_TIMEOUT(state(), before, 30000);
}

/// What reaches beyond the database, for which only a superuser has the right: with the reading role it is refused.
void TestReadOnlyQuery::readerMayNot_data()
{
    QTest::addColumn<QString>("sql");
    const QString file = m_folder.filePath(u"out"_s);
    QTest::addRow("read a file") << u"SELECT pg_read_file('/etc/passwd')"_s;
    QTest::addRow("read a binary file") << u"SELECT pg_read_binary_file('/etc/passwd')"_s;
    QTest::addRow("list a folder") << u"SELECT pg_ls_dir('/')"_s;
    QTest::addRow("write a file") << u"SELECT pg_file_write('%1', 'x', false)"_s.arg(file);
    QTest::addRow("export a large object") << u"SELECT lo_export(1, '%1')"_s.arg(file);
    QTest::addRow("import a large object") << u"SELECT lo_import('/etc/passwd')"_s;
    QTest::addRow("end another session") << u"SELECT pg_terminate_backend(%1)"_s;
    QTest::addRow("cancel another session") << u"SELECT pg_cancel_backend(%1)"_s;
    QTest::addRow("reload the settings") << u"SELECT pg_reload_conf()"_s;
    QTest::addRow("switch the log") << u"SELECT pg_switch_wal()"_s;
    QTest::addRow("make a replication slot") << u"SELECT pg_create_physical_replication_slot('x')"_s;
    QTest::addRow("forget the statistics") << u"SELECT pg_stat_reset()"_s;
    QTest::addRow("write through a connection of its own")
        << u"SELECT dblink_exec('host=%1 port=%2 dbname=%3 user=%4', 'DELETE FROM t')"_s.arg(
               m_settings.host, m_settings.port, m_settings.database, m_settings.user);
    QTest::addRow("write") << u"SELECT writes()"_s;
    QTest::addRow("reset and write") << u"SELECT resets()"_s;
}

void TestReadOnlyQuery::readerMayNot()
{
    QFETCH(const QString, sql);
    auto other = open(m_settings);
    const QString before = state();
    {
        auto connection = open(m_settings);
        const QueryAnswer answer =
            ask(connection, {.sql = QString(sql).replace(u"%1"_s, QString::number(other.backend())), .role = reader});
        QVERIFY(answer.error);
        QVERIFY2(answer.error->code == u"no-rights" || answer.error->code == u"would-write" ||
                     answer.error->code == u"sql",
                 qPrintable(words(answer)));
        QCOMPARE(firstRow(ask(connection, {.sql = u"SELECT current_user"_s})), QStringList(m_settings.user));
    }
    QVERIFY(other.value(u"SELECT 1"_s));
    QTRY_COMPARE_WITH_TIMEOUT(state(), before, 30000);
}

/// Before version 16, a setting could be taken back to what it was at the start of the session without being asked,
/// and that was read-write. Rows are safe even so, as all is rolled back, and the reading role may not move a sequence.
void TestReadOnlyQuery::protectionTakenAway_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addRow("by a function") << u"SELECT resets()"_s;
    QTest::addRow("by set_config") << u"SELECT set_config('transaction_read_only', NULL, true), writes()"_s;
}

void TestReadOnlyQuery::protectionTakenAway()
{
    QFETCH(const QString, sql);
    auto connection = open(m_settings);
    const auto rows = [&] { return connection.value(u"SELECT count(*) FROM log"_s).value(); };
    QCOMPARE(rows(), u"0"_s);
    static_cast<void>(ask(connection, {.sql = sql}));
    QCOMPARE(rows(), u"0"_s);
    QCOMPARE(firstRow(ask(connection, {.sql = u"SHOW transaction_read_only"_s})), QStringList(u"on"_s));
    const QString before = state();
    const QueryAnswer answer = ask(
        connection, {.sql = u"SELECT set_config('transaction_read_only', NULL, true), nextval('s')"_s, .role = reader});
    QVERIFY(answer.error);
    QCOMPARE(state(), before);
}

void TestReadOnlyQuery::readerReadsEverything()
{
    auto connection = open(m_settings);
    must(connection,
         u"CREATE SCHEMA IF NOT EXISTS closed; CREATE TABLE closed.c (id int); INSERT INTO closed.c VALUES (5)"_s);
    const QueryAnswer answer =
        ask(connection, {.sql = u"SELECT id, current_user FROM c"_s, .searchPath = {u"closed"_s}, .role = reader});
    QVERIFY2(!answer.error, qPrintable(words(answer)));
    QCOMPARE(firstRow(answer), (QStringList{u"5"_s, reader}));
    must(connection, u"DROP SCHEMA closed CASCADE"_s);
}

void TestReadOnlyQuery::rowRulesAreNotSilent()
{
    auto connection = open(m_settings);
    must(connection,
         u"CREATE TABLE ruled (id int); INSERT INTO ruled VALUES (1); ALTER TABLE ruled ENABLE ROW LEVEL SECURITY"_s);
    QCOMPARE(ask(connection, {.sql = u"SELECT * FROM ruled"_s}).rows.size(), 1);
    const QueryAnswer answer = ask(connection, {.sql = u"SELECT * FROM ruled"_s, .role = reader});
    QVERIFY(answer.error); // instead of no rows, which would be a lie
    must(connection, u"DROP TABLE ruled"_s);
}

void TestReadOnlyQuery::advisoryLocksAreGivenBack()
{
    auto connection = open(m_settings);
    QVERIFY(!ask(connection, {.sql = u"SELECT pg_advisory_lock(42)"_s}).error);
    QCOMPARE(connection.value(u"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"_s).value(), u"0"_s);
}

void TestReadOnlyQuery::nothingIsHeard()
{
    auto listener = open(m_settings);
    must(listener, u"LISTEN x"_s);
    auto connection = open(m_settings);
    QVERIFY(!ask(connection, {.sql = u"SELECT pg_notify('x', 'y')"_s}).error);
    must(connection, u"SELECT 1"_s);
    QCOMPARE(listener.value(u"SELECT 1"_s).value(), u"1"_s);
    auto sender = open(m_settings);
    must(sender, u"LISTEN x; NOTIFY x"_s); // the queue works, only nothing came before it
    QCOMPARE(listener.value(u"SELECT pg_notification_queue_usage()"_s).value(), u"0"_s);
}

void TestReadOnlyQuery::settingsDoNotStay()
{
    auto connection = open(m_settings);
    const auto shown = [&]() -> QString {
        return connection.box.exchange(u"SELECT current_setting('work_mem'), current_setting('role')"_s, u"x"_s)
            .value()
            .join(u'|');
    };
    const QString before = shown();
    const QueryAnswer answer =
        ask(connection,
            {.sql = u"SELECT set_config('work_mem', '123MB', false), set_config('role', 'pg_monitor', false)"_s});
    QVERIFY2(!answer.error, qPrintable(words(answer)));
    QCOMPARE(shown(), before);
}

/// A pool that gives each transaction another session: nothing may rely on one, and nothing may be left in one.
void TestReadOnlyQuery::throughAPool()
{
    const testsupport::PgBouncer pool(m_settings, u"transaction"_s, 1);
    auto first = open(pool.settings());
    auto second = open(pool.settings());
    QCOMPARE(firstRow(ask(first, {.sql = u"SELECT v FROM t WHERE id = 1"_s})), QStringList(u"one"_s));
    QVERIFY(!ask(first, {.sql = u"SELECT pg_advisory_lock(42), set_config('work_mem', '123MB', false)"_s}).error);
    QCOMPARE(firstRow(ask(second, {.sql = u"SELECT count(*), current_setting('work_mem') <> '123MB' FROM pg_locks "
                                          "WHERE locktype = 'advisory'"_s})),
             (QStringList{u"0"_s, u"t"_s}));
    QCOMPARE(ask(second, {.sql = u"SELECT writes()"_s}).error->code, u"would-write"_s);
    QCOMPARE(ask(first, {.sql = u"COMMIT"_s}).error->code, u"no-rows"_s);
    QCOMPARE(ask(first, {.sql = u"SELECT generate_series(1, 1000000)"_s, .limits = {.rows = 5}}).rows.size(), 5);
    QCOMPARE(firstRow(ask(second, {.sql = u"SHOW transaction_read_only"_s})), QStringList(u"on"_s));
}

void TestReadOnlyQuery::rights()
{
    auto connection = open(m_settings);
    auto rights = browse::readQueryRights(connection.box, u"public"_s);
    QVERIFY(rights);
    QVERIFY(rights->superuser);
    QCOMPARE(rights->user, m_settings.user);
    if (connection.serverVersion() >= 140000) {
        QCOMPARE(rights->readingRole, reader);
        QVERIFY(rights->sqlForRole.isEmpty());
    } else {
        QVERIFY(rights->sqlForRole.contains(u"\"public\""));
        must(connection, rights->sqlForRole);
        rights = browse::readQueryRights(connection.box, u"public"_s);
        QCOMPARE(rights->readingRole, u"cutover_reader"_s);
    }
    must(connection, u"DROP ROLE IF EXISTS plain_user; CREATE ROLE plain_user LOGIN PASSWORD 'x'"_s);
    postgres::Settings plainSettings = m_settings;
    plainSettings.user = u"plain_user"_s;
    plainSettings.password = base::Secret(u"x"_s);
    auto plainSession = open(plainSettings);
    const auto plain = browse::readQueryRights(plainSession.box, u"public"_s);
    QVERIFY(!plain->superuser);
    QVERIFY(plain->readingRole.isEmpty() && plain->sqlForRole.isEmpty());
    must(connection, u"DROP ROLE plain_user"_s);
}

void TestReadOnlyQuery::explain()
{
    auto connection = open(m_settings);
    for (const auto kind : {browse::ExplainKind::Estimated, browse::ExplainKind::Measured}) {
        const QueryAnswer answer = ask(connection, {.sql = u"SELECT * FROM t"_s, .explain = kind});
        QVERIFY2(!answer.error, qPrintable(words(answer)));
        QVERIFY(firstRow(answer)[0].contains(u"\"Seq Scan\""));
        QCOMPARE(firstRow(answer)[0].contains(u"Actual"), kind == browse::ExplainKind::Measured);
    }
    const QString before = state();
    QVERIFY(!ask(connection, {.sql = u"DELETE FROM t"_s, .explain = browse::ExplainKind::Estimated}).error);
    QCOMPARE(ask(connection, {.sql = u"DELETE FROM t"_s, .explain = browse::ExplainKind::Measured}).error->code,
             u"would-write"_s);
    QCOMPARE(state(), before);
}

void TestReadOnlyQuery::lostConnection()
{
    auto connection = open(m_settings);
    auto other = open(m_settings);
    must(other, u"SELECT pg_terminate_backend(%1)"_s.arg(
                    firstRow(ask(connection, {.sql = u"SELECT pg_backend_pid()"_s})).value(0)));
    const QueryAnswer answer = ask(connection, {.sql = u"SELECT 1"_s});
    QCOMPARE(answer.error->code, u"connection-lost"_s);
    QVERIFY(!connection.box.alive());
    auto again = open(m_settings);
    const QueryAnswer during = ask(again, {.sql = u"SELECT 1 FROM pg_terminate_backend(pg_backend_pid())"_s});
    QCOMPARE(during.error->code, u"connection-lost"_s);
}

/// The last one: the server is another one meanwhile.
void TestReadOnlyQuery::onAStandby()
{
    m_looker.reset();
    TestServer::instance().startAsStandby();
    {
        auto connection = open(m_settings);
        const QueryAnswer answer = ask(connection, {.sql = u"SELECT v FROM t WHERE id = 1"_s});
        QVERIFY2(!answer.error, qPrintable(words(answer)));
        QCOMPARE(firstRow(answer), QStringList(u"one"_s));
        QCOMPARE(ask(connection, {.sql = u"SELECT nextval('s')"_s}).error->code, u"would-write"_s);
    }
    TestServer::instance().stopAndStart();
}

QTEST_GUILESS_MAIN(TestReadOnlyQuery)
#include "tst_readonlyquery.moc"
