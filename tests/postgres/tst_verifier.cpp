// SPDX-License-Identifier: MIT
#include "support/loadedtable.h"

#include <QTest>

using namespace Qt::StringLiterals;
using migration::ColumnPlan;
using migration::Difference;
using migration::TablePlan;
using schema::StorageClass;
using schema::TypeKind;
using testsupport::column;
using testsupport::LoadedTable;
using testsupport::spelledLike;

namespace {

/// A column of each type, and rows with everything that one can hold.
TablePlan everyType()
{
    ColumnPlan python = spelledLike(u"iso"_s, TypeKind::Timestamp, "2024-01-01T00:00:00");
    python.form.fraction = schema::Fraction::UnlessZero;
    return testsupport::table(
        u"every \"type\""_s,
        {column(u"id"_s, TypeKind::Bigint), column(u"big"_s, TypeKind::Bigint), column(u"twice"_s, TypeKind::Double),
         column(u"num"_s, TypeKind::Numeric), column(u"flag"_s, TypeKind::Boolean), column(u"day"_s, TypeKind::Date),
         spelledLike(u"stamp"_s, TypeKind::Timestamp, "2024-01-01 00:00:00.000000"),
         spelledLike(u"zoned"_s, TypeKind::TimestampTz, "2024-01-01T00:00:00Z"), python,
         column(u"txt"_s, TypeKind::Text), column(u"js"_s, TypeKind::Json), column(u"jb"_s, TypeKind::Jsonb),
         column(u"bytes"_s, TypeKind::Bytea), column(u"uid"_s, TypeKind::Uuid)},
        {u"id"_s});
}

QString everyTypeSql()
{
    return uR"(CREATE TABLE "every ""type"""(id INTEGER PRIMARY KEY, big, twice, num, flag, day, stamp, zoned, iso, txt, js, jb, bytes, uid);
        INSERT INTO "every ""type""" VALUES
        (1, 10, 0.5, 7, 1, '2024-02-29', '2024-02-29 12:00:00.000001', '2024-02-29T12:00:00Z', '2024-02-29T12:00:00', 'one', '{"a": 1}', '{"b":2, "a":1.0}', x'0001', '00112233-4455-6677-8899-aabbccddeeff'),
        (2, -9223372036854775807 - 1, -0.0, 7.0, 0, '0001-01-01', '9999-12-31 23:59:59.999999', '0001-01-01T00:00:00Z', '2024-02-29T12:00:00.5', '', '[]', '[]', x'', '00000000-0000-0000-0000-000000000000'),
        (3, 9223372036854775807, 9e999, 1e300, 'Yes', '2000-01-01 00:00:00', '2000-01-01', '2000-01-01T02:00:00+02:00', '2000-01-01T00:00:00.000000', 42, 5, '{"a":1,"a":2}', 'text', '00112233-4455-6677-8899-AABBCCDDEEFF'),
        (4, 'big', 3, -0.0, 2, '2023-02-29', '2024-01-01 24:00:00', '0000-01-01T00:00:00Z', 'now', CAST(x'610062ff' AS TEXT), '{', '"\u0000"', 17, 'no uuid'),
        (5, 1.5, 'x', 9e999, x'01', 20240229, 1.5, x'00', '', x'616263', x'7b7d', x'7b7d', 1.5, 1),
        (6, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
        (7, 5, 5e-324, 0.1, 1, '2024-03-01', '2024-03-01 00:00:00.000000', '2024-03-01T00:00:00Z', '2024-03-01T00:00:00', 'two', '1', '1', x'ff', 'ffffffff-ffff-ffff-ffff-ffffffffffff'))"_s;
}

QString lineOf(const Difference &difference)
{
    return QStringList{difference.table, difference.column, difference.key, difference.expected, difference.found}.join(
        u'|');
}

QString linesOf(const QList<Difference> &differences)
{
    QStringList lines;
    for (const Difference &difference : differences)
        lines += lineOf(difference);
    lines.sort();
    return lines.join(u'\n');
}

} // namespace

class TestVerifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEqual_data();
    void findsEqual();
    void findsEveryTypeEqual();
    void namesAChange_data();
    void namesAChange();
    void namesAChangeWithoutAKey_data();
    void namesAChangeWithoutAKey();
    void comparesWithWhatWasLoaded();
    void looksCloserAfterALoad_data();
    void looksCloserAfterALoad();
    void comparesHugeOriginals_data();
    void comparesHugeOriginals();
    void namesTheFirstOfMany();
    void digestsTheTarget();
    void looksOnlyAtItsOwnExceptions();
    void reportsProgressAndStops();
    void failsWhereThereIsNothingToRead();
};

void TestVerifier::findsEqual_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<TablePlan>("plan");
    const auto one = [](const ColumnPlan &plan) { return testsupport::table(u"t"_s, {plan}); };
    const ColumnPlan plainText = column(u"c"_s, TypeKind::Text);
    ColumnPlan nulling = plainText;
    nulling.nulText = migration::NulText::Null;
    QTest::addRow("empty table") << u"CREATE TABLE t(c)"_s << one(plainText);
    QTest::addRow("no key, equal rows")
        << u"CREATE TABLE t(c); INSERT INTO t VALUES ('a'), ('a'), ('a'), ('b'), (NULL), (NULL)"_s << one(plainText);
    QTest::addRow("odd names")
        << u"CREATE TABLE \"it's \"\"odd\"\" \\ \"(\"a \"\"b\"\" 'c' ?\"); INSERT INTO \"it's \"\"odd\"\" \\ \" VALUES (1), ('x')"_s
        << testsupport::table(u"it's \"odd\" \\ "_s, {column(u"a \"b\" 'c' ?"_s, TypeKind::Bigint)});
    QTest::addRow("extreme rowids")
        << u"CREATE TABLE t(c); INSERT INTO t(rowid, c) VALUES (-9223372036854775807 - 1, 'a'), (0, 1), "
           "(9223372036854775807, 2), (-5, 3)"_s
        << one(plainText);
    TablePlan without = testsupport::table(u"t"_s, {column(u"k"_s, TypeKind::Text), plainText}, {u"k"_s});
    without.hasRowid = false;
    QTest::addRow("without rowid")
        << u"CREATE TABLE t(k TEXT PRIMARY KEY, c) WITHOUT ROWID; INSERT INTO t VALUES ('b', 1), ('a', 'x'), ('c', x'ff')"_s
        << without;
    QTest::addRow("many exceptions")
        << u"CREATE TABLE t(c); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT "
           u"INTO t "
           "SELECT CASE i % 3 WHEN 0 THEN i WHEN 1 THEN i / 7.0 ELSE CAST(x'6100' || i AS TEXT) END FROM n"_s
        << one(plainText);
    QTest::addRow("readable part") << u"CREATE TABLE t(c); INSERT INTO t VALUES (CAST(x'00e282ac00e282ff80f09f98' AS "
                                      u"TEXT)), (CAST(x'00' AS TEXT)), "
                                      "(CAST(x'c080eda080f4908080' AS TEXT))"_s
                                   << one(plainText);
    QTest::addRow("NUL as NULL")
        << u"CREATE TABLE t(c); INSERT INTO t VALUES (CAST(x'6100' AS TEXT)), ('b'), (CAST(x'ff' AS TEXT))"_s
        << one(nulling);
    QTest::addRow("huge values")
        << u"CREATE TABLE t(c); INSERT INTO t VALUES (zeroblob(50000000)), (printf('%.50000000c', 'x')), (1)"_s
        << one(column(u"c"_s, TypeKind::Bytea));
    for (const StorageClass mainClass :
         {StorageClass::Integer, StorageClass::Real, StorageClass::Text, StorageClass::Blob}) {
        for (const TypeKind type : {TypeKind::Text, TypeKind::Bytea}) {
            if (type == TypeKind::Text && mainClass == StorageClass::Blob)
                continue;
            QTest::addRow("mixed in %s, mainly %d", qPrintable(schema::typeName(type)), static_cast<int>(mainClass))
                << u"CREATE TABLE t(c); INSERT INTO t VALUES (1), ('1'), (x'31'), (1.0), ('1.0'), (x'312e30'), (-0.0), "
                   u"(9e999), (-9e999), "
                   "('Infinity'), ('-0.0'), (1e300), ('1e+300'), ('01'), (x'ff'), (''), (x''), (NULL), (5e-324), (0.1 + 0.2)"_s
                << one(column(u"c"_s, type, mainClass));
        }
    }
    QTest::addRow("numbers as numeric")
        << u"CREATE TABLE t(c); INSERT INTO t VALUES (0), (0.0), (-0.0), (1), (1.0), (-1.5), (1e300), (-1e300), "
           u"(5e-324), (2.2250738585072014e-308), "
           "(1.7976931348623157e308), (0.1 + 0.2), (1e15), (1e16), (1e22), (123456789012345680.0), "
           "(9223372036854775807), "
           "(-9223372036854775807 - 1), (9223372036854775808.0), (10000), (100000000), (0.0001), (9e999), ('1')"_s
        << one(column(u"c"_s, TypeKind::Numeric));
    QTest::addRow("moments as timestamptz")
        << u"CREATE TABLE t(c); INSERT INTO t VALUES ('2024-01-01T00:00:00+02:00'), ('2024-01-01'), ('2024-01-01 "
           u"12:30'), "
           "('2024-01-01 12:30:15.1'), ('2024-01-01T12:30:15.123456Z'), ('2024-01-01T12:30:15-0530'), "
           "('2024-01-01T12:30:15+14'), "
           "('0001-01-01T00:00:00+15:59'), ('9999-12-31T23:59:59.999999-15:59'), ('2024-01-01T00:00:00-00:00'), ('2024-13-01'), (5)"_s
        << one(spelledLike(u"c"_s, TypeKind::TimestampTz, "2024-01-01T00:00:00+02:00"));
    QTest::addRow("form without seconds")
        << u"CREATE TABLE t(c); INSERT INTO t VALUES ('2024-01-01 10:20'), ('2024-01-01 10:20:00'), ('2024-01-01 10:20:30'), ('2024-01-01')"_s
        << one(spelledLike(u"c"_s, TypeKind::Timestamp, "2024-01-01 10:20"));
    QTest::addRow("form without time")
        << u"CREATE TABLE t(c); INSERT INTO t VALUES ('2024-01-01'), ('2024-01-01 00:00:00'), ('2024-01-01 10:20:30.5')"_s
        << one(spelledLike(u"c"_s, TypeKind::Timestamp, "2024-01-01"));
    QTest::addRow("jsonb") << u"CREATE TABLE t(c); INSERT INTO t VALUES ('{}'), (' { \"b\" : [1.50, 1e2, -0, 1E-3], "
                              u"\"a\":\"\\u00e4\\/\\n\" }'), "
                              "('{\"k\":1,\"k\":{\"z\":[],\"y\":null}}'), ('123456789012345678901234567890.10'), "
                              "('\"x\"'), (42), (1e300), (0.1), "
                              "('{\"\\ud83d\\ude00\":true}'), ('{'), ('\"\\u0000\"'), (x'7b7d'), (9e999)"_s
                           << one(column(u"c"_s, TypeKind::Jsonb));
}

void TestVerifier::findsEqual()
{
    QFETCH(QString, sql);
    QFETCH(TablePlan, plan);
    LoadedTable table(sql, plan);
    const auto loaded = table.load();
    QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().detail));
    const auto verdict = table.verify();
    QVERIFY2(verdict, qPrintable(verdict ? QString() : verdict.error().detail));
    QVERIFY2(verdict->equal, qPrintable(linesOf(verdict->differences)));
    QCOMPARE(verdict->rows, loaded->rows);
    QCOMPARE(verdict->cells, loaded->rows * plan.columns.size());
    QCOMPARE(verdict->differingRows, 0);
    QVERIFY(verdict->differences.isEmpty());
    QCOMPARE(verdict->digest.rows, loaded->rows);
}

void TestVerifier::findsEveryTypeEqual()
{
    LoadedTable table(everyTypeSql(), everyType());
    const auto loaded = table.load();
    QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().detail));
    QCOMPARE(loaded->forms, 17); // ten of row 3; jsonb of 1, 2 and 7; iso of 2; bytes of 4 and 5; txt of 5
    const auto verdict = table.verify();
    QVERIFY(verdict);
    QVERIFY2(verdict->equal, qPrintable(linesOf(verdict->differences)));
    QCOMPARE(verdict->cells, 7 * 14);
}

void TestVerifier::namesAChange_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QStringList>("lines"); ///< column|key|expected|found
    const auto row = [](const char *name, const char *change, const QStringList &lines) {
        QTest::addRow("%s", name) << QString::fromUtf8(change) << lines;
    };
    row("bigint", "UPDATE t SET big = 11 WHERE id = 1", {u"big|id=1|10|11"_s});
    row("double", "UPDATE t SET twice = 0.5000000000000001 WHERE id = 1", {u"twice|id=1|0.5|0.5000000000000001"_s});
    row("sign of zero", "UPDATE t SET twice = 0 WHERE id = 2", {u"twice|id=2|-0.0|0.0"_s});
    row("numeric", "UPDATE t SET num = 8 WHERE id = 1", {u"num|id=1|7|8"_s});
    row("scale of numeric", "UPDATE t SET num = 7 WHERE id = 2", {u"num|id=2|7.0|7"_s});
    row("digit of numeric", "UPDATE t SET num = 0.10000000000000001 WHERE id = 7",
        {u"num|id=7|0.1|0.10000000000000001"_s});
    row("boolean", "UPDATE t SET flag = false WHERE id = 1", {u"flag|id=1|1|0"_s});
    row("date", "UPDATE t SET day = '2024-03-01' WHERE id = 1", {u"day|id=1|'2024-02-29'|'2024-03-01'"_s});
    row("timestamp", "UPDATE t SET stamp = '2024-02-29 12:00:00.000002' WHERE id = 1",
        {u"stamp|id=1|'2024-02-29 12:00:00.000001'|'2024-02-29 12:00:00.000002'"_s});
    row("timestamptz", "UPDATE t SET zoned = '2024-02-29 12:00:01+00' WHERE id = 1",
        {u"zoned|id=1|'2024-02-29T12:00:00Z'|'2024-02-29T12:00:01Z'"_s});
    row("fraction that the form has not", "UPDATE t SET zoned = '2024-02-29 12:00:00.5+00' WHERE id = 1",
        {u"zoned|id=1|'2024-02-29T12:00:00Z'|2024-02-29 12:00:00.500000 UTC"_s});
    row("infinity", "UPDATE t SET iso = 'infinity' WHERE id = 1", {u"iso|id=1|'2024-02-29T12:00:00'|infinity"_s});
    row("text", "UPDATE t SET txt = 'One' WHERE id = 1", {u"txt|id=1|'one'|'One'"_s});
    row("empty to null", "UPDATE t SET txt = NULL WHERE id = 2", {u"txt|id=2|''|NULL"_s});
    row("json", "UPDATE t SET js = '{\"a\":1}' WHERE id = 1", {u"js|id=1|'{\"a\": 1}'|'{\"a\":1}'"_s});
    row("jsonb", "UPDATE t SET jb = '{\"a\": 1.0, \"b\": 3}' WHERE id = 1",
        {u"jb|id=1|{\"a\":1e0,\"b\":2e0}|{\"a\":1e0,\"b\":3e0}"_s});
    row("bytea", "UPDATE t SET bytes = '\\x0002' WHERE id = 1", {u"bytes|id=1|x'0001'|x'0002'"_s});
    row("uuid", "UPDATE t SET uid = '00112233-4455-6677-8899-aabbccddeefe' WHERE id = 1",
        {u"uid|id=1|'00112233-4455-6677-8899-aabbccddeeff'|'00112233-4455-6677-8899-aabbccddeefe'"_s});
    row("null to a value", "UPDATE t SET big = 0 WHERE id = 6", {u"big|id=6|NULL|0"_s});

    row("cell of another spelling", "UPDATE t SET flag = false WHERE id = 3", {u"flag|id=3|1|0"_s});
    row("date of another spelling", "UPDATE t SET day = '2000-01-02' WHERE id = 3",
        {u"day|id=3|'2000-01-01'|'2000-01-02'"_s});
    row("cell of another class", "UPDATE t SET txt = '43' WHERE id = 3", {u"txt|id=3|'42'|'43'"_s});
    row("cell whose value is in the attic", "UPDATE t SET big = 0 WHERE id = 4", {u"big|id=4|NULL|0"_s});
    row("readable part", "UPDATE t SET txt = 'ab' WHERE id = 4", {u"txt|id=4|'ab�'|'ab'"_s});

    row("swapped", "UPDATE t SET txt = CASE id WHEN 1 THEN 'two' ELSE 'one' END WHERE id IN (1, 7)",
        {u"txt|id=1|'one'|'two'"_s, u"txt|id=7|'two'|'one'"_s});
    row("two cells of a row", "UPDATE t SET txt = 'x', big = 0 WHERE id = 1",
        {u"big|id=1|10|0"_s, u"txt|id=1|'one'|'x'"_s});
    row("deleted", "DELETE FROM t WHERE id = 6",
        {u"|id=6|id=6, big=NULL, twice=NULL, num=NULL, flag=NULL, day=NULL, stamp=NULL, zoned=NU…|no such row"_s});
    row("added", "INSERT INTO t(id, big) VALUES (8, 1)",
        {u"|id=8|no such row|id=8, big=1, twice=NULL, num=NULL, flag=NULL, day=NULL, stamp=NULL, zoned=NULL,…"_s});
    row("key", "UPDATE t SET id = 60 WHERE id = 6",
        {u"|id=60|no such row|id=60, big=NULL, twice=NULL, num=NULL, flag=NULL, day=NULL, stamp=NULL, zoned=N…"_s,
         u"|id=6|id=6, big=NULL, twice=NULL, num=NULL, flag=NULL, day=NULL, stamp=NULL, zoned=NU…|no such row"_s});

    const auto form = [](const char *what, const char *storage) {
        return QString(u"recorded in cutover.form: %1 (%2)"_s.arg(QString::fromUtf8(what), QLatin1String(storage)));
    };
    const auto attic = [](const char *what, const char *storage) {
        return QString(u"recorded in cutover.attic: %1 (%2)"_s.arg(QString::fromUtf8(what), QLatin1String(storage)));
    };
    row("original of a form", "UPDATE cutover.form SET original = 'yes' WHERE row_id = 3 AND column_name = 'flag'",
        {u"flag|id=3|'Yes'|"_s + form("'yes'", "text")});
    row("class of a form", "UPDATE cutover.form SET storage = 'real' WHERE row_id = 3 AND column_name = 'txt'",
        {u"txt|id=3|42|"_s + form("as in the cell", "real")});
    row("original of a form gone", "UPDATE cutover.form SET original = NULL WHERE row_id = 3 AND column_name = 'day'",
        {u"day|id=3|'2000-01-01 00:00:00'|"_s + form("as in the cell", "text")});
    row("form gone", "DELETE FROM cutover.form WHERE row_id = 3 AND column_name = 'zoned'",
        {u"zoned|id=3|'2000-01-01T02:00:00+02:00'|'2000-01-01T00:00:00Z'"_s});
    row("class gone", "DELETE FROM cutover.form WHERE row_id = 3 AND column_name = 'txt'", {u"txt|id=3|42|'42'"_s});
    row("form of jsonb gone", "DELETE FROM cutover.form WHERE row_id = 2 AND column_name = 'jb'",
        {u"jb|id=2|'[]'|[]"_s});
    row("form that is not needed",
        "INSERT INTO cutover.form SELECT run_id, creator, table_name, 1, 9, 'txt', 'text', 'one' FROM cutover.form "
        "LIMIT 1",
        {u"txt|id=1|nothing recorded|"_s + form("'one'", "text")});
    row("form of a NULL",
        "INSERT INTO cutover.form SELECT run_id, creator, table_name, 6, 9, 'txt', 'null', NULL FROM cutover.form "
        "LIMIT 1",
        {u"txt|id=6|nothing recorded|"_s + form("as in the cell", "null")});
    row("form twice", "INSERT INTO cutover.form SELECT * FROM cutover.form WHERE row_id = 3 AND column_name = 'flag'",
        {u"flag|id=3|nothing recorded|"_s + form("'Yes'", "text")});
    row("form of no row",
        "INSERT INTO cutover.form SELECT run_id, creator, table_name, -1, 9, 'txt', 'text', 'x' FROM cutover.form "
        "LIMIT 1",
        {u"txt|row -1|nothing recorded|"_s + form("'x'", "text")});
    row("form of no row at the end",
        "INSERT INTO cutover.form SELECT run_id, creator, table_name, 1000, 9, 'txt', 'text', 'x' FROM cutover.form "
        "LIMIT 1",
        {u"txt|row 1000|nothing recorded|"_s + form("'x'", "text")});
    row("form of no column",
        "INSERT INTO cutover.form SELECT run_id, creator, table_name, 1, 99, 'q', 'text', 'x' FROM cutover.form LIMIT "
        "1",
        {u"q|id=1|nothing recorded|"_s + form("'x'", "text")});
    row("form in the attic",
        "WITH f AS (DELETE FROM cutover.form WHERE row_id = 3 AND column_name = 'flag' RETURNING *) INSERT INTO "
        "cutover.attic SELECT * FROM f",
        {u"flag|id=3|'Yes'|"_s + attic("'Yes'", "text")});
    row("original in the attic",
        "UPDATE cutover.attic SET original = 'bigger' WHERE row_id = 4 AND column_name = 'big'",
        {u"big|id=4|'big'|"_s + attic("'bigger'", "text")});
    row("number in the attic", "UPDATE cutover.attic SET original = '3.0' WHERE row_id = 4 AND column_name = 'twice'",
        {u"twice|id=4|3|"_s + attic("'3.0'", "integer")});
    row("class in the attic", "UPDATE cutover.attic SET storage = 'text' WHERE row_id = 5 AND column_name = 'flag'",
        {u"flag|id=5|x'01'|"_s + attic("'\1'", "text")});
    row("attic gone", "DELETE FROM cutover.attic WHERE row_id = 4 AND column_name = 'uid'",
        {u"uid|id=4|'no uuid'|NULL"_s});
    row("text in the attic gone", "DELETE FROM cutover.attic WHERE row_id = 4 AND column_name = 'txt'",
        {u"txt|id=4|'a\0b�'|'ab�'"_s});
    row("row in the attic", "UPDATE cutover.attic SET row_id = 5 WHERE row_id = 4 AND column_name = 'num'",
        {u"num|id=5|nothing recorded|"_s + attic("'-0.0'", "real"), u"num|id=4|-0.0|NULL"_s});
}

void TestVerifier::namesAChange()
{
    QFETCH(QString, change);
    QFETCH(QStringList, lines);
    LoadedTable table(everyTypeSql(), everyType());
    QVERIFY(table.load());
    table.change(u"SET search_path = s; ALTER TABLE \"every \"\"type\"\"\" RENAME TO t; "_s + change +
                 u"; ALTER TABLE t RENAME TO \"every \"\"type\"\"\"");
    const auto verdict = table.verify();
    QVERIFY2(verdict, qPrintable(verdict ? QString() : verdict.error().detail));
    QVERIFY(!verdict->equal);
    for (QString &line : lines)
        line.prepend(u"every \"type\"|");
    lines.sort();
    QCOMPARE(linesOf(verdict->differences), lines.join(u'\n'));
    QVERIFY(verdict->differingRows > 0);
}

void TestVerifier::namesAChangeWithoutAKey_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QStringList>("lines");
    QTest::addRow("cell") << u"UPDATE s.t SET c = 5 WHERE a = 'three'"_s << QStringList{u"t|c|row 3|3|5"_s};
    QTest::addRow("deleted") << u"DELETE FROM s.t WHERE a = 'three'"_s
                             << QStringList{u"t||row 3|a='three', b='z', c=3|no such row"_s};
    QTest::addRow("added") << u"INSERT INTO s.t VALUES ('four', 'y', 4)"_s
                           << QStringList{u"t||a='four', b='y', c=4|no such row|a='four', b='y', c=4"_s};
    QTest::addRow("one of two equal rows")
        << u"DELETE FROM s.t WHERE ctid = (SELECT min(ctid) FROM s.t WHERE a = 'same')"_s
        << QStringList{u"t||row 4|a='same', b='z', c=0|no such row"_s};
    QTest::addRow("swapped") << u"UPDATE s.t SET c = 3 - c WHERE a IN ('one', 'two')"_s
                             << QStringList{u"t|c|row 1|1|2"_s, u"t|c|row 2|2|1"_s};
}

void TestVerifier::namesAChangeWithoutAKey()
{
    QFETCH(QString, change);
    QFETCH(QStringList, lines);
    LoadedTable table(
        u"CREATE TABLE t(a, b, c); INSERT INTO t VALUES ('one', 'x', 1), ('two', 'y', 2), ('three', 'z', 3), ('same', 'z', 0), ('same', 'z', 0)"_s,
        testsupport::table(u"t"_s, {column(u"a"_s, TypeKind::Text), column(u"b"_s, TypeKind::Text),
                                    column(u"c"_s, TypeKind::Bigint)}));
    QVERIFY(table.load());
    table.change(change);
    const auto verdict = table.verify();
    QVERIFY(verdict);
    QVERIFY(!verdict->equal);
    QCOMPARE(linesOf(verdict->differences), lines.join(u'\n'));
}

/// Without exceptions what the load has read stands for the snapshot: the same digest, in one pass.
void TestVerifier::comparesWithWhatWasLoaded()
{
    LoadedTable table(
        u"CREATE TABLE t(id INTEGER PRIMARY KEY, c); INSERT INTO t VALUES (1, 'a'), (2, NULL), (-3, 'ü')"_s,
        testsupport::table(u"t"_s, {column(u"id"_s, TypeKind::Bigint), column(u"c"_s, TypeKind::Text)}));
    auto loaded = table.load({-3, 0});
    const auto rest = table.load({1, 2});
    QVERIFY(loaded && rest);
    add(*loaded, *rest);
    const auto after = table.verifyAfter(*loaded);
    const auto alone = table.verify();
    QVERIFY(after && alone);
    QVERIFY(after->equal && alone->equal);
    QCOMPARE(after->rows, 3);
    QCOMPARE(after->cells, 6);
    QCOMPARE(after->digest, alone->digest);
    QCOMPARE(after->digest, loaded->digest);
}

void TestVerifier::looksCloserAfterALoad_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("expected");
    QTest::addRow("a changed cell") << u"UPDATE s.t SET c = 'A' WHERE id = 1"_s << u"t|c|id=1|'a'|'A'"_s;
    QTest::addRow("two cells exchanged") << u"UPDATE s.t SET c = CASE id WHEN 1 THEN 'b' ELSE 'a' END WHERE id < 3"_s
                                         << u"t|c|id=1|'a'|'b'\nt|c|id=2|'b'|'a'"_s;
    QTest::addRow("a lost row") << u"DELETE FROM s.t WHERE id = 2"_s << u"t||id=2|id=2, c='b'|no such row"_s;
    QTest::addRow("an exception from nowhere")
        << u"INSERT INTO cutover.form VALUES ('run-1', 'it''s \"me\"', 't', 1, 1, 'c', 'integer', '1')"_s
        << u"t|c|id=1|nothing recorded|recorded in cutover.form: '1' (integer)"_s;
}

/// Whatever does not agree with the load is looked into with the snapshot, and named as ever.
void TestVerifier::looksCloserAfterALoad()
{
    QFETCH(QString, change);
    LoadedTable table(
        u"CREATE TABLE t(id INTEGER PRIMARY KEY, c); INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')"_s,
        testsupport::table(u"t"_s, {column(u"id"_s, TypeKind::Bigint), column(u"c"_s, TypeKind::Text)}, {u"id"_s}));
    const auto loaded = table.load();
    QVERIFY(loaded);
    table.change(change);
    const auto verdict = table.verifyAfter(*loaded);
    QVERIFY2(verdict, qPrintable(verdict ? QString() : verdict.error().detail));
    QVERIFY(!verdict->equal);
    const auto alone = table.verify();
    QVERIFY(alone);
    QCOMPARE(linesOf(verdict->differences), linesOf(alone->differences));
    QVERIFY2(!verdict->differences.isEmpty(), "named");
    QTEST(linesOf(verdict->differences), "expected");

    // A load that missed rows proves nothing, even if the server agrees with it.
    LoadedTable half(u"CREATE TABLE t(id INTEGER PRIMARY KEY, c); INSERT INTO t VALUES (1, 'a'), (2, 'b')"_s,
                     table.plan());
    const auto missed = half.load({1, 1});
    QVERIFY(missed);
    const auto found = half.verifyAfter(*missed);
    QVERIFY(found);
    QVERIFY(!found->equal);
    QCOMPARE(found->differingRows, 1);
}

void TestVerifier::comparesHugeOriginals_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<bool>("equal");
    QTest::addRow("as they were") << u"SELECT 1"_s << true;
    QTest::addRow("another byte far behind")
        << u"UPDATE cutover.attic SET original = overlay(original PLACING '\\x00'::bytea FROM 2000000)"_s << false;
    QTest::addRow("one byte more") << u"UPDATE cutover.attic SET original = original || '\\x00'::bytea"_s << false;
    QTest::addRow("only the beginning") << u"UPDATE cutover.attic SET original = substr(original, 1, 4096)"_s << false;
}

void TestVerifier::comparesHugeOriginals()
{
    QFETCH(QString, change);
    LoadedTable table(
        u"CREATE TABLE t(c); INSERT INTO t VALUES (CAST('ab' || x'00' || printf('%.3000000c', 'x') AS TEXT))"_s,
        testsupport::table(u"t"_s, {column(u"c"_s, TypeKind::Text)}));
    const auto loaded = table.load();
    QVERIFY(loaded);
    QCOMPARE(loaded->attic, 1);
    table.change(change);
    const auto verdict = table.verifyAfter(*loaded);
    QVERIFY(verdict);
    QTEST(verdict->equal, "equal");
}

void TestVerifier::namesTheFirstOfMany()
{
    LoadedTable table(
        u"CREATE TABLE t(id INTEGER PRIMARY KEY, c); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
        u"WHERE i < 5000) "
        "INSERT INTO t SELECT i, i FROM n"_s,
        testsupport::table(u"t"_s, {column(u"id"_s, TypeKind::Bigint), column(u"c"_s, TypeKind::Bigint)}, {u"id"_s}));
    QVERIFY(table.load());
    table.change(u"UPDATE s.t SET c = -c WHERE id > 1000"_s);
    const auto verdict = table.verify();
    QVERIFY(verdict);
    QVERIFY(!verdict->equal);
    QCOMPARE(verdict->differingRows, 4000);
    QCOMPARE(verdict->differences.size(), 20);
    for (const Difference &difference : verdict->differences) {
        QCOMPARE(difference.column, u"c"_s);
        QCOMPARE(difference.key, QString(u"id=" + difference.expected));
        QCOMPARE(difference.found, QString(u'-' + difference.expected));
    }
}

void TestVerifier::digestsTheTarget()
{
    LoadedTable table(everyTypeSql(), everyType());
    QVERIFY(table.load());
    const auto verdict = table.verify();
    QVERIFY(verdict);
    const auto before = migration::digestTable(table.connection(), u"s"_s, table.plan(), {});
    QVERIFY(before);
    QCOMPARE(*before, verdict->digest);
    QCOMPARE(migration::Digest::fromString(before->toString()), *before);
    table.change(u"UPDATE s.\"every \"\"type\"\"\" SET txt = txt || ' ' WHERE id = 1"_s);
    const auto after = migration::digestTable(table.connection(), u"s"_s, table.plan(), {});
    QVERIFY(after);
    QVERIFY(*before != *after);
    QCOMPARE(after->rows, 7);
}

void TestVerifier::looksOnlyAtItsOwnExceptions()
{
    LoadedTable table(everyTypeSql(), everyType());
    QVERIFY(table.load());
    table.change(
        u"INSERT INTO cutover.form SELECT 'run-2', creator, table_name, row_id, column_no, column_name, storage, 'x' "
        u"FROM cutover.form; "
        "INSERT INTO cutover.attic SELECT run_id, 'another', table_name, row_id, column_no, column_name, storage, 'x' "
        "FROM cutover.attic; "
        "INSERT INTO cutover.attic SELECT run_id, creator, 'another', row_id, column_no, column_name, storage, 'x' FROM cutover.attic"_s);
    const auto verdict = table.verify();
    QVERIFY(verdict);
    QVERIFY2(verdict->equal, qPrintable(linesOf(verdict->differences)));
}

void TestVerifier::reportsProgressAndStops()
{
    TablePlan plan = testsupport::table(u"t"_s, {column(u"c"_s, TypeKind::Bigint)});
    plan.rows = 300000;
    LoadedTable table(
        u"CREATE TABLE t(c); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) "
        "INSERT INTO t SELECT i FROM n"_s,
        plan);
    QVERIFY(table.load());
    std::stop_source stop;
    base::Progress last;
    const base::ProgressSink sink = [&](const base::Progress &progress) {
        last = progress;
        stop.request_stop();
    };
    const auto verdict = migration::verifyTable(table.connection(), u"s"_s, table.plan(), table.path(),
                                                LoadedTable::address(), sink, stop.get_token());
    QVERIFY(!verdict);
    QCOMPARE(verdict.error().code, QString(base::stoppedCode));
    QCOMPARE(static_cast<int>(last.phase), static_cast<int>(base::Phase::Verify));
    QVERIFY(last.done > 0 && last.done <= 300000);
    QCOMPARE(last.of, 300000);
    QVERIFY(table.connection().value(u"SELECT 1"_s)); // the connection lives
}

void TestVerifier::failsWhereThereIsNothingToRead()
{
    LoadedTable table(u"CREATE TABLE t(c)"_s, testsupport::table(u"t"_s, {column(u"c"_s, TypeKind::Bigint)}));
    table.change(u"ALTER TABLE s.t DROP COLUMN c"_s);
    const auto verdict = table.verify();
    QVERIFY(!verdict);
    QCOMPARE(verdict.error().code, u"sql"_s);
    QVERIFY(table.connection().value(u"SELECT 1"_s));
}

QTEST_GUILESS_MAIN(TestVerifier)
#include "tst_verifier.moc"
