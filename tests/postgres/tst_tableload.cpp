// SPDX-License-Identifier: MIT
#include "support/loadedtable.h"

#include <QDir>
#include <QTest>
#include <thread>

using namespace Qt::StringLiterals;
using migration::ColumnPlan;
using migration::LoadedRows;
using schema::StorageClass;
using schema::TypeKind;
using testsupport::column;
using testsupport::LoadedTable;
using testsupport::spelledLike;

class TestTableLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stores_data();
    void stores();
    void keepsWhatTheCellDoesNot_data();
    void keepsWhatTheCellDoesNot();
    void namesTheKeyInTheAttic();
    void loadsRanges();
    void freezes();
    void spillsManyExceptions();
    void movesHugeValues();
    void reportsProgress();
    void stopsWhenAsked();
    void stopsWhileTheServerWaits();
    void leavesNothingOfAFailure_data();
    void leavesNothingOfAFailure();
    void noticesRowsThatTheServerLeavesOut();
    void makesTheJournalOnceForAll();
};

void TestTableLoad::stores_data()
{
    QTest::addColumn<ColumnPlan>("plan");
    QTest::addColumn<QString>("sqlite");
    QTest::addColumn<QString>("postgres");
    QTest::addColumn<int>("forms");
    QTest::addColumn<int>("attic");
    const auto row = [](const char *name, const ColumnPlan &plan, const char *sqlite, const char *postgres,
                        int forms = 0, int attic = 0) {
        QTest::addRow("%s", name) << plan << QString::fromUtf8(sqlite) << QString::fromUtf8(postgres) << forms << attic;
    };
    const ColumnPlan numeric = column(u"c"_s, TypeKind::Numeric);
    const ColumnPlan stamp = spelledLike(u"c"_s, TypeKind::Timestamp, "2024-01-01 00:00:00");
    const ColumnPlan zoned = spelledLike(u"c"_s, TypeKind::TimestampTz, "2024-01-01T00:00:00+02:00");
    row("bigint", column(u"c"_s, TypeKind::Bigint), "-9223372036854775808", "-9223372036854775808");
    row("text in bigint", column(u"c"_s, TypeKind::Bigint), "'x'", "(null)", 0, 1);
    row("double", column(u"c"_s, TypeKind::Double), "0.1", "0.1");
    row("infinity", column(u"c"_s, TypeKind::Double), "-9e999", "-Infinity");
    row("negative zero", column(u"c"_s, TypeKind::Double), "-0.0", "-0");
    row("numeric integer", numeric, "9223372036854775807", "9223372036854775807");
    row("numeric real", numeric, "12.0", "12.0");
    row("numeric small", numeric, "-0.000012345", "-0.000012345");
    row("numeric sum", numeric, "0.1+0.2", "0.30000000000000004");
    row("numeric large", numeric, "1e22", "10000000000000000000000.0");
    row("boolean", column(u"c"_s, TypeKind::Boolean), "1", "true");
    row("word", column(u"c"_s, TypeKind::Boolean), "'No'", "false", 1);
    row("date", column(u"c"_s, TypeKind::Date), "'0001-02-03'", "0001-02-03");
    row("timestamp", stamp, "'2024-02-29 23:59:59'", "2024-02-29 23:59:59");
    row("timestamp, other form", stamp, "'2024-02-29T23:59:59.5'", "2024-02-29 23:59:59.5", 1);
    row("timestamptz", zoned, "'2024-02-29T01:00:00+02:00'", "2024-02-28 23:00:00+00");
    row("end of years", zoned, "'9999-12-31T23:59:59-02:00'", "10000-01-01 01:59:59+00", 1);
    row("text", column(u"c"_s, TypeKind::Text), "'ä''\"\\'", "ä'\"\\");
    row("integer in text", column(u"c"_s, TypeKind::Text), "42", "42", 1);
    row("real in text", column(u"c"_s, TypeKind::Text), "0.1+0.2", "0.30000000000000004", 1);
    row("NUL in text", column(u"c"_s, TypeKind::Text), "CAST(x'610062' AS TEXT)", "ab", 0, 1);
    row("json", column(u"c"_s, TypeKind::Json), "'{\"b\": 1.0,  \"a\":2}'", "{\"b\": 1.0,  \"a\":2}");
    row("jsonb", column(u"c"_s, TypeKind::Jsonb), "'{\"b\": 1.0,  \"a\":2}'", "{\"a\": 2, \"b\": 1.0}", 1);
    row("bytea", column(u"c"_s, TypeKind::Bytea), "x'00ff'", "\\x00ff");
    row("text in bytea", column(u"c"_s, TypeKind::Bytea), "'a'", "\\x61", 1);
    row("uuid", column(u"c"_s, TypeKind::Uuid), "'00112233-4455-6677-8899-aabbccddeeff'",
        "00112233-4455-6677-8899-aabbccddeeff");
    row("null", column(u"c"_s, TypeKind::Text), "NULL", "(null)");
}

void TestTableLoad::stores()
{
    QFETCH(ColumnPlan, plan);
    QFETCH(QString, sqlite);
    QFETCH(QString, postgres);
    QFETCH(int, forms);
    QFETCH(int, attic);
    LoadedTable table(u"CREATE TABLE t(c); INSERT INTO t VALUES (" + sqlite + u')', testsupport::table(u"t"_s, {plan}));
    const auto loaded = table.load();
    QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().detail));
    QCOMPARE(loaded->rows, 1);
    QCOMPARE(loaded->forms, forms);
    QCOMPARE(loaded->attic, attic);
    QCOMPARE(table.value(u"SELECT coalesce(c::text, '(null)') FROM s.t"_s), postgres);
    QCOMPARE(table.value(u"SELECT count(*) FROM cutover.form"_s), QString::number(forms));
    QCOMPARE(table.value(u"SELECT count(*) FROM cutover.attic"_s), QString::number(attic));
}

void TestTableLoad::keepsWhatTheCellDoesNot_data()
{
    QTest::addColumn<ColumnPlan>("plan");
    QTest::addColumn<QString>("sqlite");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("kept");
    const ColumnPlan boolean = column(u"c"_s, TypeKind::Boolean);
    QTest::addRow("word") << boolean << u"'No'"_s << u"form"_s << u"text:\\x4e6f"_s;
    QTest::addRow("integer") << boolean << u"17"_s << u"attic"_s << u"integer:\\x3137"_s;
    QTest::addRow("real") << boolean << u"0.5"_s << u"attic"_s << u"real:\\x302e35"_s;
    QTest::addRow("blob") << boolean << u"x'00ff'"_s << u"attic"_s << u"blob:\\x00ff"_s;
    QTest::addRow("class") << column(u"c"_s, TypeKind::Text) << u"17"_s << u"form"_s << u"integer:-"_s;
    QTest::addRow("invalid") << column(u"c"_s, TypeKind::Text) << u"CAST(x'61ff' AS TEXT)"_s << u"attic"_s
                             << u"text:\\x61ff"_s;
}

void TestTableLoad::keepsWhatTheCellDoesNot()
{
    QFETCH(ColumnPlan, plan);
    QFETCH(QString, sqlite);
    QFETCH(QString, place);
    QFETCH(QString, kept);
    LoadedTable table(u"CREATE TABLE t(id INTEGER PRIMARY KEY, c); INSERT INTO t VALUES (-3, " + sqlite + u')',
                      testsupport::table(u"t"_s, {column(u"id"_s, TypeKind::Bigint), plan}));
    QVERIFY(table.load());
    const QString found = table.value(
        u"SELECT run_id || '/' || creator || '/' || table_name || '/' || row_id || '/' || column_no || '/' || "
        "column_name || ' ' || storage || ':' || coalesce(original::text, '-') FROM cutover."_s +
        place);
    QCOMPARE(found, QString(u"run-1/it's \"me\"/t/-3/1/c " + kept));
}

void TestTableLoad::namesTheKeyInTheAttic()
{
    LoadedTable table(
        u"CREATE TABLE t(a, b, c, PRIMARY KEY(a, b)); INSERT INTO t VALUES (9223372036854775807, 'x\"y', 'no number')"_s,
        testsupport::table(
            u"t"_s,
            {column(u"a"_s, TypeKind::Bigint), column(u"b"_s, TypeKind::Text), column(u"c"_s, TypeKind::Bigint)},
            {u"a"_s, u"b"_s}));
    QVERIFY(table.load());
    QCOMPARE(table.value(u"SELECT key_values FROM cutover.attic"_s), uR"({"a":9223372036854775807,"b":"x\"y"})"_s);
}

void TestTableLoad::loadsRanges()
{
    LoadedTable table(
        u"CREATE TABLE t(c); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) "
        "INSERT INTO t SELECT CASE WHEN i = 60 THEN 'x' ELSE i END FROM n"_s,
        testsupport::table(u"t"_s, {column(u"c"_s, TypeKind::Bigint)}));
    const auto first = table.load({1, 50});
    QVERIFY(first);
    QCOMPARE(first->rows, 50);
    QCOMPARE(first->attic, 0);
    const auto second = table.load({51, 100});
    QVERIFY(second);
    QCOMPARE(second->attic, 1);
    QCOMPARE(table.value(u"SELECT count(*) || '/' || count(DISTINCT c) || '/' || sum(c) FROM s.t"_s), u"100/99/4990"_s);
    QCOMPARE(table.value(u"SELECT row_id FROM cutover.attic"_s), u"60"_s);
}

/// FREEZE is taken only for a table that is new or empty in this transaction: so the server says that it was asked for.
void TestTableLoad::freezes()
{
    LoadedTable table(u"CREATE TABLE t(c); INSERT INTO t VALUES (1), ('x')"_s,
                      testsupport::table(u"t"_s, {column(u"c"_s, TypeKind::Bigint)}));
    const auto load = [&table] {
        return migration::loadTable(table.connection(), u"s"_s, table.plan(), table.path(), {}, true,
                                    LoadedTable::address(), {}, {});
    };
    {
        auto transaction = postgres::Transaction::begin(table.connection());
        QVERIFY(transaction);
        const auto loaded = load();
        QVERIFY(!loaded);
        QVERIFY2(loaded.error().detail.contains(u"FREEZE"), qPrintable(loaded.error().detail));
    }
    auto transaction = postgres::Transaction::begin(table.connection());
    QVERIFY(transaction);
    QVERIFY(table.connection().execute(u"TRUNCATE s.t"_s));
    const auto loaded = load();
    QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().detail));
    QVERIFY(transaction->commit());
    QCOMPARE(table.value(u"SELECT count(*) FROM s.t"_s), u"2"_s);
}

void TestTableLoad::spillsManyExceptions()
{
    LoadedTable table(
        u"CREATE TABLE t(c); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) "
        "INSERT INTO t SELECT CASE WHEN i % 2 THEN CAST(zeroblob(600) || i AS TEXT) ELSE printf('%.500c', 'x') END FROM n"_s,
        testsupport::table(u"t"_s, {column(u"c"_s, TypeKind::Bytea)}));
    const auto loaded = table.load();
    QVERIFY(loaded);
    QCOMPARE(loaded->forms, 30000);
    QCOMPARE(
        table.value(
            u"SELECT count(*) || '/' || count(DISTINCT row_id) || '/' || min(row_id) || '/' || max(row_id) FROM cutover.form"_s),
        u"30000/30000/1/30000"_s);
    QCOMPARE(QDir(table.folder().path()).entryList(QDir::Files), QStringList{u"source.db"_s});
}

void TestTableLoad::movesHugeValues()
{
    LoadedTable table(u"CREATE TABLE t(a, b); INSERT INTO t VALUES (zeroblob(50000000), NULL); "
                      "UPDATE t SET b = CAST(replace(hex(zeroblob(25000000)), '0', 'ä') AS TEXT)"_s,
                      testsupport::table(u"t"_s, {column(u"a"_s, TypeKind::Bytea), column(u"b"_s, TypeKind::Text)}));
    const auto loaded = table.load();
    QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().detail));
    QCOMPARE(table.value(u"SELECT length(a) || '/' || octet_length(b) || '/' || length(b) FROM s.t"_s),
             u"50000000/100000000/50000000"_s);
}

void TestTableLoad::reportsProgress()
{
    LoadedTable table(
        u"CREATE TABLE t(c); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) "
        "INSERT INTO t SELECT i FROM n"_s,
        testsupport::table(u"t"_s, {column(u"c"_s, TypeKind::Bigint)}));
    QList<base::Progress> seen;
    const base::ProgressSink sink = [&seen](const base::Progress &progress) { seen.append(progress); };
    auto transaction = postgres::Transaction::begin(table.connection());
    QVERIFY(transaction);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(migration::loadTable(table.connection(), u"s"_s, table.plan(), table.path(), {}, false,
                                 LoadedTable::address(), sink, {}));
    QVERIFY(!seen.isEmpty());
    QVERIFY2(seen.size() <= timer.elapsed() / 100, qPrintable(QString::number(seen.size())));
    QCOMPARE(static_cast<int>(seen.last().phase), static_cast<int>(base::Phase::Load));
    QCOMPARE(seen.last().table, u"t"_s);
    QCOMPARE(seen.last().creator, LoadedTable::address().creator);
    QVERIFY(seen.last().done > 0 && seen.last().bytes > seen.last().done);
}

void TestTableLoad::stopsWhenAsked()
{
    LoadedTable table(
        u"CREATE TABLE t(c); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) "
        "INSERT INTO t SELECT i FROM n"_s,
        testsupport::table(u"t"_s, {column(u"c"_s, TypeKind::Bigint)}));
    std::stop_source stop;
    const base::ProgressSink sink = [&stop](const base::Progress &) { stop.request_stop(); };
    {
        auto transaction = postgres::Transaction::begin(table.connection());
        QVERIFY(transaction);
        const auto loaded = migration::loadTable(table.connection(), u"s"_s, table.plan(), table.path(), {}, false,
                                                 LoadedTable::address(), sink, stop.get_token());
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().code, QString(base::stoppedCode));
    }
    const auto count = table.connection().value(u"SELECT count(*) FROM s.t"_s);
    QVERIFY2(count, qPrintable(count ? QString() : count.error().detail));
    QCOMPARE(*count, u"0"_s);
}

/// Another session holds the table: COPY itself waits.
void TestTableLoad::stopsWhileTheServerWaits()
{
    LoadedTable table(u"CREATE TABLE t(c); INSERT INTO t VALUES (1)"_s,
                      testsupport::table(u"t"_s, {column(u"c"_s, TypeKind::Bigint)}));
    QVERIFY(table.connection().execute(u"SELECT 1"_s));
    postgres::Connection other = testsupport::connectionTo(table.settings());
    auto holder = postgres::Transaction::begin(other);
    QVERIFY(holder);
    QVERIFY(other.execute(u"LOCK TABLE s.t IN ACCESS EXCLUSIVE MODE"_s));
    std::stop_source stop;
    std::jthread stopper([&stop] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        stop.request_stop();
    });
    QElapsedTimer timer;
    timer.start();
    auto transaction = postgres::Transaction::begin(table.connection());
    QVERIFY(transaction);
    const auto loaded = migration::loadTable(table.connection(), u"s"_s, table.plan(), table.path(), {}, false,
                                             LoadedTable::address(), {}, stop.get_token());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, QString(base::stoppedCode));
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
}

void TestTableLoad::leavesNothingOfAFailure_data()
{
    QTest::addColumn<QString>("last");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("code");
    QTest::addRow("value without a place") << u"'x'"_s << u"SELECT"_s << u"value-does-not-fit"_s;
    QTest::addRow("refused by the server") << u"1"_s << u"ALTER TABLE s.t ADD CHECK (c < 1000)"_s << u"sql"_s;
    QTest::addRow("no such table") << u"1"_s << u"DROP TABLE s.t"_s << u"objects-gone"_s;
}

void TestTableLoad::leavesNothingOfAFailure()
{
    QFETCH(QString, last);
    QFETCH(QString, before);
    QFETCH(QString, code);
    ColumnPlan plan = column(u"c"_s, TypeKind::Bigint);
    plan.misfit = migration::Misfit::None;
    LoadedTable table(
        u"CREATE TABLE t(c); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) "
        "INSERT INTO t SELECT i FROM n; INSERT INTO t VALUES ("_s +
            last + u')',
        testsupport::table(u"t"_s, {plan}));
    table.change(before);
    const auto loaded = table.load();
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, code);
    QVERIFY2(loaded.error().detail.contains(u't'), qPrintable(loaded.error().detail));
    // The connection works on.
    const auto alive = table.connection().value(u"SELECT coalesce(to_regclass('s.t')::text, '-')"_s);
    QVERIFY(alive);
    if (*alive != u"-")
        QCOMPARE(table.value(u"SELECT count(*) FROM s.t"_s), u"0"_s);
}

void TestTableLoad::noticesRowsThatTheServerLeavesOut()
{
    LoadedTable table(u"CREATE TABLE t(c); INSERT INTO t VALUES (1), (2)"_s,
                      testsupport::table(u"t"_s, {column(u"c"_s, TypeKind::Bigint)}));
    table.change(u"CREATE FUNCTION s.skip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; "
                 "CREATE TRIGGER skip BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION s.skip()"_s);
    const auto loaded = table.load();
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().code, u"rows-lost"_s);
}

void TestTableLoad::makesTheJournalOnceForAll()
{
    const postgres::Settings settings = testsupport::TestServer::instance().freshDatabase();
    std::atomic<int> failures = 0;
    {
        std::vector<std::jthread> sessions;
        sessions.reserve(4);
        for (int i = 0; i < 4; ++i) {
            sessions.emplace_back([&settings, &failures] {
                postgres::Connection connection = testsupport::connectionTo(settings);
                failures += migration::ensureJournalTables(connection) ? 0 : 1;
            });
        }
    }
    QCOMPARE(failures.load(), 0);
    postgres::Connection connection = testsupport::connectionTo(settings);
    QVERIFY(migration::ensureJournalTables(connection));
    const auto tables = connection.value(
        u"SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class WHERE relnamespace = 'cutover'::regnamespace AND relkind = 'r'"_s);
    QVERIFY(tables);
    QCOMPARE(*tables, u"attic,creator,creator_table,form,original,run,task"_s);
    // A role that may use it, but not make it, is content with what is there.
    QVERIFY(connection.execute(u"CREATE ROLE guest; GRANT USAGE ON SCHEMA cutover TO guest; SET ROLE guest"_s));
    QVERIFY(migration::ensureJournalTables(connection));
}

QTEST_GUILESS_MAIN(TestTableLoad)
#include "tst_tableload.moc"
