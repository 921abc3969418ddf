// SPDX-License-Identifier: MIT
#include "schema/textshape.h"
#include "sqlite/census.h"
#include "sqlite/database.h"
#include "sqlite/interruption.h"
#include "sqlite/schemareader.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <cmath>
#include <thread>

using namespace Qt::StringLiterals;

using schema::Census;
using schema::ColumnCensus;
using schema::TableCensus;
using schema::TextShape;
using sqlite::Database;

namespace {

constexpr auto manyRows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) ";

QString samplesOf(const QList<schema::Sample> &samples, const QString &shape)
{
    QStringList texts;
    for (const schema::Sample &sample : samples) {
        if (sample.shape == shape)
            texts.append(u"%1@%2"_s.arg(sample.value).arg(sample.row));
    }
    return texts.join(u" ");
}

/// "1 orphan: a@2", for a reader of a failed test.
QString describe(const schema::ForeignKeyCensus &census)
{
    QString text = QString::number(census.orphans);
    for (const schema::Sample &sample : census.samples)
        text += u" [%1 %2 @%3]"_s.arg(sample.shape, sample.value).arg(sample.row);
    return text;
}

QString textOf(const QList<schema::Sample> &samples)
{
    QString text;
    for (const schema::Sample &sample : samples)
        text += u"%1 %2 %3;"_s.arg(sample.shape, sample.value).arg(sample.row);
    return text;
}

QString everythingOf(const ColumnCensus &column)
{
    QString text;
    for (const qint64 count :
         {column.nulls, column.integers, column.reals, column.texts, column.blobs, column.minInteger, column.maxInteger,
          column.notBoolean, column.negativeZeros, column.infinities, column.longestText, column.longestBlob,
          column.overDeclaredLength, column.nulTexts, column.invalidTexts, column.validJson, column.lowerCaseUuids})
        text += QString::number(count) + u' ';
    for (const qint64 count : column.shapes)
        text += QString::number(count) + u' ';
    text += QString::number(column.minReal) + u' ' + QString::number(column.maxReal) + u' ';
    for (auto form = column.forms.begin(); form != column.forms.end(); ++form)
        text += u"%1: %2 %3 %4;"_s.arg(form.key()).arg(form->count).arg(form->zeroMicros).arg(form->midnights);
    return text + textOf(column.samples);
}

QString everythingOf(const TableCensus &table)
{
    QString text = u"%1 %2 %3 %4 %5 %6\n"_s.arg(table.table)
                       .arg(table.rows)
                       .arg(table.bytes)
                       .arg(table.largestRow)
                       .arg(table.minRowid)
                       .arg(table.maxRowid);
    for (const ColumnCensus &column : table.columns)
        text += everythingOf(column) + u'\n';
    for (const schema::KeyCensus &key : table.keys)
        text += key.columns.join(u' ') + u' ' + QString::number(key.rowsWithNull) + u'\n';
    for (const schema::ForeignKeyCensus &key : table.foreignKeys)
        text += QString::number(key.orphans) + u' ' + textOf(key.samples) + u'\n';
    return text;
}

} // namespace

class TestCensus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void countsClasses();
    void countsTexts();
    void countsForms();
    void keepsAtMost64Forms();
    void countsJson();
    void findsFlawedTexts();
    void countsDeclaredLength_data();
    void countsDeclaredLength();
    void measuresRows();
    void cutsSamples();
    void readsUnusualTables_data();
    void readsUnusualTables();
    void looksAtKeys_data();
    void looksAtKeys();
    void findsOrphans_data();
    void findsOrphans();
    void agreesWithSqliteAboutOrphans();
    void findsOrphansWithoutAnIndexQuickly();
    void givesTheSameOnAnyNumberOfThreads();
    void cutsLargeTables_data();
    void cutsLargeTables();
    void reportsProgress();
    void stopsSoon_data();
    void stopsSoon();
    void interruptsAnyStatement_data();
    void interruptsAnyStatement();
    void failsOnDamage();

private:
    QString fileOf(const QString &sql)
    {
        QString path = m_folder->filePath(u"source.sqlite"_s);
        testsupport::makeSqlite(path, sql);
        return path;
    }
    schema::Schema schemaOf(const QString &path)
    {
        const auto database = Database::open(path, Database::Mode::Immutable);
        if (!database)
            qFatal("%s", qPrintable(database.error().detail));
        const auto schema = sqlite::readSchema(*database);
        if (!schema)
            qFatal("%s", qPrintable(schema.error().detail));
        return *schema;
    }
    Census censusOf(const QString &sql, int workers = 2)
    {
        const QString path = fileOf(sql);
        const auto census = sqlite::takeCensus(path, schemaOf(path), workers, {}, {});
        if (!census)
            qFatal("%s", qPrintable(census.error().detail));
        return *census;
    }
    ColumnCensus columnOf(const QString &sql) { return censusOf(sql).tables.value(0).columns.value(0); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCensus::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestCensus::countsClasses()
{
    const ColumnCensus c =
        columnOf(u"CREATE TABLE t(a);"
                 "INSERT INTO t VALUES (NULL),(0),(1),(1),(2),(-9223372036854775808),(9223372036854775807),"
                 "(0.5),(-0.0),(0.0),(5e-324),(-1e308),(9e999),(-9e999),('x'),(''),(x''),(x'0102')"_s);
    QCOMPARE(c.nulls, 1);
    QCOMPARE(c.integers, 6);
    QCOMPARE(c.reals, 7);
    QCOMPARE(c.texts, 2);
    QCOMPARE(c.blobs, 2);
    QCOMPARE(c.values(), 17);
    QCOMPARE(c.minInteger, std::numeric_limits<qint64>::min());
    QCOMPARE(c.maxInteger, std::numeric_limits<qint64>::max());
    QCOMPARE(c.minReal, -1e308);
    QCOMPARE(c.maxReal, 0.5);
    QCOMPARE(c.notBoolean, 3);
    QCOMPARE(c.negativeZeros, 1);
    QCOMPARE(c.infinities, 2);
    QCOMPARE(c.longestText, 1);
    QCOMPARE(c.longestBlob, 2);
    QCOMPARE(samplesOf(c.samples, u"integer"_s), u"0@2 1@3 1@4"_s);
    QCOMPARE(samplesOf(c.samples, u"not-boolean"_s), u"2@5 -9223372036854775808@6 9223372036854775807@7"_s);
    QCOMPARE(samplesOf(c.samples, u"real"_s), u"0.5@8 -0.0@9 0.0@10"_s);
    QCOMPARE(samplesOf(c.samples, u"blob"_s), u"x''@17 x'0102'@18"_s);
}

void TestCensus::countsTexts()
{
    const ColumnCensus c =
        columnOf(u"CREATE TABLE t(a TEXT);"
                 "INSERT INTO t VALUES (''),('2024-01-01'),('2024-13-01'),('42'),('4.2'),('1e400'),('Yes'),"
                 "('123e4567-e89b-12d3-a456-426614174000'),('123E4567-E89B-12D3-A456-426614174000'),"
                 "('{\"a\":1}'),('[\"\\u0000\"]'),('hello'),('99999999999999999999')"_s);
    QCOMPARE(c.texts, 13);
    QCOMPARE(c.shape(TextShape::Empty), 1);
    QCOMPARE(c.shape(TextShape::Moment), 1);
    QCOMPARE(c.shape(TextShape::NearMoment), 1);
    QCOMPARE(c.shape(TextShape::Integer), 1);
    QCOMPARE(c.shape(TextShape::Real), 3);
    QCOMPARE(c.shape(TextShape::BooleanWord), 1);
    QCOMPARE(c.shape(TextShape::Uuid), 2);
    QCOMPARE(c.shape(TextShape::Json), 1);
    QCOMPARE(c.shape(TextShape::JsonWithNul), 1);
    QCOMPARE(c.shape(TextShape::Other), 1);
    QCOMPARE(c.lowerCaseUuids, 1);
    QCOMPARE(c.validJson, 2);
    QCOMPARE(samplesOf(c.samples, u"text"_s), u"@1 2024-01-01@2 2024-13-01@3"_s);
    QCOMPARE(samplesOf(c.samples, u"other-text"_s), u"hello@12"_s);
    QCOMPARE(samplesOf(c.samples, u"near-moment"_s), u"2024-13-01@3"_s);
    QCOMPARE(samplesOf(c.samples, u"YYYY-MM-DD"_s), u"2024-01-01@2"_s);
    QCOMPARE(samplesOf(c.samples, u"not-json"_s), QString());
}

void TestCensus::countsForms()
{
    const ColumnCensus c =
        columnOf(u"CREATE TABLE t(a DATETIME);"
                 "INSERT INTO t VALUES ('2024-01-01 00:00:00.000000'),('2024-01-01 01:00:00.000000'),('2024-01-01 "
                 "01:00:00.000001'),"
                 "('2024-01-01 00:00:00'),('2024-01-01 12:00:00'),('2024-01-01'),('2024-01-01 00:00:00.000000')"_s);
    QCOMPARE(c.shape(TextShape::Moment), 7);
    QCOMPARE(c.forms.size(), 3);
    schema::TextForm form;
    QCOMPARE(c.forms.value(form.pack()).count, 1);
    form.time = true;
    QCOMPARE(c.forms.value(form.pack()).count, 2);
    QCOMPARE(c.forms.value(form.pack()).zeroMicros, 2);
    QCOMPARE(c.forms.value(form.pack()).midnights, 1);
    form.fractionDigits = 6;
    QCOMPARE(c.forms.value(form.pack()).count, 4);
    QCOMPARE(c.forms.value(form.pack()).zeroMicros, 3);
    QCOMPARE(c.forms.value(form.pack()).midnights, 2);
}

void TestCensus::keepsAtMost64Forms()
{
    const ColumnCensus c =
        columnOf(u"CREATE TABLE t(a);"_s + QString::fromLatin1(manyRows).arg(200) +
                 u"INSERT INTO t SELECT printf('2024-01-01 00:00:00+%02d:%02d', i / 60, i % 60) FROM n");
    QCOMPARE(c.shape(TextShape::Moment), 200);
    QCOMPARE(c.forms.size(), 64);
    for (const schema::FormCount &count : c.forms)
        QCOMPARE(count.count, 1);
}

void TestCensus::countsJson()
{
    const QString values = u"('{}'),('[1]'),('\"a\"'),('1'),('null'),('{'),('text'),(NULL),('[\"\\u0000\"]'),('')"_s;
    const ColumnCensus declared = columnOf(u"CREATE TABLE t(a JSON); INSERT INTO t VALUES " + values);
    QCOMPARE(declared.validJson, 5 + 0); // the 1 became a number: the type has numeric affinity
    QCOMPARE(declared.integers, 1);
    QCOMPARE(samplesOf(declared.samples, u"not-json"_s), u"{@6 text@7 @10"_s);
    init();
    const ColumnCensus text = columnOf(u"CREATE TABLE t(a JSONTEXT); INSERT INTO t VALUES " + values);
    QCOMPARE(text.validJson, 6);
    init();
    const ColumnCensus other = columnOf(u"CREATE TABLE t(a TEXT); INSERT INTO t VALUES " + values);
    QCOMPARE(other.validJson, 3);
    QCOMPARE(other.shape(TextShape::Json), 2);
    QCOMPARE(other.shape(TextShape::JsonWithNul), 1);
}

void TestCensus::findsFlawedTexts()
{
    const ColumnCensus c =
        columnOf(u"CREATE TABLE t(a); INSERT INTO t VALUES ('good'),(CAST(x'610062' AS TEXT)),"
                 "(CAST(x'00' AS TEXT)),(CAST(x'ff' AS TEXT)),(CAST(x'c080' AS TEXT)),(CAST(x'eda080' AS TEXT)),"
                 "(CAST(x'6100ff' AS TEXT)),(x'00ff'),('ü😀'),(CAST(x'7b7d00' AS TEXT))"_s);
    QCOMPARE(c.nulTexts, 4);
    QCOMPARE(c.invalidTexts, 4);
    QCOMPARE(c.blobs, 1);
    QCOMPARE(c.shape(TextShape::Other), 9);
    QCOMPARE(samplesOf(c.samples, u"nul"_s), u"a\u2400b@2 \u2400@3 a\u2400\uFFFD@7"_s);
    QCOMPARE(samplesOf(c.samples, u"invalid-utf8"_s), u"\uFFFD@4 \uFFFD\uFFFD@5 \uFFFD\uFFFD\uFFFD@6"_s);
}

void TestCensus::countsDeclaredLength_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<qint64>("over");
    QTest::addRow("varchar") << u"VARCHAR(3)"_s << qint64{2};
    QTest::addRow("nvarchar, spaces") << u"national varying character ( 3 )"_s << qint64{2};
    QTest::addRow("longer") << u"CHAR(4)"_s << qint64{1};
    QTest::addRow("no length") << u"VARCHAR"_s << qint64{0};
    QTest::addRow("zero") << u"VARCHAR(0)"_s << qint64{0};
    QTest::addRow("no text") << u"DECIMAL(3)"_s << qint64{0};
    QTest::addRow("two numbers") << u"VARCHAR(3,3)"_s << qint64{0};
    QTest::addRow("negative") << u"VARCHAR(-3)"_s << qint64{0};
}

void TestCensus::countsDeclaredLength()
{
    QFETCH(QString, type);
    QFETCH(qint64, over);
    const ColumnCensus c =
        columnOf(u"CREATE TABLE t(a " + type +
                 u"); INSERT INTO t VALUES ('abc'),('äöü'),('abcd'),('äöüßx'),('😀😀😀'),(x'0102030405')");
    QCOMPARE(c.overDeclaredLength, over);
}

void TestCensus::measuresRows()
{
    const TableCensus t =
        censusOf(u"CREATE TABLE t(a, b); INSERT INTO t(rowid, a, b) VALUES (-5, 1, 'xyz'), (3, NULL, NULL),"
                 "(9000000000000000000, x'0102', 0.5)"_s)
            .tables.value(0);
    QCOMPARE(t.table, u"t"_s);
    QCOMPARE(t.rows, 3);
    QCOMPARE(t.minRowid, -5);
    QCOMPARE(t.maxRowid, 9000000000000000000);
    QCOMPARE(t.bytes, (8 + 3) + 0 + (2 + 8));
    QCOMPARE(t.largestRow, 11);
}

void TestCensus::cutsSamples()
{
    const ColumnCensus c = columnOf(u"CREATE TABLE t(a); INSERT INTO t VALUES (CAST(zeroblob(50000000) AS TEXT)),"
                                    "(replace(hex(zeroblob(50)), '0', '😀')),(zeroblob(1000))"_s);
    QCOMPARE(c.longestText, 50'000'000);
    QCOMPARE(c.nulTexts, 1);
    for (const schema::Sample &sample : c.samples) {
        QVERIFY(sample.value.size() <= 80);
        QVERIFY(!sample.value.contains(QChar(QChar::ReplacementCharacter)));
        QVERIFY(sample.row == 1 || sample.value.endsWith(u'…'));
        QVERIFY(QString::fromUtf8(sample.value.toUtf8()) == sample.value); // no half character
    }
    QCOMPARE(c.samples.size(), 2 + 2 + 2);
}

void TestCensus::readsUnusualTables_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<qint64>("rows");
    QTest::addColumn<qint64>("minRowid");
    QTest::addColumn<qint64>("maxRowid");
    QTest::addColumn<QList<qint64>>("values"); // of each column
    const auto row = [](const char *name, const QString &sql, qint64 rows, qint64 min, qint64 max,
                        const QList<qint64> &values) {
        QTest::addRow("%s", name) << sql << rows << min << max << values;
    };
    row("no rows", u"CREATE TABLE t(a, b)"_s, 0, 0, -1, {0, 0});
    row("all NULL", u"CREATE TABLE t(a); INSERT INTO t VALUES (NULL),(NULL)"_s, 2, 1, 2, {0});
    row("generated", u"CREATE TABLE t(a, b AS (a + 1), c AS (a || 'x') STORED); INSERT INTO t(a) VALUES (1), (NULL)"_s,
        2, 1, 2, {1, 1, 1});
    row("WITHOUT ROWID",
        u"CREATE TABLE t(a BLOB PRIMARY KEY, b) WITHOUT ROWID; CREATE INDEX i ON t(b);"
        "INSERT INTO t VALUES (x'02', 1), (x'01', NULL)"_s,
        2, 0, 1, {2, 1});
    row("hidden rowid", u"CREATE TABLE t(rowid, oid, _rowid_); INSERT INTO t VALUES (7, 8, 9), (7, NULL, 9)"_s, 2, 0, 1,
        {2, 1, 2});
    row("strict", u"CREATE TABLE t(a INT, b ANY) STRICT; INSERT INTO t VALUES (1, 'x')"_s, 1, 1, 1, {1, 1});
    row("UTF-16",
        u"PRAGMA encoding = 'UTF-16'; CREATE TABLE \"ä\"(\"ö\" TEXT); INSERT INTO \"ä\" VALUES ('grüße'), (NULL)"_s, 2,
        1, 2, {1});
    row("odd names", u"CREATE TABLE \"a\"\"b c\"(\"select\", \"x\"\"y\"); INSERT INTO \"a\"\"b c\" VALUES (1, 2)"_s, 1,
        1, 1, {1, 1});
    row("a quoted string as default",
        u"CREATE TABLE t(a DEFAULT \"x\", CHECK (a <> \"y\")); INSERT INTO t DEFAULT VALUES"_s, 1, 1, 1, {1});
}

void TestCensus::readsUnusualTables()
{
    QFETCH(QString, sql);
    QFETCH(qint64, rows);
    QFETCH(qint64, minRowid);
    QFETCH(qint64, maxRowid);
    QFETCH(QList<qint64>, values);
    const TableCensus t = censusOf(sql).tables.value(0);
    QCOMPARE(t.rows, rows);
    QCOMPARE(t.minRowid, minRowid);
    QCOMPARE(t.maxRowid, maxRowid);
    QList<qint64> counted;
    for (const ColumnCensus &column : t.columns)
        counted.append(column.values());
    QCOMPARE(counted, values);
}

void TestCensus::looksAtKeys_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("keys"); // columns: rows with NULL, "collides"
    const auto row = [](const char *name, const QString &sql, const QStringList &keys) {
        QTest::addRow("%s", name) << sql << keys;
    };
    row("none", u"CREATE TABLE t(a, b); CREATE INDEX i ON t(a)"_s, {});
    row("in their order",
        u"CREATE TABLE t(a UNIQUE, b PRIMARY KEY, c, UNIQUE (c, a)); CREATE UNIQUE INDEX i ON t(c DESC);"
        "CREATE UNIQUE INDEX e ON t(lower(c)); CREATE INDEX p ON t(a)"_s,
        {u"b: 0"_s, u"a: 0"_s, u"c,a: 0"_s, u"c: 0"_s});
    row("NULLs in one", u"CREATE TABLE t(a UNIQUE, b); INSERT INTO t VALUES (NULL, 1), (NULL, 2), (3, 3)"_s,
        {u"a: 2"_s});
    row("NULLs in one of two",
        u"CREATE TABLE t(a, b, UNIQUE (a, b)); INSERT INTO t VALUES (NULL, 1), (NULL, 2), (3, 3)"_s, {u"a,b: 2"_s});
    row("NULLs in both",
        u"CREATE TABLE t(a, b, UNIQUE (a, b)); INSERT INTO t VALUES (NULL, 1), (NULL, NULL), (3, NULL), (4, 4)"_s,
        {u"a,b: 3"_s});
    row("NULL in a primary key", u"CREATE TABLE t(a TEXT PRIMARY KEY); INSERT INTO t VALUES (NULL), (NULL), ('x')"_s,
        {u"a: 2"_s});
    row("number and text", u"CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES (1), ('1')"_s, {u"a: 0 collides"_s});
    row("number and other text", u"CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES (1), ('01')"_s, {u"a: 0"_s});
    row("real and text", u"CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES (0.1), ('0.1'), ('0.10')"_s,
        {u"a: 0 collides"_s});
    row("real of many digits and text",
        u"CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES (0.1 + 0.2), ('0.30000000000000004')"_s, {u"a: 0 collides"_s});
    row("real and SQLite's idea of its text", u"CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES (0.1 + 0.2), ('0.3')"_s,
        {u"a: 0"_s});
    row("text and bytes", u"CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES ('a'), (x'61')"_s, {u"a: 0 collides"_s});
    row("text and other bytes", u"CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES ('a'), (x'62')"_s, {u"a: 0"_s});
    row("NUL", u"CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES ('ab'), (CAST(x'610062' AS TEXT))"_s,
        {u"a: 0 collides"_s});
    row("NUL without twin", u"CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES ('a'), (CAST(x'610062' AS TEXT))"_s,
        {u"a: 0"_s});
    row("two bad bytes",
        u"CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES (CAST(x'fe' AS TEXT)), (CAST(x'ff' AS TEXT))"_s,
        {u"a: 0 collides"_s});
    row("a bad byte and its replacement",
        u"CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES (CAST(x'fe' AS TEXT)), (char(65533))"_s, {u"a: 0 collides"_s});
    row("NULLs do not collide", u"CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES (NULL), (NULL), (1), ('x')"_s,
        {u"a: 2"_s});
    row("of two columns only one the same",
        u"CREATE TABLE t(a, b, UNIQUE (a, b)); INSERT INTO t VALUES (1, 1), ('1', 2)"_s, {u"a,b: 0"_s});
    row("of two columns both the same", u"CREATE TABLE t(a, b, UNIQUE (a, b)); INSERT INTO t VALUES (1, 1), ('1', 1)"_s,
        {u"a,b: 0 collides"_s});
    row("NULL beside", u"CREATE TABLE t(a, b, UNIQUE (a, b)); INSERT INTO t VALUES (1, NULL), ('1', NULL)"_s,
        {u"a,b: 2"_s});
    row("WITHOUT ROWID", u"CREATE TABLE t(a PRIMARY KEY) WITHOUT ROWID; INSERT INTO t VALUES (1), ('1')"_s,
        {u"a: 0 collides"_s});
    row("partial",
        u"CREATE TABLE t(a, b); CREATE UNIQUE INDEX i ON t(a) WHERE b = 1; INSERT INTO t VALUES (NULL, 1), (2, 2), (2, 3)"_s,
        {u"a: 1"_s});
    row("names that need quotes",
        u"CREATE TABLE t(\"a b\" UNIQUE, \"c\"\"d\" UNIQUE); INSERT INTO t VALUES (1, 'x'), ('1', 2)"_s,
        {u"a b: 0 collides"_s, u"c\"d: 0"_s});
    row("names that differ in letters beyond A to Z",
        u"CREATE TABLE t(\"ä\" , \"Ä\" UNIQUE); INSERT INTO t VALUES (1, NULL)"_s, {u"Ä: 1"_s});
}

void TestCensus::looksAtKeys()
{
    QFETCH(QString, sql);
    QFETCH(QStringList, keys);
    QStringList found;
    const TableCensus table = censusOf(sql).tables.value(0);
    for (const schema::KeyCensus &key : table.keys) {
        found.append(QString(key.columns.join(u",") + u": " + QString::number(key.rowsWithNull) +
                             (key.collidesAsText ? u" collides" : u"")));
    }
    QCOMPARE(found, keys);
}

void TestCensus::findsOrphans_data()
{
    QTest::addColumn<QString>("sql"); // the child is the last table
    QTest::addColumn<QStringList>("orphans");
    const auto row = [](const char *name, const QString &sql, const QStringList &orphans) {
        QTest::addRow("%s", name) << sql << orphans;
    };
    row("none",
        u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(a REFERENCES p); INSERT INTO p VALUES (1);"
        "INSERT INTO c VALUES (1), (NULL)"_s,
        {u"0"_s});
    row("more than three",
        u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(a REFERENCES p); INSERT INTO p VALUES (1);"
        "INSERT INTO c VALUES (1), (2), (3), ('x'), (5), (1.5)"_s,
        {u"5 [integer 2 @2] [integer 3 @3] [text x @4]"_s});
    row("composite",
        u"CREATE TABLE p(x, y, PRIMARY KEY (x, y)); CREATE TABLE c(a, b, FOREIGN KEY (a, b) REFERENCES p);"
        "INSERT INTO p VALUES (1, 2), (2, NULL);"
        "INSERT INTO c VALUES (1, 2), (1, NULL), (NULL, 9), (NULL, NULL), (1, 3), (2, 1), (2, 'z')"_s,
        {u"3 [integer, integer 1, 3 @5] [integer, integer 2, 1 @6] [integer, text 2, z @7]"_s});
    row("composite in another order",
        u"CREATE TABLE p(x, y, UNIQUE (x, y)); CREATE TABLE c(a, b, FOREIGN KEY (a, b) REFERENCES p(y, x));"
        "INSERT INTO p VALUES (1, 2); INSERT INTO c VALUES (2, 1), (1, 2)"_s,
        {u"1 [integer, integer 1, 2 @2]"_s});
    row("self",
        u"CREATE TABLE t(id INTEGER PRIMARY KEY, up REFERENCES t); INSERT INTO t VALUES (1, 1), (2, 1), (3, 9), (4, NULL)"_s,
        {u"1 [integer 9 @3]"_s});
    row("two keys",
        u"CREATE TABLE p(id INTEGER PRIMARY KEY); INSERT INTO p VALUES (1);"
        "CREATE TABLE c(a REFERENCES p, b REFERENCES p); INSERT INTO c VALUES (1, 2), (1, 3), (2, 1)"_s,
        {u"1 [integer 2 @3]"_s, u"2 [integer 2 @1] [integer 3 @2]"_s});
    row("NOCASE parent",
        u"CREATE TABLE p(n TEXT COLLATE NOCASE PRIMARY KEY); INSERT INTO p VALUES ('Abc');"
        "CREATE TABLE c(a TEXT REFERENCES p); INSERT INTO c VALUES ('aBC'), ('abcd')"_s,
        {u"1 [text abcd @2]"_s});
    row("NOCASE child only",
        u"CREATE TABLE p(n TEXT PRIMARY KEY); INSERT INTO p VALUES ('Abc');"
        "CREATE TABLE c(a TEXT COLLATE NOCASE REFERENCES p); INSERT INTO c VALUES ('aBC'), ('Abc')"_s,
        {u"1 [text aBC @1]"_s});
    row("RTRIM parent",
        u"CREATE TABLE p(n TEXT COLLATE RTRIM UNIQUE); INSERT INTO p VALUES ('x  ');"
        "CREATE TABLE c(a TEXT REFERENCES p(n)); INSERT INTO c VALUES ('x'), (' x')"_s,
        {u"1 [text  x @2]"_s});
    row("number against a text parent",
        u"CREATE TABLE p(n TEXT PRIMARY KEY); INSERT INTO p VALUES ('1'), ('02');"
        "CREATE TABLE c(a INTEGER REFERENCES p); INSERT INTO c VALUES (1), (2)"_s,
        {u"1 [integer 2 @2]"_s});
    row("text against an integer parent",
        u"CREATE TABLE p(n INTEGER PRIMARY KEY); INSERT INTO p VALUES (1), (2);"
        "CREATE TABLE c(a BLOB REFERENCES p); INSERT INTO c VALUES ('1'), ('02'), (x'31')"_s,
        {u"1 [blob x'31' @3]"_s});
    row("untyped parent",
        u"CREATE TABLE p(n PRIMARY KEY); INSERT INTO p VALUES (1), ('2');"
        "CREATE TABLE c(a TEXT REFERENCES p, b INT REFERENCES p); INSERT INTO c VALUES ('1', 2), ('2', 1)"_s,
        {u"1 [integer 2 @1]"_s, u"1 [text 1 @1]"_s});
    row("no such parent", u"CREATE TABLE c(a REFERENCES nowhere); INSERT INTO c VALUES (1), (NULL), (2)"_s,
        {u"2 [integer 1 @1] [integer 2 @3]"_s});
    row("no such parent column",
        u"CREATE TABLE p(id); INSERT INTO p VALUES (1); CREATE TABLE c(a REFERENCES p(nowhere));"
        "INSERT INTO c VALUES (1), (NULL)"_s,
        {u"1 [integer 1 @1]"_s});
    row("parent without a key",
        u"CREATE TABLE p(id); INSERT INTO p VALUES (1); CREATE TABLE c(a REFERENCES p); INSERT INTO c VALUES (1)"_s,
        {u"1 [integer 1 @1]"_s});
    row("parent is a view",
        u"CREATE VIEW p AS SELECT 1 AS id; CREATE TABLE c(a REFERENCES p(id)); INSERT INTO c VALUES (1)"_s,
        {u"1 [integer 1 @1]"_s});
    row("wrong number of columns",
        u"CREATE TABLE p(x, y, PRIMARY KEY (x, y)); INSERT INTO p VALUES (1, 1);"
        "CREATE TABLE c(a REFERENCES p); INSERT INTO c VALUES (1)"_s,
        {u"1 [integer 1 @1]"_s});
    row("parent not unique",
        u"CREATE TABLE p(x); INSERT INTO p VALUES (1), (1), (NULL), (2); CREATE TABLE c(a REFERENCES p(x));"
        "INSERT INTO c VALUES (1), (1), (2), (3)"_s,
        {u"1 [integer 3 @4]"_s});
    row("parent not unique, NOCASE",
        u"CREATE TABLE p(x COLLATE NOCASE); INSERT INTO p VALUES ('a'), ('A'), ('b');"
        "CREATE TABLE c(a REFERENCES p(x)); INSERT INTO c VALUES ('a'), ('B'), ('c')"_s,
        {u"1 [text c @3]"_s});
    row("parent unique by another collation",
        u"CREATE TABLE p(x COLLATE NOCASE); CREATE UNIQUE INDEX i ON p(x COLLATE BINARY); INSERT INTO p VALUES ('a'), "
        u"('A');"
        "CREATE TABLE c(a PRIMARY KEY REFERENCES p(x)) WITHOUT ROWID; INSERT INTO c VALUES ('a'), ('b')"_s,
        {u"1 [text b @1]"_s});
    row("child WITHOUT ROWID",
        u"CREATE TABLE p(id INTEGER PRIMARY KEY); INSERT INTO p VALUES (1);"
        "CREATE TABLE c(k PRIMARY KEY, a REFERENCES p) WITHOUT ROWID; CREATE INDEX i ON c(a);"
        "INSERT INTO c VALUES ('b', 1), ('d', 0), ('a', 9), ('c', NULL)"_s,
        {u"2 [integer 9 @0] [integer 0 @3]"_s});
    row("child with hidden rowid",
        u"CREATE TABLE p(id INTEGER PRIMARY KEY); INSERT INTO p VALUES (1);"
        "CREATE TABLE c(rowid REFERENCES p, oid, _rowid_); INSERT INTO c VALUES (1, 1, 1), (5, 5, 5)"_s,
        {u"1 [integer 5 @1]"_s});
    row("parent WITHOUT ROWID",
        u"CREATE TABLE p(k BLOB PRIMARY KEY) WITHOUT ROWID; INSERT INTO p VALUES (x'00ff');"
        "CREATE TABLE c(a BLOB REFERENCES p); INSERT INTO c VALUES (x'00ff'), (x'00')"_s,
        {u"1 [blob x'00' @2]"_s});
    row("empty parent",
        u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(a REFERENCES p); INSERT INTO c VALUES (1)"_s,
        {u"1 [integer 1 @1]"_s});
    row("generated key",
        u"CREATE TABLE p(id INTEGER PRIMARY KEY); INSERT INTO p VALUES (2);"
        "CREATE TABLE c(x, a AS (x * 2) REFERENCES p); INSERT INTO c VALUES (1), (2)"_s,
        {u"1 [integer 4 @2]"_s});
    row("names in another case",
        u"CREATE TABLE Parent(Id INTEGER PRIMARY KEY); INSERT INTO Parent VALUES (1);"
        "CREATE TABLE c(A REFERENCES PARENT(ID)); INSERT INTO c VALUES (1), (2)"_s,
        {u"1 [integer 2 @2]"_s});
    row("names that need quotes",
        u"CREATE TABLE \"p q\"(\"i\"\"d\" PRIMARY KEY); INSERT INTO \"p q\" VALUES (1);"
        "CREATE TABLE \"c d\"(\"a b\" REFERENCES \"p q\"(\"i\"\"d\")); INSERT INTO \"c d\" VALUES (1), (2)"_s,
        {u"1 [integer 2 @2]"_s});
}

void TestCensus::findsOrphans()
{
    QFETCH(QString, sql);
    QFETCH(QStringList, orphans);
    QStringList found;
    const TableCensus child = censusOf(sql).tables.last();
    for (const schema::ForeignKeyCensus &key : child.foreignKeys)
        found.append(describe(key));
    found.sort(); // SQLite and the definition number keys differently
    QCOMPARE(found, orphans);
}

void TestCensus::agreesWithSqliteAboutOrphans()
{
    const QStringList types{
        u"INTEGER"_s, u"TEXT"_s, u"BLOB"_s, u"REAL"_s, u"NUMERIC"_s, u"TEXT COLLATE NOCASE"_s, u"TEXT COLLATE RTRIM"_s};
    const QString values = u"(1),('1'),(1.0),('1.0'),('01'),(2.5),('2.5'),('a'),('A'),('a "
                           u"'),(x'61'),(x'31'),(NULL),(''),(' '),(0),('1e0'),"
                           "(9007199254740993),('9007199254740993'),(9007199254740992.0),(x'')"_s;
    for (const QString &parent : types) {
        for (const QString &child : types) {
            init();
            const QString path = fileOf(u"CREATE TABLE p(x " + parent + u" UNIQUE); CREATE TABLE c(a " + child +
                                        u" REFERENCES p(x)); INSERT OR IGNORE INTO p SELECT column1 FROM (VALUES " +
                                        values + u") WHERE random() % 2; INSERT INTO c VALUES " + values);
            const auto census = sqlite::takeCensus(path, schemaOf(path), 1, {}, {});
            QVERIFY(census);
            const auto database = Database::open(path, Database::Mode::Immutable);
            QVERIFY(database);
            const auto expected = database->integer(u"SELECT count(*) FROM pragma_foreign_key_check('c')"_s);
            QVERIFY(expected);
            if (census->tables[1].foreignKeys[0].orphans != *expected)
                QFAIL(qPrintable(QString(parent + u" / " + child + u": " + describe(census->tables[1].foreignKeys[0]) +
                                         u", not " + QString::number(*expected))));
        }
    }
}

void TestCensus::findsOrphansWithoutAnIndexQuickly()
{
    QElapsedTimer timer;
    const QString path = fileOf(u"CREATE TABLE p(x TEXT); CREATE TABLE c(a REFERENCES p(x));"_s +
                                QString::fromLatin1(manyRows).arg(100000) + u"INSERT INTO p SELECT i FROM n;" +
                                QString::fromLatin1(manyRows).arg(100000) + u"INSERT INTO c SELECT i + 10 FROM n;");
    const auto schema = schemaOf(path);
    timer.start();
    const auto census = sqlite::takeCensus(path, schema, 1, {}, {});
    QVERIFY(census);
    QCOMPARE(census->tables[1].foreignKeys[0].orphans, 10);
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed()))); // quadratic: minutes
}

void TestCensus::givesTheSameOnAnyNumberOfThreads()
{
    QString sql;
    for (int table = 0; table < 12; ++table) {
        sql += u"CREATE TABLE t%1(id INTEGER PRIMARY KEY, a UNIQUE, b TEXT, up REFERENCES t%2);"_s.arg(table).arg(
            (table + 1) % 12);
        sql +=
            QString::fromLatin1(manyRows).arg(100 * table) +
            u"INSERT INTO t%1 SELECT i, i, printf('2024-01-01 %02d:00', i %% 25), i * 2 FROM n;"_s.arg(table).replace(
                u"%%"_s, u"%"_s);
    }
    const QString path = fileOf(sql);
    const auto schema = schemaOf(path);
    QStringList answers;
    for (const int workers : {-1, 0, 1, 2, 3, 8, 100}) {
        const auto census = sqlite::takeCensus(path, schema, workers, {}, {});
        QVERIFY(census);
        QString answer;
        for (const TableCensus &table : census->tables) {
            answer += u"%1 %2 %3 %4 "_s.arg(table.table).arg(table.rows).arg(table.bytes).arg(table.keys.size());
            answer += describe(table.foreignKeys.value(0));
            for (const ColumnCensus &column : table.columns)
                answer += u" %1/%2/%3"_s.arg(column.values())
                              .arg(column.shape(TextShape::NearMoment))
                              .arg(column.samples.size());
        }
        answers.append(answer);
    }
    QCOMPARE(answers.removeDuplicates(), 6);
    QVERIFY(answers[0].contains(u"t11 1100 "));
}

void TestCensus::cutsLargeTables_data()
{
    QTest::addColumn<QString>("more");
    QTest::addColumn<qint64>("orphans");
    QTest::addRow("no orphans") << u""_s << qint64{0};
    QTest::addRow("orphans at both ends") << u"UPDATE c SET up = 1 WHERE id IN (SELECT min(id) FROM c UNION ALL "
                                             "SELECT max(id) FROM c)"_s
                                          << qint64{2};
    QTest::addRow("keys that are no integers") << u"UPDATE c SET up = 'x' WHERE id = 0"_s << qint64{1};
    QTest::addRow("text that a parent is equal to") << u"UPDATE c SET up = x'37' WHERE id = 0"_s << qint64{1};
}

/// What was found does not depend on how many looked: a table of several pieces, sparsely numbered, with a key of its
/// own to the very same table and one to a parent without an alias of its rowid.
void TestCensus::cutsLargeTables()
{
    QFETCH(const QString, more);
    const QString path = fileOf(
        u"CREATE TABLE p(name TEXT, id BIGINT UNIQUE);"
        "CREATE TABLE c(id INTEGER PRIMARY KEY, up INTEGER REFERENCES p(id), self INTEGER REFERENCES c(id), a, at TEXT);"_s +
        QString::fromLatin1(manyRows).arg(200'000) + u"INSERT INTO p SELECT 'p' || i, i * 7 FROM n ORDER BY i % 1000;" +
        QString::fromLatin1(manyRows).arg(500'000) +
        u"INSERT INTO c SELECT (i - 250000) * 1000003, (i % 200000 + 1) * 7, ((i * 31) % 500000 - 249999) * 1000003,"
        " CASE i % 5 WHEN 0 THEN i WHEN 1 THEN i / 2.0 WHEN 2 THEN 'x' || i WHEN 3 THEN NULL ELSE CAST(i AS BLOB) END,"
        " CASE WHEN i < 300000 THEN '2024-01-01 00:00' ELSE '2024-01-01T00:00:00.123+0' || (i % 9) || ':00' END FROM "
        "n;" +
        more);
    const auto schema = schemaOf(path);
    const auto alone = sqlite::takeCensus(path, schema, 1, {}, {});
    const auto together = sqlite::takeCensus(path, schema, 3, {}, {});
    QVERIFY(alone && together);
    QTEST(alone->tables[1].foreignKeys[0].orphans, "orphans");
    QCOMPARE(alone->tables[1].columns[4].forms.size(), 10);
    for (qsizetype i = 0; i < alone->tables.size(); ++i)
        QCOMPARE(everythingOf(together->tables[i]), everythingOf(alone->tables[i]));
}

void TestCensus::reportsProgress()
{
    const QString path = fileOf(u"CREATE TABLE t(a); CREATE TABLE u(a);"_s + QString::fromLatin1(manyRows).arg(300000) +
                                u"INSERT INTO t SELECT hex(i) FROM n; INSERT INTO u VALUES ('xyz');");
    QList<base::Progress> heard;
    std::atomic<bool> inside = false;
    std::atomic<bool> twice = false;
    QElapsedTimer timer;
    timer.start();
    const auto census = sqlite::takeCensus(path, schemaOf(path), 3,
                                           [&](const base::Progress &progress) {
                                               twice = twice || inside.exchange(true);
                                               heard.append(progress);
                                               inside = false;
                                           },
                                           {});
    QVERIFY(census);
    QVERIFY(!twice);
    QVERIFY(!heard.isEmpty());
    QVERIFY(heard.size() <= timer.elapsed() / 100 + 3);
    qint64 before = 0;
    for (const base::Progress &progress : heard) {
        QCOMPARE(static_cast<int>(progress.phase), static_cast<int>(base::Phase::Census));
        QCOMPARE(progress.of, 300001);
        QVERIFY(progress.done >= before);
        before = progress.done;
    }
    QCOMPARE(heard.last().done, 300001);
    QCOMPARE(heard.last().bytes, census->tables[0].bytes + census->tables[1].bytes);
}

void TestCensus::stopsSoon_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("after"); // milliseconds
    QTest::addRow("before it begins") << u"CREATE TABLE t(a)"_s << -1;
    // Every value of b takes a millisecond to compute, but only since the rows are there.
    QTest::addRow("while scanning")
        << u"CREATE TABLE t(a, b AS (a));"_s + QString::fromLatin1(manyRows).arg(100000) +
               u"INSERT INTO t SELECT i FROM n; PRAGMA writable_schema = ON;"
               "UPDATE sqlite_master SET sql = 'CREATE TABLE t(a, b AS (hex(zeroblob(1000000)) || a))'"
        << 100;
}

void TestCensus::stopsSoon()
{
    QFETCH(QString, sql);
    QFETCH(int, after);
    const QString path = fileOf(sql);
    const auto schema = schemaOf(path);
    std::stop_source stop;
    QElapsedTimer sinceRequest;
    if (after < 0)
        stop.request_stop();
    sinceRequest.start();
    const std::jthread asking([&] {
        if (after < 0)
            return;
        std::this_thread::sleep_for(std::chrono::milliseconds(after));
        sinceRequest.start();
        stop.request_stop();
    });
    const auto census = sqlite::takeCensus(path, schema, 2, {}, stop.get_token());
    QVERIFY(!census);
    QCOMPARE(census.error().code, QString(base::stoppedCode));
    QVERIFY2(sinceRequest.elapsed() < 1000,
             qPrintable(QString::number(sinceRequest.elapsed()))); // 200 on an idle machine
}

void TestCensus::interruptsAnyStatement_data()
{
    QTest::addColumn<int>("after"); // milliseconds
    QTest::addRow("before it starts") << 0;
    QTest::addRow("while it runs") << 100;
}

void TestCensus::interruptsAnyStatement()
{
    QFETCH(int, after);
    const auto database = Database::open(fileOf(u"CREATE TABLE t(a)"_s), Database::Mode::Immutable);
    QVERIFY(database);
    std::stop_source stop;
    QElapsedTimer timer;
    timer.start();
    {
        const sqlite::Interruption interruption(database->handle(), stop.get_token());
        if (after == 0)
            stop.request_stop();
        const std::jthread asking([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(after));
            stop.request_stop();
        });
        const auto endless = database->integer(
            u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"_s);
        QVERIFY(!endless);
        QCOMPARE(endless.error().code, QString(base::stoppedCode));
    }
    QVERIFY2(timer.elapsed() < after + 1000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(database->integer(u"SELECT count(*) FROM t"_s).value_or(-1), 0); // the connection lives on
}

void TestCensus::failsOnDamage()
{
    const QString path =
        fileOf(u"CREATE TABLE good(a); CREATE TABLE t(a);"_s + QString::fromLatin1(manyRows).arg(3000) +
               u"INSERT INTO t SELECT hex(zeroblob(100)) FROM n;");
    const auto schema = schemaOf(path);
    QFile file(path);
    QVERIFY(file.open(QFile::ReadWrite));
    QVERIFY(file.seek(qint64(4096) * 30));
    file.write(QByteArray(qsizetype(4096) * 5, '\x77'));
    file.close();
    for (const int workers : {1, 2}) {
        const auto census = sqlite::takeCensus(path, schema, workers, {}, {});
        QVERIFY(!census);
        QCOMPARE(census.error().code, u"source-damaged"_s);
    }
    const auto missing = sqlite::takeCensus(path + u"x", schema, 1, {}, {});
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, u"not-found"_s);
}

QTEST_GUILESS_MAIN(TestCensus)
#include "tst_census.moc"
