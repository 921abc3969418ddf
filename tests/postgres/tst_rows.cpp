// SPDX-License-Identifier: MIT
#include "browse/rows.h"
#include "postgres/connection.h"
#include "postgres/reader.h"
#include "support/pgbouncer.h"
#include "support/testserver.h"

#include <QtTest>
#include <chrono>
#include <cmath>
#include <thread>

using namespace Qt::StringLiterals;
using browse::Direction;
using browse::Filter;
using browse::Page;
using browse::RowsQuery;
using browse::Shape;
using postgres::Reader;

namespace {

constexpr auto content =
    "CREATE TABLE keyed(a int, b text, note text, PRIMARY KEY (a, b));"
    "INSERT INTO keyed SELECT i / 7, 'b' || i, CASE WHEN i % 3 > 0 THEN 'n' || i % 50 END FROM generate_series(0, 999) "
    "i;"
    "CREATE TABLE loose(n int, t text); INSERT INTO loose SELECT i, repeat('x', i % 90) FROM generate_series(1, 3000) "
    "i;"
    "DELETE FROM loose WHERE n BETWEEN 500 AND 1500;"
    "CREATE TABLE numbered(id int PRIMARY KEY, t text); INSERT INTO numbered SELECT i * i, i "
    "FROM generate_series(1, 20000) i;"
    "CREATE VIEW seen AS SELECT * FROM keyed;"
    "CREATE TABLE \"odd \"\"%1 😀\n\"(\"%2 \"\"id\"\"\" int PRIMARY KEY, \"a;--\" text);"
    "INSERT INTO \"odd \"\"%1 😀\n\" VALUES (1, 'x'), (2, NULL);"
    "CREATE TYPE pair AS (x int, y text);"
    "CREATE TABLE kinds(id int PRIMARY KEY, n numeric, f float8, ts timestamptz, d date, b bytea, j jsonb, a int[], "
    " r int4range, p pair, c char(5), o bool, x xml, long text, big jsonb);"
    "INSERT INTO kinds VALUES (1, 12345678901234567890.123456789, 'NaN', '2024-03-02 12:00:00.123456+00', 'infinity', "
    " '\\x00ff', '{\"a\": 1}', '{1,NULL}', '[1,5)', '(1,\"a b\")', 'ab', true, NULL, repeat('é', 700), "
    " to_jsonb((SELECT string_agg(md5(i::text), '') FROM generate_series(1, 9000) i)));"
    "INSERT INTO kinds(id, ts, d, f) VALUES (2, '0044-03-15 12:00:00+00 BC', '0044-03-15 BC', '-Infinity');"
    "CREATE TABLE child(id int PRIMARY KEY, a int, b text, FOREIGN KEY (a, b) REFERENCES keyed);"
    "CREATE COLLATION any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);"
    "CREATE TABLE folded(name text COLLATE any_case PRIMARY KEY, n int, word text COLLATE any_case);"
    "INSERT INTO folded SELECT CASE i % 2 WHEN 0 THEN 'Name ' ELSE 'nAME ' END || i, i, "
    " (ARRAY['red', 'RED', 'Green', 'gREEN', 'blue', NULL])[1 + i % 6] FROM generate_series(1, 500) i;"
    "CREATE TABLE dated(id int PRIMARY KEY, at timestamptz);"
    "INSERT INTO dated SELECT i, timestamptz '2024-01-01 00:00:00+00' + (500 - i / 3) * interval '1 day' "
    "FROM generate_series(1, 1500) i; CREATE INDEX ON dated(at);"
    "ANALYZE;";

} // namespace

/// Shapes, pages and filters, over a real server.
class TestRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void shapes();
    void everyRowOnce_data();
    void everyRowOnce();
    void jumps_data();
    void jumps();
    void valuesAreExact();
    void wholeValues();
    void filters_data();
    void filters();
    void rangeOfAnIndexComesInItsOrder();
    void textsThatKnowNoCase();
    void typesWithAnOrderOfTheirOwn();
    void badValueIsTold();
    void namesAreQuoted();
    void throughPooler();
    void nothingCanBeWritten();
    void stoppedReader();

private:
    [[nodiscard]] std::shared_ptr<const Shape> shapeOf(const QString &name);
    QStringList readAll(const RowsQuery &query, Direction direction, int count);
    postgres::Settings m_settings;
    std::unique_ptr<Reader> m_reader;
};

void TestRows::initTestCase()
{
    m_settings = testsupport::TestServer::instance().freshDatabase();
    auto connection = postgres::Connection::open(m_settings, u"test"_s);
    QVERIFY(connection);
    const auto made = connection->execute(QString::fromUtf8(content));
    QVERIFY2(made, qPrintable(made ? QString() : made.error().detail));
    auto reader = Reader::open(m_settings, u"test"_s);
    QVERIFY(reader);
    m_reader = std::make_unique<Reader>(std::move(*reader));
}

std::shared_ptr<const Shape> TestRows::shapeOf(const QString &name)
{
    const auto oid = m_reader->read({u"SELECT oid FROM pg_class WHERE relname = $1"_s, {{.text = name.toUtf8()}}}, {});
    if (!oid || oid->rowCount() != 1)
        qFatal("There is no table %s", qPrintable(name));
    const auto shape = browse::readShape(*m_reader, {.oid = quint32(oid->number(0, 0)), .schema = {}, .name = name});
    if (!shape)
        qFatal("%s", qPrintable(shape.error().detail));
    return std::make_shared<const Shape>(*shape);
}

/// The first two columns of every row, page by page, from the beginning or from the end.
QStringList TestRows::readAll(const RowsQuery &query, Direction direction, int count)
{
    QStringList all;
    std::optional<browse::Anchor> from;
    for (bool last = false; !last;) {
        const auto page = browse::readPage(*m_reader, query, from, direction, count);
        if (!page)
            qFatal("%s", qPrintable(page.error().detail));
        QStringList texts;
        for (int row = 0; row < page->rowCount(); ++row)
            texts += page->text(row, 0) + u'/' + page->text(row, 1);
        const bool onward = direction == Direction::Onward;
        all = onward ? all + texts : texts + all;
        last = page->isLast();
        if (!last)
            from = onward ? page->after() : page->before();
    }
    return all;
}

void TestRows::shapes()
{
    const auto keyed = shapeOf(u"keyed"_s);
    QCOMPARE(keyed->paging, Shape::Paging::Key);
    QCOMPARE(keyed->key, QList<int>({0, 1}));
    QCOMPARE(keyed->rows, 1000);
    QCOMPARE(keyed->incoming.size(), 1);
    QCOMPARE(keyed->incoming[0].other.name, u"child"_s);
    QCOMPARE(shapeOf(u"loose"_s)->paging, Shape::Paging::Blocks);
    QCOMPARE(shapeOf(u"seen"_s)->paging, Shape::Paging::Start);
    const auto child = shapeOf(u"child"_s);
    QCOMPARE(child->outgoing.size(), 1);
    QCOMPARE(child->outgoing[0].columns, QList<int>({1, 2}));
    QCOMPARE(child->outgoing[0].otherColumns, QStringList({u"a"_s, u"b"_s}));
    const auto gone = browse::readShape(*m_reader, {.oid = 4'000'000'000U, .schema = {}, .name = u"gone"_s});
    QVERIFY(!gone);
    QCOMPARE(gone.error().code, u"objects-gone"_s);
}

void TestRows::everyRowOnce_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QString>("expected"); ///< SQL that gives the two columns in order
    QTest::addRow("by key") << u"keyed"_s << -1 << false << u"SELECT a || '/' || b FROM keyed ORDER BY a, b"_s;
    QTest::addRow("by a part of the key")
        << u"keyed"_s << 1 << false << u"SELECT a || '/' || b FROM keyed ORDER BY b, a"_s;
    QTest::addRow("by a column with NULLs")
        << u"keyed"_s << 2 << false << u"SELECT a || '/' || b FROM keyed ORDER BY note NULLS LAST, a, b"_s;
    QTest::addRow("by a column with NULLs, falling")
        << u"keyed"_s << 2 << true
        << u"SELECT a || '/' || b FROM keyed ORDER BY note DESC NULLS LAST, a DESC, b DESC"_s;
    QTest::addRow("as the rows lie") << u"loose"_s << -1 << false << u"SELECT n || '/' || t FROM loose ORDER BY ctid"_s;
    QTest::addRow("without a key, sorted")
        << u"loose"_s << 1 << true << u"SELECT n || '/' || t FROM loose ORDER BY t DESC, ctid DESC"_s;
    QTest::addRow("a key that knows no case")
        << u"folded"_s << -1 << false << u"SELECT name || '/' || n FROM folded ORDER BY name"_s;
    QTest::addRow("a column that knows no case")
        << u"folded"_s << 2 << false << u"SELECT name || '/' || n FROM folded ORDER BY word NULLS LAST, name"_s;
    QTest::addRow("a view") << u"seen"_s << 0 << true << u"SELECT a || '/' || b FROM seen ORDER BY a DESC"_s;
}

void TestRows::everyRowOnce()
{
    QFETCH(const QString, table);
    QFETCH(const int, column);
    QFETCH(const bool, descending);
    QFETCH(const QString, expected);
    const auto rows = m_reader->read({expected, {}}, {});
    QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().detail));
    QStringList wanted;
    for (int row = 0; row < rows->rowCount(); ++row)
        wanted += rows->text(row, 0);
    const RowsQuery query{
        .shape = shapeOf(table), .filters = {}, .sorting = {.column = column, .descending = descending}};
    QStringList found = readAll(query, Direction::Onward, 37);
    if (query.shape->paging == Shape::Paging::Start) { // equal values have no order there
        wanted.sort();
        found.sort();
        QCOMPARE(found, wanted);
        return;
    }
    QCOMPARE(found, wanted);
    QCOMPARE(readAll(query, Direction::Back, 37), wanted);
    QCOMPARE(readAll(query, Direction::Onward, 1000), wanted);
}

void TestRows::jumps_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<double>("share");
    QTest::addColumn<qint64>("rows");
    for (const auto *table : {"keyed", "loose", "numbered"}) {
        QTest::addRow("%s, few rows", table)
            << QString::fromLatin1(table) << 0.5 << qint64(QLatin1String(table) == "numbered"_L1 ? 20000 : 1000);
        QTest::addRow("%s, the end", table) << QString::fromLatin1(table) << 1.0 << qint64(1000);
    }
    QTest::addRow("by the histogram") << u"numbered"_s << 0.3 << qint64(1'000'000);
}

void TestRows::jumps()
{
    QFETCH(const QString, table);
    QFETCH(const double, share);
    QFETCH(const qint64, rows);
    const RowsQuery query{.shape = shapeOf(table), .filters = {}, .sorting = {}};
    const auto page = browse::readPageAt(*m_reader, query, share, rows, 50);
    QVERIFY2(page, qPrintable(page ? QString() : page.error().detail));
    QVERIFY(page->rowCount() > 0);
    const QStringList all = readAll(query, Direction::Onward, 1000);
    const qsizetype at = all.indexOf(page->text(0, 0) + u'/' + page->text(0, 1));
    QVERIFY(at >= 0);
    const double found = double(at) / double(all.size());
    QVERIFY2(share < 1 ? std::abs(found - share) < 0.3 : found > 0.9, qPrintable(QString::number(found)));
}

void TestRows::valuesAreExact()
{
    const RowsQuery query{.shape = shapeOf(u"kinds"_s), .filters = {}, .sorting = {}};
    const auto page = browse::readPage(*m_reader, query, {}, Direction::Onward, 10);
    QVERIFY2(page, qPrintable(page ? QString() : page.error().detail));
    const auto text = [&](int row, const QString &column) { return page->text(row, query.shape->indexOf(column)); };
    QCOMPARE(text(0, u"n"_s), u"12345678901234567890.123456789"_s);
    QCOMPARE(text(0, u"f"_s), u"NaN"_s);
    QCOMPARE(text(0, u"ts"_s), u"2024-03-02 12:00:00.123456+00"_s);
    QCOMPARE(text(0, u"d"_s), u"infinity"_s);
    QCOMPARE(text(0, u"b"_s), u"\\x00ff"_s);
    QCOMPARE(page->size(0, query.shape->indexOf(u"b"_s)), 2);
    QCOMPARE(text(0, u"j"_s), u"{\"a\": 1}"_s);
    QCOMPARE(text(0, u"a"_s), u"{1,NULL}"_s);
    QCOMPARE(text(0, u"r"_s), u"[1,5)"_s);
    QCOMPARE(text(0, u"p"_s), u"(1,\"a b\")"_s);
    QCOMPARE(text(0, u"c"_s), u"ab   "_s);
    QCOMPARE(text(0, u"o"_s), u"t"_s);
    QVERIFY(page->isNull(0, query.shape->indexOf(u"x"_s)));
    QVERIFY(page->isCut(0, query.shape->indexOf(u"long"_s)));
    QVERIFY(page->isCut(0, query.shape->indexOf(u"big"_s)));
    QVERIFY(page->size(0, query.shape->indexOf(u"big"_s)) > 100'000);
    QVERIFY(!page->isCut(0, query.shape->indexOf(u"j"_s)));
    QCOMPARE(text(1, u"ts"_s), u"0044-03-15 12:00:00+00 BC"_s);
    QCOMPARE(text(1, u"d"_s), u"0044-03-15 BC"_s);
    QCOMPARE(text(1, u"f"_s), u"-Infinity"_s);
}

void TestRows::wholeValues()
{
    const RowsQuery query{.shape = shapeOf(u"kinds"_s), .filters = {}, .sorting = {}};
    const auto page = browse::readPage(*m_reader, query, {}, Direction::Onward, 10);
    QVERIFY(page);
    const auto value = [&](const QString &column, qint64 most) {
        const auto read = browse::readValue(*m_reader, query, page->anchorOf(0), query.shape->indexOf(column), most);
        if (!read)
            qFatal("%s", qPrintable(read.error().detail));
        return *read;
    };
    QCOMPARE(QString::fromUtf8(*value(u"long"_s, 10'000).bytes), QString(700, QChar(0xe9)));
    QVERIFY(value(u"long"_s, 100).isCut);
    QCOMPARE(*value(u"b"_s, 100).bytes, QByteArray::fromHex("00ff"));
    QCOMPARE(value(u"big"_s, 10'000'000).bytes->size(), 9000 * 32 + 2);
    QVERIFY(!value(u"x"_s, 100).bytes);
    auto gone = page->anchorOf(0);
    gone.values = {QByteArray("77")};
    QCOMPARE(browse::readValue(*m_reader, query, gone, 0, 10).error().code, u"objects-gone"_s);
}

void TestRows::filters_data()
{
    using Test = Filter::Test;
    QTest::addColumn<QList<int>>("tests");
    QTest::addColumn<QList<int>>("columns");
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<QString>("where");
    const auto add = [](const char *name, int column, Test test, const QStringList &values, const QString &where) {
        QTest::addRow("%s", name) << QList<int>{int(test)} << QList<int>{column} << values << where;
    };
    add("is", 0, Test::Is, {u"7"_s}, u"a = 7"_s);
    add("is not", 2, Test::IsNot, {u"n7"_s}, u"note IS DISTINCT FROM 'n7'"_s);
    add("contains", 2, Test::Contains, {u"N4"_s}, u"note ILIKE '%n4%'"_s);
    add("contains a wildcard", 2, Test::Contains, {u"_"_s}, u"false"_s);
    add("one of", 0, Test::OneOf, {u"7"_s, u"9"_s}, u"a IN (7, 9)"_s);
    add("none of", 0, Test::OneOf, {}, u"false"_s);
    add("at least", 0, Test::AtLeast, {u"100"_s}, u"a >= 100"_s);
    add("at most", 0, Test::AtMost, {u"100"_s}, u"a <= 100"_s);
    add("between", 0, Test::Between, {u"10"_s, u"12"_s}, u"a BETWEEN 10 AND 12"_s);
    add("empty", 2, Test::IsEmpty, {}, u"note IS NULL"_s);
    add("not empty", 2, Test::IsNotEmpty, {}, u"note IS NOT NULL"_s);
    add("injection", 2, Test::Is, {u"'; DROP TABLE keyed; --"_s}, u"false"_s);
    QTest::addRow("two of them") << QList<int>{int(Test::AtLeast), int(Test::IsEmpty)} << QList<int>{0, 2}
                                 << QStringList{u"100"_s} << u"a >= 100 AND note IS NULL"_s;
}

void TestRows::filters()
{
    QFETCH(const QList<int>, tests);
    QFETCH(const QList<int>, columns);
    QFETCH(const QStringList, values);
    QFETCH(const QString, where);
    RowsQuery query{.shape = shapeOf(u"keyed"_s), .filters = {}, .sorting = {}};
    for (qsizetype i = 0; i < tests.size(); ++i)
        query.filters.append({.column = columns[i], .test = static_cast<Filter::Test>(tests[i]), .values = values});
    const auto rows = m_reader->read({u"SELECT a || '/' || b FROM keyed WHERE "_s + where + u" ORDER BY a, b", {}}, {});
    QVERIFY(rows);
    QStringList wanted;
    for (int row = 0; row < rows->rowCount(); ++row)
        wanted += rows->text(row, 0);
    QCOMPARE(readAll(query, Direction::Onward, 41), wanted);
    const auto counted = browse::countRows(*m_reader, query);
    QVERIFY(counted);
    QCOMPARE(*counted, wanted.size());
    QVERIFY(browse::estimate(*m_reader, query));
}

void TestRows::rangeOfAnIndexComesInItsOrder()
{
    RowsQuery query{.shape = shapeOf(u"dated"_s),
                    .filters = {{.column = 1, .test = Filter::Test::AtLeast, .values = {u"2024-03-01"_s}}},
                    .sorting = {}};
    query.sorting = browse::usualSorting(query);
    QCOMPARE(query.sorting.column, 1);
    const auto rows = m_reader->read(
        {u"SELECT id || '/' || at FROM dated WHERE at >= '2024-03-01 00:00:00+00' ORDER BY at, id"_s, {}}, {});
    QVERIFY(rows);
    QStringList wanted;
    for (int row = 0; row < rows->rowCount(); ++row)
        wanted += rows->text(row, 0);
    QVERIFY(wanted.size() > 1000);
    QCOMPARE(readAll(query, Direction::Onward, 37), wanted);
    QCOMPARE(readAll(query, Direction::Back, 37), wanted);
    query.filters = {{.column = 0, .test = Filter::Test::AtLeast, .values = {u"5"_s}}};
    QCOMPARE(browse::usualSorting(query).column, -1); // the key already
    query.filters = {{.column = 1, .test = Filter::Test::IsNotEmpty, .values = {}}};
    QCOMPARE(browse::usualSorting(query).column, -1);
}

void TestRows::textsThatKnowNoCase()
{
    RowsQuery query{.shape = shapeOf(u"folded"_s),
                    .filters = {{.column = 2, .test = Filter::Test::Contains, .values = {u"EE"_s}}},
                    .sorting = {}};
    QCOMPARE(query.shape->paging, Shape::Paging::Key);
    const auto count = [&] {
        const auto counted = browse::countRows(*m_reader, query);
        return counted ? *counted : -1;
    };
    QCOMPARE(count(), 167);
    query.filters[0] = {.column = 2, .test = Filter::Test::Is, .values = {u"Red"_s}};
    QCOMPARE(count(), 167);
}

/// citext: with its operators at hand it is sorted by its own order, without them not at all, and no row is left out.
void TestRows::typesWithAnOrderOfTheirOwn()
{
    const auto known = m_reader->read({u"SELECT FROM pg_available_extensions WHERE name = 'citext'"_s, {}}, {});
    QVERIFY(known);
    if (known->rowCount() == 0)
        QSKIP("The extension citext is not installed.");
    for (const bool visible : {true, false}) {
        const QString schema = visible ? u"public"_s : u"elsewhere"_s;
        testsupport::execute(m_settings,
                             u"CREATE SCHEMA IF NOT EXISTS %1; DROP EXTENSION IF EXISTS citext CASCADE; "
                             "CREATE EXTENSION citext SCHEMA %1; DROP TABLE IF EXISTS cited; "
                             "CREATE TABLE cited(name %1.citext PRIMARY KEY, n int, word %1.citext); "
                             "INSERT INTO cited SELECT CASE i % 2 WHEN 0 THEN 'Name ' ELSE 'nAME ' END || i, i, "
                             "(ARRAY['red', 'RED', 'Green', 'blue', NULL])[1 + i % 5] "
                             "FROM generate_series(1, 500) i; ANALYZE cited"_s.replace("%1"_L1, schema));
        RowsQuery query{.shape = shapeOf(u"cited"_s), .filters = {}, .sorting = {}};
        QCOMPARE(readAll(query, Direction::Onward, 37).size(), 500);
        QCOMPARE(query.shape->columns[2].sortable, visible);
        query.filters = {{.column = 2, .test = Filter::Test::Is, .values = {u"red"_s}}};
        QCOMPARE(readAll(query, Direction::Onward, 37).size(), visible ? 200 : 100);
        if (!visible)
            continue;
        query.filters.clear();
        query.sorting = {.column = 2};
        QStringList found = readAll(query, Direction::Onward, 37);
        QCOMPARE(readAll(query, Direction::Back, 37), found);
        QCOMPARE(found.removeDuplicates(), 0);
        QCOMPARE(found.size(), 500);
    }
}

void TestRows::badValueIsTold()
{
    const RowsQuery query{.shape = shapeOf(u"keyed"_s),
                          .filters = {{.column = 0, .test = Filter::Test::Is, .values = {u"seven"_s}}},
                          .sorting = {}};
    const auto page = browse::readPage(*m_reader, query, {}, Direction::Onward, 10);
    QVERIFY(!page);
    QCOMPARE(page.error().code, u"bad-value"_s);
    QVERIFY2(m_reader->read({u"SELECT 1"_s, {}}, {}), "the connection goes on");
}

void TestRows::namesAreQuoted()
{
    const RowsQuery query{.shape = shapeOf(u"odd \"%1 😀\n"_s),
                          .filters = {{.column = 1, .test = Filter::Test::IsEmpty, .values = {}}},
                          .sorting = {.column = 1}};
    QCOMPARE(readAll(query, Direction::Onward, 10), QStringList{u"2/"_s});
}

/// A pool that gives each transaction another session: nothing of a session is relied on.
void TestRows::throughPooler()
{
    const testsupport::PgBouncer pool(m_settings, u"transaction"_s, 2);
    auto one = Reader::open(pool.settings(), u"test"_s);
    auto other = Reader::open(pool.settings(), u"test"_s);
    QVERIFY2(one && other, qPrintable(one ? QString() : one.error().detail));
    const RowsQuery query{.shape = shapeOf(u"kinds"_s),
                          .filters = {{.column = 0, .test = Filter::Test::AtLeast, .values = {u"1"_s}}},
                          .sorting = {}};
    for (int round = 0; round < 20; ++round) {
        for (Reader *reader : {&*one, &*other}) {
            const auto page = browse::readPage(*reader, query, {}, Direction::Onward, 10);
            QVERIFY2(page, qPrintable(page ? QString() : page.error().detail));
            QCOMPARE(page->text(0, query.shape->indexOf(u"ts"_s)), u"2024-03-02 12:00:00.123456+00"_s);
        }
    }
}

void TestRows::nothingCanBeWritten()
{
    const auto made = m_reader->read({u"CREATE TABLE made(id int)"_s, {}}, u"making"_s);
    QVERIFY(!made);
    QCOMPARE(made.error().code, u"server-read-only"_s);
}

void TestRows::stoppedReader()
{
    std::stop_source stop;
    std::thread later([&stop] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        stop.request_stop();
    });
    const auto slept = m_reader->read({u"SELECT pg_sleep(60)"_s, {}}, u"sleeping"_s, stop.get_token());
    later.join();
    QVERIFY(!slept);
    QCOMPARE(slept.error().code, QString(base::stoppedCode));
    QVERIFY(m_reader->wasStopped());
    QVERIFY(m_reader->alive());
}

QTEST_GUILESS_MAIN(TestRows)
#include "tst_rows.moc"
