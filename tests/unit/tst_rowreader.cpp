// SPDX-License-Identifier: MIT
#include "schema/realtext.h"
#include "sqlite/database.h"
#include "sqlite/rowreader.h"
#include "support/testserver.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <limits>
#include <sqlite3.h>

using namespace Qt::StringLiterals;

using schema::RawValue;
using schema::StorageClass;
using sqlite::Database;
using sqlite::RowRange;
using sqlite::RowReader;
using sqlite::RowSource;

namespace {

constexpr RowRange allRows{};

/// A value as the SQL literal that makes it.
QByteArray literal(const RawValue &value)
{
    switch (value.storage) {
    case StorageClass::Null:
        return "NULL";
    case StorageClass::Integer:
        return QByteArray::number(value.integer);
    case StorageClass::Real:
        return "r" + schema::realDigits(value.real);
    case StorageClass::Text:
        return "'" + QByteArray(value.data, value.size).replace('\0', "\\0") + "'";
    case StorageClass::Blob:
        return "x'" + QByteArray(value.data, value.size).toHex() + "'";
    }
    return {};
}

/// "rowid: value, value" for each row.
QStringList rowsOf(RowReader &reader)
{
    QStringList rows;
    while (true) {
        const auto more = reader.next();
        if (!more)
            return {QString(u"error " + more.error().code)};
        if (!*more)
            return rows;
        QByteArrayList values;
        for (const RawValue &value : reader.values())
            values.append(literal(value));
        rows.append(QString::fromUtf8(QByteArray::number(reader.row()) + ": " + values.join(", ")));
    }
}

} // namespace

class TestRowReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsRows_data();
    void readsRows();
    void readsRanges_data();
    void readsRanges();
    void readsUtf16();
    void readsLargeValues();
    void readsAsManyColumnsAsThereCanBe();
    void refusesWhatIsNotThere();
    void endsAtDamage();
    void opensAnyName_data();
    void opensAnyName();
    void saysWhyItCannotOpen_data();
    void saysWhyItCannotOpen();
    void neverWrites();
    void prepares();

private:
    QString fileOf(const QString &sql)
    {
        const QString path = m_folder->filePath(u"source.sqlite"_s);
        testsupport::makeSqlite(path, sql);
        return path;
    }
    QStringList read(const QString &sql, const RowSource &source, RowRange range = allRows)
    {
        const auto database = Database::open(fileOf(sql), Database::Mode::Immutable);
        if (!database)
            return {database.error().detail};
        auto reader = RowReader::open(*database, source, range);
        return reader ? rowsOf(*reader) : QStringList{reader.error().detail};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRowReader::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestRowReader::readsRows_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("columns");
    QTest::addColumn<bool>("hasRowid");
    QTest::addColumn<QStringList>("rows");

    QTest::addRow("no rows") << u"CREATE TABLE t(a)"_s << QStringList{u"a"_s} << true << QStringList{};
    QTest::addRow("json functions in the schema")
        << u"CREATE TABLE t(a, b AS (json_extract(a, '$.x')), CHECK (json_valid(a))); CREATE INDEX i ON t(a ->> 'y');"
           "INSERT INTO t VALUES ('{\"x\": 7}')"_s
        << QStringList{u"a"_s, u"b"_s} << true << QStringList{u"1: '{\"x\": 7}', 7"_s};
    QTest::addRow("every class")
        << u"CREATE TABLE t(a);"
           "INSERT INTO t VALUES (NULL),(0),(-9223372036854775808),(9223372036854775807),(0.5),"
           "(-0.0),(5e-324),(9e999),(''),('ü'),(x''),(x'00ff')"_s
        << QStringList{u"a"_s} << true
        << QStringList{u"1: NULL"_s,
                       u"2: 0"_s,
                       u"3: -9223372036854775808"_s,
                       u"4: 9223372036854775807"_s,
                       u"5: r0.5"_s,
                       u"6: r-0.0"_s,
                       u"7: r5e-324"_s,
                       u"8: rInfinity"_s,
                       u"9: ''"_s,
                       u"10: 'ü'"_s,
                       u"11: x''"_s,
                       u"12: x'00ff'"_s};
    QTest::addRow("NUL in a text") << u"CREATE TABLE t(a); INSERT INTO t VALUES (CAST(x'610062' AS TEXT))"_s
                                   << QStringList{u"a"_s} << true << QStringList{u"1: 'a\\0b'"_s};
    QTest::addRow("some columns, in the order asked for")
        << u"CREATE TABLE t(a, b, c); INSERT INTO t VALUES (1, 2, 3)"_s << QStringList{u"c"_s, u"a"_s} << true
        << QStringList{u"1: 3, 1"_s};
    QTest::addRow("no columns") << u"CREATE TABLE t(a); INSERT INTO t(rowid) VALUES (7)"_s << QStringList{} << true
                                << QStringList{u"7: "_s};
    QTest::addRow("by rowid, whatever an index says")
        << u"CREATE TABLE t(a); CREATE INDEX i ON t(a); INSERT INTO t(rowid, a) VALUES (5, 1), (-3, 2), (4, 0)"_s
        << QStringList{u"a"_s} << true << QStringList{u"-3: 2"_s, u"4: 0"_s, u"5: 1"_s};
    QTest::addRow("rowid is a column") << u"CREATE TABLE t(rowid); INSERT INTO t(_rowid_, rowid) VALUES (9, 'x')"_s
                                       << QStringList{u"rowid"_s} << true << QStringList{u"9: 'x'"_s};
    QTest::addRow("rowid and _rowid_ are columns")
        << u"CREATE TABLE t(RowId, _ROWID_); INSERT INTO t(oid, rowid, _rowid_) VALUES (9, 'x', 'y')"_s
        << QStringList{u"RowId"_s, u"_ROWID_"_s} << true << QStringList{u"9: 'x', 'y'"_s};
    QTest::addRow("all three names are columns")
        << u"CREATE TABLE t(rowid, _rowid_, oid); CREATE INDEX i ON t(oid);"
           "INSERT INTO t VALUES (30, 20, 3), (10, 10, 2), (20, 30, 1)"_s
        << QStringList{u"oid"_s} << true << QStringList{u"0: 3"_s, u"1: 2"_s, u"2: 1"_s};
    QTest::addRow("a column that hides the rowid, not asked for")
        << u"CREATE TABLE t(rowid, a); INSERT INTO t(_rowid_, rowid, a) VALUES (9, 5, 'x')"_s << QStringList{u"a"_s}
        << true << QStringList{u"9: 'x'"_s};
    QTest::addRow("an alias named rowid")
        << u"CREATE TABLE t(rowid INTEGER PRIMARY KEY); INSERT INTO t VALUES (6), (5)"_s << QStringList{u"rowid"_s}
        << true << QStringList{u"5: 5"_s, u"6: 6"_s};
    QTest::addRow("WITHOUT ROWID by blob")
        << u"CREATE TABLE t(k BLOB PRIMARY KEY, v) WITHOUT ROWID; CREATE INDEX i ON t(v);"
           "INSERT INTO t VALUES (x'ff', 1), (x'00', 2), (x'', 3), (x'0001', 4)"_s
        << QStringList{u"v"_s, u"k"_s} << false
        << QStringList{u"0: 3, x''"_s, u"1: 2, x'00'"_s, u"2: 4, x'0001'"_s, u"3: 1, x'ff'"_s};
    QTest::addRow("WITHOUT ROWID by two, one descending")
        << u"CREATE TABLE t(a, b, PRIMARY KEY (b DESC, a)) WITHOUT ROWID; INSERT INTO t VALUES (1, 1), (2, 1), (1, 2)"_s
        << QStringList{u"a"_s, u"b"_s} << false << QStringList{u"0: 1, 2"_s, u"1: 1, 1"_s, u"2: 2, 1"_s};
    QTest::addRow("generated columns")
        << u"CREATE TABLE t(a, b AS (a * 2), c AS (a || 'x') STORED); INSERT INTO t(a) VALUES (4)"_s
        << QStringList{u"a"_s, u"b"_s, u"c"_s} << true << QStringList{u"1: 4, 8, '4x'"_s};
    QTest::addRow("REAL column of whole numbers")
        << u"CREATE TABLE t(a REAL); INSERT INTO t VALUES (1), (1e300), ('2'), ('x')"_s << QStringList{u"a"_s} << true
        << QStringList{u"1: r1.0"_s, u"2: r1e+300"_s, u"3: r2.0"_s, u"4: 'x'"_s};
    QTest::addRow("column names that need quotes")
        << u"CREATE TABLE t(\"a b\", \"q\"\"q\", \"select\", [ü]); INSERT INTO t VALUES (1, 2, 3, 4)"_s
        << QStringList{u"a b"_s, u"q\"q"_s, u"select"_s, u"ü"_s} << true << QStringList{u"1: 1, 2, 3, 4"_s};
}

void TestRowReader::readsRows()
{
    QFETCH(QString, sql);
    QFETCH(QStringList, columns);
    QFETCH(bool, hasRowid);
    QFETCH(QStringList, rows);
    QCOMPARE(read(sql, {u"t"_s, columns, hasRowid}), rows);
}

void TestRowReader::readsRanges_data()
{
    constexpr qint64 least = std::numeric_limits<qint64>::min();
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    QTest::addColumn<QString>("table");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("last");
    QTest::addColumn<QStringList>("rows");
    QTest::addRow("inside") << u"t"_s << qint64{2} << qint64{4} << QStringList{u"2: 'b'"_s, u"4: 'd'"_s};
    QTest::addRow("one") << u"t"_s << qint64{4} << qint64{4} << QStringList{u"4: 'd'"_s};
    QTest::addRow("a gap") << u"t"_s << qint64{5} << qint64{8} << QStringList{};
    QTest::addRow("everything there can be")
        << u"t"_s << least << most << QStringList{u"-9: 'z'"_s, u"1: 'a'"_s, u"2: 'b'"_s, u"4: 'd'"_s, u"9: 'i'"_s};
    QTest::addRow("negative") << u"t"_s << qint64{-20} << qint64{0} << QStringList{u"-9: 'z'"_s};
    QTest::addRow("hidden rowid: by ordinal")
        << u"h"_s << qint64{1} << qint64{2} << QStringList{u"1: 'b'"_s, u"2: 'c'"_s};
    QTest::addRow("hidden rowid: beyond the end") << u"h"_s << qint64{2} << most << QStringList{u"2: 'c'"_s};
    QTest::addRow("hidden rowid: from the very first")
        << u"h"_s << qint64{0} << most << QStringList{u"0: 'a'"_s, u"1: 'b'"_s, u"2: 'c'"_s};
}

void TestRowReader::readsRanges()
{
    QFETCH(QString, table);
    QFETCH(qint64, first);
    QFETCH(qint64, last);
    QFETCH(QStringList, rows);
    const QString sql = u"CREATE TABLE t(a); CREATE TABLE h(rowid, _rowid_, oid, a);"
                        "INSERT INTO t(rowid, a) VALUES (9, 'i'), (4, 'd'), (2, 'b'), (1, 'a'), (-9, 'z');"
                        "INSERT INTO h(a) VALUES ('a'), ('b'), ('c')"_s;
    QCOMPARE(read(sql, {table, {u"a"_s}, true}, {first, last}), rows);
}

void TestRowReader::readsUtf16()
{
    for (const QString &encoding : {u"UTF-16le"_s, u"UTF-16be"_s}) {
        init();
        const QString sql = u"PRAGMA encoding = '" + encoding +
                            u"'; CREATE TABLE \"tä\"(\"ö😀\"); INSERT INTO \"tä\" VALUES ('grüße 😀')";
        QCOMPARE(read(sql, {u"tä"_s, {u"ö😀"_s}, true}), QStringList{u"1: 'grüße 😀'"_s});
    }
}

void TestRowReader::readsLargeValues()
{
    const auto database =
        Database::open(fileOf(u"CREATE TABLE t(a, b);"
                              "INSERT INTO t VALUES (CAST(zeroblob(50000000) AS TEXT), zeroblob(50000000))"_s),
                       Database::Mode::Immutable);
    QVERIFY(database);
    auto reader = RowReader::open(*database, {u"t"_s, {u"a"_s, u"b"_s}, true}, allRows);
    QVERIFY(reader);
    QVERIFY(reader->next().value_or(false));
    QCOMPARE(static_cast<int>(reader->values()[0].storage), static_cast<int>(StorageClass::Text));
    QCOMPARE(reader->values()[0].size, 50'000'000);
    QCOMPARE(static_cast<int>(reader->values()[1].storage), static_cast<int>(StorageClass::Blob));
    QCOMPARE(reader->values()[1].size, 50'000'000);
    QCOMPARE(reader->values()[1].data[49'999'999], '\0');
    QVERIFY(!reader->next().value_or(true));
    QVERIFY(!reader->next().value_or(true)); // and stays at its end
}

void TestRowReader::readsAsManyColumnsAsThereCanBe()
{
    QStringList columns;
    for (int i = 0; i < 2000; ++i)
        columns.append(u"c%1"_s.arg(i));
    const QString sql =
        u"CREATE TABLE t(" + columns.join(u',') + u"); INSERT INTO t(rowid, c1999) VALUES (7, 'a'), (8, 'b')";
    const QStringList rows = read(sql, {u"t"_s, columns, true});
    QCOMPARE(rows.size(), 2);
    QVERIFY(rows[0].startsWith(u"0: NULL"));
    QVERIFY(rows[1].endsWith(u", 'b'"));
}

void TestRowReader::refusesWhatIsNotThere()
{
    const QString sql = u"CREATE TABLE t(a); INSERT INTO t VALUES (1)"_s;
    // Not the string 'b', which SQLite would make of an unknown name in double quotes.
    QVERIFY(read(sql, {u"t"_s, {u"b"_s}, true}).value(0).contains(u"no such column"));
    init();
    QVERIFY(read(sql, {u"u"_s, {u"a"_s}, true}).value(0).contains(u"no such table"));
}

void TestRowReader::endsAtDamage()
{
    const QString path =
        fileOf(u"CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
               "INSERT INTO t SELECT hex(zeroblob(100)) FROM n"_s);
    QFile file(path);
    QVERIFY(file.open(QFile::ReadWrite));
    QVERIFY(file.seek(4096 * 20));
    file.write(QByteArray(4096 * 5, '\x77'));
    file.close();
    const auto database = Database::open(path, Database::Mode::Immutable);
    QVERIFY(database);
    auto reader = RowReader::open(*database, {u"t"_s, {u"a"_s}, true}, allRows);
    QVERIFY(reader);
    auto more = reader->next();
    while (more && *more)
        more = reader->next();
    QVERIFY(!more);
    QCOMPARE(more.error().code, u"source-damaged"_s);
    QVERIFY(more.error().detail.contains(u"malformed"));
    QVERIFY(!reader->next().value_or(true));
}

void TestRowReader::opensAnyName_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"plain.db",       "a b.db",        "what?.db",       "immutable=1&mode=rw.db",
                             "x?mode=memory",  "100%.db",       "%41.db",         "#1.db",
                             "it's.db",        "\"quoted\".db", "line\nbreak.db", "tab\t.db",
                             "back\\slash.db", "file:x.db",     ":memory:",       "-.db",
                             "ü 😀.db",         "a;b.db",        "[1].db",         "a&b=c.db",
                             "+plus.db",       "~.db"})
        QTest::addRow("%s", QByteArray(name).toPercentEncoding(" %").constData()) << QString::fromUtf8(name);
}

void TestRowReader::opensAnyName()
{
    QFETCH(QString, name);
    const QString made = fileOf(u"CREATE TABLE t(a); INSERT INTO t VALUES (42)"_s);
    const QString path = m_folder->path() + u'/' + name;
    QVERIFY(QFile::rename(made, path));
    for (const auto mode : {Database::Mode::Immutable, Database::Mode::ReadOnly}) {
        const auto database = Database::open(path, mode);
        QVERIFY2(database, database ? "" : qPrintable(database.error().detail));
        QCOMPARE(database->integer(u"SELECT a FROM t"_s).value_or(0), 42);
        QCOMPARE(QString::fromUtf8(sqlite3_db_filename(database->handle(), "main")),
                 QFileInfo(path).canonicalFilePath());
    }
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden), QStringList{name});
}

void TestRowReader::saysWhyItCannotOpen_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("code");
    QTest::addRow("not there") << QByteArray() << u"not-found"_s;
    QTest::addRow("text") << QByteArray(5000, 'x') << u"not-a-database"_s;
    QTest::addRow("damaged") << QByteArray("SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20", 24) + QByteArray(5000, 'x')
                             << u"source-damaged"_s;
}

void TestRowReader::saysWhyItCannotOpen()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, code);
    const QString path = m_folder->filePath(u"source.sqlite"_s);
    if (!content.isNull()) {
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(content);
    }
    const auto database = Database::open(path, Database::Mode::Immutable);
    QVERIFY(!database);
    QVERIFY2(database.error().code == code,
             qPrintable(QString(database.error().code + u": " + database.error().detail)));
    QVERIFY(database.error().message.endsWith(u'.'));
    QVERIFY(database.error().detail.contains(path));
    QCOMPARE(QFile::exists(path), !content.isNull()); // opening makes no file
}

void TestRowReader::neverWrites()
{
    const QString path = fileOf(u"CREATE TABLE t(a)"_s);
    for (const auto mode : {Database::Mode::Immutable, Database::Mode::ReadOnly}) {
        const auto database = Database::open(path, mode);
        QVERIFY(database);
        for (const QString &sql : {u"INSERT INTO t VALUES (1)"_s, u"DROP TABLE t"_s, u"PRAGMA user_version = 5"_s}) {
            const auto statement = database->prepare(sql);
            QVERIFY(!statement || sqlite3_step(statement->get()) == SQLITE_READONLY);
        }
        QCOMPARE(database->integer(u"SELECT count(*) FROM t"_s).value_or(-1), 0);
        QCOMPARE(database->integer(u"PRAGMA user_version"_s).value_or(-1), 0);
    }
}

void TestRowReader::prepares()
{
    const auto database = Database::open(fileOf(u"CREATE TABLE t(a)"_s), Database::Mode::Immutable);
    QVERIFY(database);
    const auto wrong = database->prepare(u"SELEKT"_s);
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().code, u"sqlite-error"_s);
    QVERIFY(wrong.error().detail.contains(u"syntax error"));
    QVERIFY(!database->integer(u"SELECT a FROM t"_s));
    QCOMPARE(database->integer(u"SELECT a FROM t"_s).error().code, u"no-row"_s);
    sqlite3_interrupt(database->handle()); // nothing runs: without effect
    QCOMPARE(database->integer(u"SELECT 5"_s).value_or(0), 5);
}

QTEST_GUILESS_MAIN(TestRowReader)
#include "tst_rowreader.moc"
