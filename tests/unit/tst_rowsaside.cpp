// SPDX-License-Identifier: MIT
#include "sqlite/database.h"
#include "sqlite/rowsaside.h"
#include "sqlite/schemareader.h"
#include "support/testserver.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using sqlite::AsideLink;

Q_DECLARE_METATYPE(QList<sqlite::AsideLink>)

namespace {

AsideLink link(const QString &table, const QString &column, const QString &parent, const QString &parentColumn,
               bool orphans = true)
{
    return {table, {column}, parent, {parentColumn}, orphans};
}

/// "t: 1 2; u: 3", tables by name.
QString told(const QHash<QString, QList<qint64>> &rows)
{
    QStringList tables;
    for (auto it = rows.begin(); it != rows.end(); ++it) {
        QStringList numbers;
        for (const qint64 row : *it)
            numbers += QString::number(row);
        tables += it.key() + u": "_s + numbers.join(u' ');
    }
    tables.sort();
    return tables.join(u"; "_s);
}

} // namespace

/// Which rows go to the attic so that no orphan is left.
class RowsAsideTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void stops();
};

void RowsAsideTest::finds_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QList<AsideLink>>("links");
    QTest::addColumn<QString>("expected");

    const QString p = u"CREATE TABLE p(id INTEGER PRIMARY KEY); INSERT INTO p VALUES (1), (2);"_s;
    const AsideLink tx = link(u"t"_s, u"x"_s, u"p"_s, u"id"_s);
    QTest::addRow("no orphans") << QString(p + u"CREATE TABLE t(x); INSERT INTO t VALUES (1), (2), (NULL)"_s)
                                << QList{tx} << QString();
    QTest::addRow("orphans") << QString(p + u"CREATE TABLE t(x); INSERT INTO t VALUES (9), (1), (NULL), (8)"_s)
                             << QList{tx} << u"t: 1 4"_s;
    QTest::addRow("orphans that stay") << QString(p + u"CREATE TABLE t(x); INSERT INTO t VALUES (9)"_s)
                                       << QList{link(u"t"_s, u"x"_s, u"p"_s, u"id"_s, false)} << QString();
    QTest::addRow("the parent's affinity decides")
        << QString(p + u"CREATE TABLE t(x TEXT); INSERT INTO t VALUES ('1'), ('1x'), ('2')"_s) << QList{tx}
        << u"t: 2"_s;
    QTest::addRow("the parent's collation decides")
        << u"CREATE TABLE p(k TEXT COLLATE NOCASE UNIQUE); INSERT INTO p VALUES ('a');"
           "CREATE TABLE t(x TEXT); INSERT INTO t VALUES ('A'), ('b')"_s
        << QList{link(u"t"_s, u"x"_s, u"p"_s, u"k"_s)} << u"t: 2"_s;
    QTest::addRow("those that refer to orphans follow, whatever is chosen for them")
        << QString(p + u"CREATE TABLE t(id INTEGER PRIMARY KEY, x); INSERT INTO t VALUES (10, 1), (11, 9), (12, 2);"
                       "CREATE TABLE u(id INTEGER PRIMARY KEY, y); INSERT INTO u VALUES (20, 10), (21, 11), (22, 11);"
                       "CREATE TABLE w(z); INSERT INTO w VALUES (20), (21), (99)"_s)
        << QList{tx, link(u"w"_s, u"z"_s, u"u"_s, u"id"_s, false), link(u"u"_s, u"y"_s, u"t"_s, u"id"_s, false)}
        << u"t: 11; u: 21 22; w: 2"_s;
    QTest::addRow("a chain in one table") << u"CREATE TABLE t(id INTEGER PRIMARY KEY, x INT);"
                                             "INSERT INTO t VALUES (1, 99), (2, 1), (3, 2), (4, NULL), (5, 4), (6, 6)"_s
                                          << QList{link(u"t"_s, u"x"_s, u"t"_s, u"id"_s)} << u"t: 1 2 3"_s;
    QTest::addRow("a circle of two tables")
        << u"CREATE TABLE a(id INTEGER PRIMARY KEY, b INT); CREATE TABLE b(id INTEGER PRIMARY KEY, a INT);"
           "INSERT INTO a VALUES (1, 1), (2, 7), (3, 2); INSERT INTO b VALUES (1, 1), (2, 2)"_s
        << QList{link(u"a"_s, u"b"_s, u"b"_s, u"id"_s), link(u"b"_s, u"a"_s, u"a"_s, u"id"_s)} << u"a: 2 3; b: 2"_s;
    QTest::addRow("several columns")
        << u"CREATE TABLE p(a, b, PRIMARY KEY (a, b)); INSERT INTO p VALUES (1, 2);"
           "CREATE TABLE t(x, y); INSERT INTO t VALUES (1, 2), (1, NULL), (1, 3), (NULL, 3)"_s
        << QList{AsideLink{u"t"_s, {u"x"_s, u"y"_s}, u"p"_s, {u"a"_s, u"b"_s}, true}} << u"t: 3"_s;
    QTest::addRow("without rowid the rows are counted in key order")
        << QString(p + u"CREATE TABLE t(k TEXT PRIMARY KEY, x) WITHOUT ROWID;"
                       "INSERT INTO t VALUES ('c', 9), ('a', 1), ('b', 8), ('d', 2)"_s)
        << QList{tx} << u"t: 1 2"_s;
    QTest::addRow("a parent without rowid")
        << QString(p + u"CREATE TABLE t(k TEXT PRIMARY KEY COLLATE NOCASE, x) WITHOUT ROWID;"
                       "INSERT INTO t VALUES ('c', 9), ('a', 1);"
                       "CREATE TABLE u(y); INSERT INTO u VALUES ('C'), ('A'), ('c')"_s)
        << QList{tx, link(u"u"_s, u"y"_s, u"t"_s, u"k"_s, false)} << u"t: 1; u: 1 3"_s;
    QTest::addRow("names to be quoted")
        << u"CREATE TABLE \"p \"\"1\"(\"a b\" INTEGER PRIMARY KEY); CREATE TABLE \"x.row\"(\"rowid\", \"p\");"
           "INSERT INTO \"x.row\" VALUES (5, 5)"_s
        << QList{link(u"x.row"_s, u"rowid"_s, u"p \"1"_s, u"a b"_s)} << u"x.row: 1"_s;
}

void RowsAsideTest::finds()
{
    QFETCH(const QString, sql);
    QFETCH(const QList<AsideLink>, links);
    QFETCH(const QString, expected);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"t.db"_s);
    testsupport::makeSqlite(path, sql);
    const auto database = sqlite::Database::open(path, sqlite::Database::Mode::Immutable);
    QVERIFY(database);
    const auto schema = sqlite::readSchema(*database);
    QVERIFY(schema);
    const auto rows = sqlite::findRowsAside(*database, *schema, links, {});
    QVERIFY2(rows, rows ? "" : qPrintable(rows.error().detail));
    QCOMPARE(told(*rows), expected);
}

void RowsAsideTest::stops()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"t.db"_s);
    testsupport::makeSqlite(
        path, u"CREATE TABLE t(id INTEGER PRIMARY KEY, x INT); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
              "SELECT i + 1 FROM n WHERE i < 100000) INSERT INTO t SELECT i, -i FROM n"_s);
    const auto database = sqlite::Database::open(path, sqlite::Database::Mode::Immutable);
    QVERIFY(database);
    const auto schema = sqlite::readSchema(*database);
    QVERIFY(schema);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!sqlite::findRowsAside(*database, *schema, {link(u"t"_s, u"x"_s, u"t"_s, u"id"_s)}, stop.get_token()));
}

QTEST_GUILESS_MAIN(RowsAsideTest)
#include "tst_rowsaside.moc"
