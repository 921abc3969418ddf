// SPDX-License-Identifier: MIT
#include "postgres/connection.h"
#include "support/plannedsql.h"
#include "support/sqlitefile.h"
#include "support/testserver.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

postgres::Connection freshConnection()
{
    auto connection = postgres::Connection::open(testsupport::TestServer::instance().freshDatabase(), u"tst_planddl"_s);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().message));
    return std::move(*connection);
}

void create(postgres::Connection &connection, const migration::CreatorPlan &plan)
{
    const QStringList statements = migration::ddl(plan);
    for (const QString &statement : statements) {
        const auto done = connection.execute(statement);
        QVERIFY2(done, qPrintable(QString(statement + u"\n"_s + (done ? QString() : done.error().detail))));
    }
}

} // namespace

class PlanDdlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAccepted();
    void givesSqliteDefaults_data();
    void givesSqliteDefaults();
    void givesCurrentTimes_data();
    void givesCurrentTimes();
};

/// Everything that plans can contain, in one database.
void PlanDdlTest::isAccepted()
{
    const QString longName = u"é"_s.repeated(40);
    const auto plan = testsupport::planned(
        u"CREATE TABLE \"%1\"(\"\" INT, xmin INT, \"%1 a\" INT, \"quo\"\"te\" TEXT UNIQUE, CONSTRAINT same PRIMARY KEY "
        u"(xmin));"
        "CREATE TABLE other(a INT, b TEXT, flag BOOLEAN, d DATETIME, j JSON, n NUMERIC, CONSTRAINT same PRIMARY KEY "
        "(a));"
        "CREATE INDEX \"%1 i\" ON other(a DESC, lower(b), upper('x'), length(b), d IS NULL) WHERE NOT flag AND b "
        "NOTNULL;"
        "CREATE UNIQUE INDEX u ON other(b, d) WHERE d IS NOT NULL OR (a IS NULL AND NOT (b IS NULL));"
        "CREATE TABLE child(id INTEGER PRIMARY KEY, a NUMERIC REFERENCES other ON DELETE SET NULL DEFERRABLE INITIALLY "
        "DEFERRED,"
        "  t TEXT REFERENCES \"%1\"(\"quo\"\"te\") ON UPDATE CASCADE, up INT REFERENCES child, CHECK (a IS NULL OR t "
        "IS NULL));"
        "INSERT INTO other(a) VALUES (1); INSERT INTO child(a, up) VALUES (1, 99);"
        "CREATE TABLE mixed(a PRIMARY KEY, b BLOB, c TEXT NOT NULL); INSERT INTO mixed VALUES (5, x'00', ''), ('5', "
        "'x', '');"
        "CREATE TABLE lonely(a TEXT PRIMARY KEY); INSERT INTO lonely VALUES (NULL)"_s.arg(longName));
    auto connection = freshConnection();
    create(connection, plan);
    const auto invalid = connection.value(u"SELECT count(*) FROM pg_constraint WHERE NOT convalidated"_s);
    QVERIFY(invalid);
    QCOMPARE(*invalid, u"1"_s);
    const auto indexes = connection.value(
        u"SELECT count(*) FROM pg_indexes WHERE schemaname = 'creator_someone' AND indexname IN ('u', 'child_pkey', 'mixed_a_idx')"_s);
    QVERIFY(indexes);
    QCOMPARE(*indexes, u"3"_s);
}

void PlanDdlTest::givesSqliteDefaults_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("inPostgres"); ///< if not SQLite's own text

    const QString same;
    QTest::addRow("integer") << u"INT DEFAULT '0'"_s << same;
    QTest::addRow("smallest integer") << u"INT DEFAULT -9223372036854775808"_s << same;
    QTest::addRow("hexadecimal") << u"INT DEFAULT 0xff"_s << same;
    QTest::addRow("real") << u"REAL DEFAULT '0.1'"_s << same;
    QTest::addRow("infinity") << u"REAL DEFAULT 9e999"_s << u"Infinity"_s;
    QTest::addRow("numeric") << u"DECIMAL(4,2) DEFAULT 4.99"_s << same;
    QTest::addRow("numeric with an exponent") << u"NUMERIC DEFAULT 1e-5"_s << u"0.00001"_s;
    QTest::addRow("boolean") << u"BOOLEAN DEFAULT TRUE"_s << u"true"_s;
    QTest::addRow("text") << u"TEXT DEFAULT 'it''s \\ here'"_s << same;
    QTest::addRow("text in double quotes") << u"TEXT DEFAULT \"x\""_s << same;
    QTest::addRow("bare word") << u"TEXT DEFAULT unknown"_s << same;
    QTest::addRow("number in text") << u"TEXT DEFAULT 5.50"_s << same;
    QTest::addRow("date") << u"DATE DEFAULT '0001-01-01'"_s << same;
    QTest::addRow("timestamp") << u"DATETIME DEFAULT '9999-12-31 23:59:59.999999'"_s << same;
    QTest::addRow("json") << u"JSON DEFAULT '{\"b\":1,  \"a\":[]}'"_s << same;
    QTest::addRow("bytes") << u"BLOB DEFAULT x'00ff'"_s << u"\\000\\377"_s; // bytea_output = escape
    QTest::addRow("null") << u"TEXT DEFAULT NULL"_s << same;
}

void PlanDdlTest::givesSqliteDefaults()
{
    QFETCH(const QString, column);
    QFETCH(const QString, inPostgres);
    const QString table = u"CREATE TABLE t(c %1)"_s.arg(column);
    auto connection = freshConnection();
    create(connection, testsupport::planned(table));
    QVERIFY(connection.execute(u"INSERT INTO creator_someone.t DEFAULT VALUES"_s));
    const auto found = connection.value(u"SELECT c::text FROM creator_someone.t"_s);
    QVERIFY(found);

    const QTemporaryDir folder;
    const testsupport::SqliteFile file(folder.filePath(u"defaults.sqlite3"_s));
    file.run(table + u"; INSERT INTO t DEFAULT VALUES"_s);
    QCOMPARE(*found, inPostgres.isEmpty() ? file.text(u"SELECT c FROM t"_s) : inPostgres);
}

void PlanDdlTest::givesCurrentTimes_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("format");

    QTest::addRow("text") << u"TEXT DEFAULT CURRENT_TIMESTAMP"_s << u"YYYY-MM-DD HH24:MI:SS"_s;
    QTest::addRow("date in text") << u"TEXT DEFAULT CURRENT_DATE"_s << u"YYYY-MM-DD"_s;
    QTest::addRow("time in text") << u"TEXT DEFAULT CURRENT_TIME"_s << u"HH24:MI:SS"_s;
    QTest::addRow("timestamp") << u"DATETIME DEFAULT CURRENT_TIMESTAMP"_s << u"YYYY-MM-DD HH24:MI:SS"_s;
    QTest::addRow("date") << u"DATE DEFAULT CURRENT_DATE"_s << u"YYYY-MM-DD"_s;
    QTest::addRow("day as timestamp") << u"DATETIME DEFAULT CURRENT_DATE"_s << u"YYYY-MM-DD 00:00:00"_s;
}

/// Also far from UTC.
void PlanDdlTest::givesCurrentTimes()
{
    QFETCH(const QString, column);
    QFETCH(const QString, format);
    auto connection = freshConnection();
    create(connection, testsupport::planned(u"CREATE TABLE t(c %1)"_s.arg(column)));
    QVERIFY(connection.execute(
        u"SET timezone = 'Pacific/Kiritimati'; BEGIN; INSERT INTO creator_someone.t DEFAULT VALUES"_s));
    const auto equal = connection.value(
        u"SELECT c::text = to_char(now() AT TIME ZONE 'UTC', '%1') FROM creator_someone.t"_s.arg(format));
    QVERIFY2(equal, qPrintable(equal ? QString() : equal.error().detail));
    QCOMPARE(*equal, u"t"_s);
}

QTEST_GUILESS_MAIN(PlanDdlTest)
#include "tst_planddl.moc"
