// SPDX-License-Identifier: MIT
#include "browse/copyline.h"
#include "browse/export.h"
#include "browse/exportnames.h"
#include "browse/sqlitefile.h"
#include "postgres/connection.h"
#include "postgres/reader.h"
#include "support/pgbouncer.h"
#include "support/smalldisk.h"
#include "support/testserver.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <unistd.h>

using namespace Qt::StringLiterals;
using browse::ExportContent;
using browse::ExportFormat;
using browse::ExportRequest;
using postgres::Connection;
using testsupport::TestServer;

namespace {

constexpr auto content =
    "CREATE TABLE t (n int); CREATE FUNCTION writes() RETURNS int LANGUAGE sql AS 'INSERT INTO t VALUES (1) RETURNING "
    "n'; CREATE VIEW writing AS SELECT writes() AS n;"
    "CREATE TABLE odd (id int PRIMARY KEY, \"the text\" text, other text);"
    "INSERT INTO odd VALUES (1, NULL, ''), (2, E'a,\"b\"\\nc', E'back\\\\slash\\ttab'), (3, '😀', 'x');"
    "CREATE TYPE pair AS (a int, b text); CREATE DOMAIN percent AS numeric(5,2);"
    "CREATE TABLE every (id bigint PRIMARY KEY, yes boolean, small real, large double precision, exact numeric, money "
    "numeric(10,2), share percent, padded char(5), raw bytea, doc jsonb, list int[], span int4range, day date, at "
    "timestamptz, long interval, couple pair, place inet, id2 uuid);"
    "INSERT INTO every VALUES "
    "(9223372036854775807, true, 0.1, 0.1, 12345678901234567890.123456789, 1.50, 99.99, 'ab', '\\x00ff0a27', "
    "'{\"a\": 1.50}', '{1,NULL,3}', '[1,5)', '0044-03-15 BC', '2024-02-29 12:00:00.123456+02', '1 mon -2 days', "
    "'(1,\"x,y\")', '10.0.0.1', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), "
    "(-1, false, 'NaN', '-Infinity', 'NaN', -0.01, 0, '', '', 'null', '{}', 'empty', 'infinity', '-infinity', '0', "
    "NULL, NULL, NULL), (0, NULL, 1e-40, 1e300, 0.000001, 12345678.90, NULL, NULL, NULL, NULL, NULL, NULL, "
    "'10000-01-01', '4713-01-01 00:00:00+00 BC', NULL, NULL, NULL, NULL);"
    "CREATE VIEW failing AS SELECT 1 / (500000 - n) AS q FROM generate_series(1, 1000000) n;"
    "CREATE VIEW endless AS SELECT repeat('x', 10000) AS x, generate_series(1, 2000000000) AS n;"
    "CREATE VIEW slow AS SELECT n, repeat('x', 3000) AS x, pg_sleep(0.001)::text AS s FROM generate_series(1, 400) n;"
    "CREATE TABLE large AS SELECT n, repeat('x', 900) AS x FROM generate_series(1, 40000) n;"
    "DO $$ BEGIN EXECUTE 'CREATE TABLE wide(' || (SELECT string_agg('c' || i || ' int', ', ') FROM "
    "generate_series(1, 1600) i) || '); INSERT INTO wide VALUES (' || (SELECT string_agg(i::text, ', ') FROM "
    "generate_series(1, 1600) i) || ')'; END $$;"
    "CREATE SCHEMA creator; CREATE TABLE creator.\"a/b\"(n int); CREATE TABLE creator.posts(id int PRIMARY KEY);"
    "CREATE TABLE creator.\"Posts\"(id int, \"Id\" text); CREATE TABLE creator.sqlite_stat(n int);"
    "CREATE TABLE creator.parts(n int) PARTITION BY RANGE (n);"
    "CREATE TABLE creator.parts_low PARTITION OF creator.parts FOR VALUES FROM (0) TO (10);"
    "CREATE TABLE creator.parts_high PARTITION OF creator.parts FOR VALUES FROM (10) TO (20);"
    "CREATE TABLE creator.parent(n int); CREATE TABLE creator.child() INHERITS (creator.parent);"
    "CREATE TABLE creator.none(); CREATE VIEW creator.looking AS SELECT 1 / 0 AS n;"
    "INSERT INTO creator.\"a/b\" VALUES (1); INSERT INTO creator.posts VALUES (1), (2); INSERT INTO creator.\"Posts\" "
    "VALUES (1, 'x'); INSERT INTO creator.parts VALUES (1), (11), (12); INSERT INTO creator.parent VALUES (1); "
    "INSERT INTO creator.child VALUES (2); CREATE SCHEMA void;"
    "CREATE SCHEMA \"odd \"\"schema\"; CREATE TABLE \"odd \"\"schema\".\"a.\"\"b *\"(\"%1\" text);"
    "INSERT INTO \"odd \"\"schema\".\"a.\"\"b *\" VALUES ('here');"
    "ANALYZE";

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

QStringList below(const QString &folder)
{
    QStringList names = QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    return names;
}

/// All rows of a SQLite table as texts, NULL as "NULL", each with how SQLite keeps it.
QStringList inSqlite(const QString &path, const QString &table)
{
    QStringList all;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"back"_s);
        database.setDatabaseName(path);
        if (!database.open())
            return {u"not there"_s};
        QSqlQuery names(database);
        names.exec(u"SELECT name FROM pragma_table_info('%1')"_s.arg(table));
        QStringList columns;
        while (names.next())
            columns += u"typeof(\"%1\") || ' ' || coalesce(CASE typeof(\"%1\") WHEN 'blob' THEN hex(\"%1\") ELSE "
                       "\"%1\" END, 'NULL')"_s.arg(names.value(0).toString());
        QSqlQuery rows(database);
        rows.exec(u"SELECT %1 FROM \"%2\" ORDER BY rowid"_s.arg(columns.join(u", "), table));
        while (rows.next()) {
            for (int i = 0; i < columns.size(); ++i)
                all += rows.value(i).toString();
        }
    }
    QSqlDatabase::removeDatabase(u"back"_s);
    return all;
}

/// Puts a program called pg_dump where it is found first, for the time of one test.
class PretendedDump
{
public:
    explicit PretendedDump(const QByteArray &script)
    {
        if (!script.isEmpty()) {
            QFile file(m_folder.filePath(u"pg_dump"_s));
            file.open(QIODevice::WriteOnly);
            file.write("#!/bin/sh\n" + script);
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        }
        qputenv("CUTOVER_PG_BINDIR", QFile::encodeName(m_folder.path()));
    }
    Q_DISABLE_COPY_MOVE(PretendedDump)
    ~PretendedDump() { qunsetenv("CUTOVER_PG_BINDIR"); }

private:
    QTemporaryDir m_folder;
};

} // namespace

class TestExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void csv();
    void csvStyles();
    void csvIsReadBack_data();
    void csvIsReadBack();
    void jsonLines();
    void jsonLinesOfEveryType();
    void noRows();
    void whatTheFilterLeaves_data();
    void whatTheFilterLeaves();
    void selectedRowsAndColumns();
    void sortedAsLookedAt();
    void sqliteHasTheSameValues();
    void sqliteDecimals_data();
    void sqliteDecimals();
    void copyLines();
    void manyColumns_data();
    void manyColumns();
    void schemaAsFolder();
    void folderIsNeverReplaced();
    void schemaAsSqlite();
    void schemaAsSql();
    void oddNamesAsSql();
    void partitionedTableAsSql();
    void passwordIsNotOnTheCommandLine();
    void passphraseDoesNoHarm();
    void dumpIsMissing_data();
    void dumpIsMissing();
    void emptySchema();
    void progressIsTold();
    void stopLeavesNothing_data();
    void stopLeavesNothing();
    void errorLeavesWhatWasThere_data();
    void errorLeavesWhatWasThere();
    void connectionIsLost_data();
    void connectionIsLost();
    void diskIsFull_data();
    void diskIsFull();
    void fileCannotBeWritten_data();
    void fileCannotBeWritten();
    void noPermission();
    void nothingIsChanged();
    void throughAPool();
    void safeNames();

private:
    [[nodiscard]] browse::Relation relation(const QString &name, const QString &schema = u"public"_s) const;
    [[nodiscard]] ExportRequest request(const QString &name, ExportFormat format) const;
    [[nodiscard]] ExportRequest schemaRequest(const QString &name, ExportFormat format) const;
    [[nodiscard]] browse::RowsQuery query(const QString &name) const;
    qint64 rowsOf(const ExportRequest &request) const;
    QString m_path;
    std::unique_ptr<QTemporaryDir> m_folder;
    postgres::Settings m_settings;
};

Q_DECLARE_METATYPE(browse::Filter)

void TestExport::initTestCase()
{
    m_settings = TestServer::instance().freshDatabase();
    auto connection = Connection::open(m_settings, u"test"_s);
    QVERIFY(connection);
    const auto made = connection->execute(QString::fromUtf8(content));
    QVERIFY2(made, qPrintable(made ? QString() : made.error().detail));
}

void TestExport::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_path = m_folder->filePath(u"out"_s);
}

browse::Relation TestExport::relation(const QString &name, const QString &schema) const
{
    auto reader = postgres::Reader::open(m_settings, u"test"_s);
    const auto rows = reader->exchange(
        u"SELECT c.oid, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = '%1' AND "
        "relname = '%2'"_s.arg(schema, name),
        u"x"_s);
    using Kind = browse::RelationKind;
    return {.oid = rows->value(0).toUInt(),
            .kind = rows->value(1) == u"v"   ? Kind::View
                    : rows->value(1) == u"p" ? Kind::PartitionedTable
                                             : Kind::Table,
            .schema = schema,
            .name = name};
}

ExportRequest TestExport::request(const QString &name, ExportFormat format) const
{
    return {.content = {.schema = u"public"_s, .relation = relation(name)}, .format = format, .path = m_path};
}

ExportRequest TestExport::schemaRequest(const QString &name, ExportFormat format) const
{
    return {.content = {.schema = name}, .format = format, .path = m_path};
}

browse::RowsQuery TestExport::query(const QString &name) const
{
    auto reader = postgres::Reader::open(m_settings, u"test"_s);
    return {.shape = std::make_shared<const browse::Shape>(*browse::readShape(*reader, relation(name)))};
}

/// How many rows were written; −1 for none at all.
qint64 TestExport::rowsOf(const ExportRequest &request) const
{
    const auto done = browse::exportTo(m_settings, request);
    if (!done)
        qWarning("%s %s", qPrintable(done.error().message), qPrintable(done.error().detail));
    return done ? done->written.rows : -1;
}

void TestExport::csv()
{
    const auto done = browse::exportTo(m_settings, request(u"odd"_s, ExportFormat::Csv));
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    QCOMPARE(done->written.rows, 3);
    const QByteArray expected("id,the text,other\n1,,\"\"\n2,\"a,\"\"b\"\"\nc\",back\\slash\ttab\n3,😀,x\n");
    QCOMPARE(contentOf(m_path), expected);
    QCOMPARE(done->written.bytes, expected.size());
    QCOMPARE(below(m_folder->path()), QStringList{u"out"_s});
}

void TestExport::csvStyles()
{
    ExportRequest wanted = request(u"odd"_s, ExportFormat::Csv);
    wanted.csv = {.separator = u';', .header = false};
    QCOMPARE(rowsOf(wanted), 3);
    QCOMPARE(contentOf(m_path), QByteArray("1;;\"\"\n2;\"a,\"\"b\"\"\nc\";back\\slash\ttab\n3;😀;x\n"));
    wanted.csv = {.separator = u'\t', .header = true};
    QCOMPARE(rowsOf(wanted), 3);
    QVERIFY(contentOf(m_path).startsWith("id\tthe text\tother\n1\t\t\"\"\n"));
    QVERIFY(contentOf(m_path).contains("\"back\\slash\ttab\""));
}

void TestExport::csvIsReadBack_data()
{
    QTest::addColumn<QString>("table");
    QTest::addRow("texts") << u"odd"_s;
    QTest::addRow("every type") << u"every"_s;
}

/// The server itself reads it as the same rows.
void TestExport::csvIsReadBack()
{
    QFETCH(const QString, table);
    QCOMPARE(rowsOf(request(table, ExportFormat::Csv)), 3);
    TestServer::instance().giveTo(m_folder->path());
    TestServer::instance().giveTo(m_path);
    auto connection = Connection::open(m_settings, u"test"_s);
    QVERIFY(connection->execute(u"CREATE TEMP TABLE back (LIKE %1)"_s.arg(table)));
    const auto copied = connection->execute(u"COPY back FROM '%1' (FORMAT csv, HEADER)"_s.arg(m_path));
    QVERIFY2(copied, qPrintable(copied ? QString() : copied.error().detail));
    const QString same =
        u"SELECT count(*) FROM ((SELECT b::text FROM back b EXCEPT SELECT o::text FROM %1 o) UNION ALL "
        "(SELECT o::text FROM %1 o EXCEPT SELECT b::text FROM back b)) AS d"_s.arg(table);
    QCOMPARE(connection->value(same).value(), u"0"_s);
}

void TestExport::jsonLines()
{
    QCOMPARE(rowsOf(request(u"odd"_s, ExportFormat::JsonLines)), 3);
    const QList<QByteArray> lines = contentOf(m_path).split('\n');
    QCOMPARE(lines.size(), 4);
    const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
    const QJsonObject second = QJsonDocument::fromJson(lines[1]).object();
    QVERIFY(first.value(u"the text").isNull());
    QCOMPARE(first.value(u"other").toString(u"?"_s), QString());
    QCOMPARE(second.value(u"the text").toString(), u"a,\"b\"\nc"_s);
    QCOMPARE(second.value(u"other").toString(), u"back\\slash\ttab"_s);
}

void TestExport::jsonLinesOfEveryType()
{
    QCOMPARE(rowsOf(request(u"every"_s, ExportFormat::JsonLines)), 3);
    const QList<QByteArray> lines = contentOf(m_path).split('\n');
    QVERIFY2(lines[0].contains("\"exact\":12345678901234567890.123456789,"), lines[0].constData());
    const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
    QCOMPARE(first.value(u"list").toArray(), QJsonArray({1, QJsonValue::Null, 3}));
    QCOMPARE(first.value(u"raw").toString(), u"\\x00ff0a27"_s);
    QCOMPARE(first.value(u"day").toString(), u"0044-03-15 BC"_s);
    QCOMPARE(first.value(u"at").toString(), u"2024-02-29T10:00:00.123456+00:00"_s);
    const QJsonObject second = QJsonDocument::fromJson(lines[1]).object();
    QCOMPARE(second.value(u"small").toString(), u"NaN"_s);
    QCOMPARE(second.value(u"large").toString(), u"-Infinity"_s);
}

void TestExport::noRows()
{
    QCOMPARE(rowsOf(request(u"t"_s, ExportFormat::Csv)), 0);
    QCOMPARE(contentOf(m_path), QByteArray("n\n"));
    QCOMPARE(rowsOf(request(u"t"_s, ExportFormat::JsonLines)), 0);
    QCOMPARE(contentOf(m_path), QByteArray());
    QCOMPARE(rowsOf(request(u"t"_s, ExportFormat::Sqlite)), 0);
    QCOMPARE(inSqlite(m_path, u"t"_s), QStringList());
}

void TestExport::whatTheFilterLeaves_data()
{
    using Test = browse::Filter::Test;
    QTest::addColumn<QString>("table");
    QTest::addColumn<browse::Filter>("filter");
    QTest::addColumn<int>("rows");
    const auto add = [](const char *name, const char16_t *table, int column, Test test, const QStringList &values,
                        int rows) {
        QTest::addRow("%s", name) << QString::fromUtf16(table)
                                  << browse::Filter{.column = column, .test = test, .values = values} << rows;
    };
    add("is", u"odd", 0, Test::Is, {u"2"_s}, 1);
    add("one of", u"odd", 0, Test::OneOf, {u"1"_s, u"3"_s}, 2);
    add("between", u"odd", 0, Test::Between, {u"1"_s, u"2"_s}, 2);
    add("contains a quote and a newline", u"odd", 1, Test::Contains, {u"\"\nc"_s}, 1);
    add("a backslash", u"odd", 2, Test::Is, {u"back\\slash\ttab"_s}, 1);
    add("would end the literal", u"odd", 1, Test::Is, {u"'; DROP TABLE odd; --"_s}, 0);
    add("would end the quoted literal", u"odd", 1, Test::Is, {u"\\'; DROP TABLE odd; --"_s}, 0);
    add("would end the COPY", u"odd", 1, Test::Is, {u"') TO PROGRAM 'true' --"_s}, 0);
    add("a dollar", u"odd", 1, Test::Is, {u"$1"_s}, 0);
    add("empty", u"odd", 1, Test::IsEmpty, {}, 1);
    add("not", u"odd", 1, Test::IsNot, {u"😀"_s}, 2);
    add("a decimal", u"every", 4, Test::Is, {u"12345678901234567890.1234567890"_s}, 1);
    add("a domain", u"every", 6, Test::AtLeast, {u"99.985"_s}, 1);
    add("an array", u"every", 10, Test::Is, {u"{1,NULL,3}"_s}, 1);
    add("a range", u"every", 11, Test::Is, {u"[1,4]"_s}, 1);
    add("a composite", u"every", 15, Test::Is, {u"(1,\"x,y\")"_s}, 1);
    add("bytes", u"every", 8, Test::Is, {u"\\x00ff0a27"_s}, 1);
    add("a moment", u"every", 13, Test::AtMost, {u"1000-01-01 BC"_s}, 2);
}

void TestExport::whatTheFilterLeaves()
{
    QFETCH(const QString, table);
    QFETCH(const browse::Filter, filter);
    QFETCH(const int, rows);
    ExportRequest wanted = request(table, ExportFormat::JsonLines);
    wanted.content.rows = query(table);
    wanted.content.rows.filters = {filter};
    QVERIFY(!browse::canExport(wanted.content, ExportFormat::Sql));
    QCOMPARE(rowsOf(wanted), rows);
    auto reader = postgres::Reader::open(m_settings, u"test"_s);
    QCOMPARE(*browse::countRows(*reader, wanted.content.rows), rows); // as it is looked at
}

void TestExport::selectedRowsAndColumns()
{
    for (const QString &table : {u"odd"_s, u"wide"_s}) { // with a key, and without
        ExportRequest wanted = request(table, ExportFormat::Csv);
        wanted.content.rows = query(table);
        auto reader = postgres::Reader::open(m_settings, u"test"_s);
        const auto page = browse::readPage(*reader, wanted.content.rows, {}, browse::Direction::Onward, 10);
        QVERIFY(page);
        wanted.content.only = QList<browse::Anchor>{};
        for (const int row : {2, 0}) {
            if (row < page->rowCount())
                wanted.content.only->append(page->anchorOf(row));
        }
        wanted.content.columns = {2, 0};
        QCOMPARE(rowsOf(wanted), table == u"odd" ? 2 : 1);
        QCOMPARE(contentOf(m_path),
                 table == u"odd" ? QByteArray("other,id\n\"\",1\nx,3\n") : QByteArray("c3,c1\n3,1\n"));
    }
}

void TestExport::sortedAsLookedAt()
{
    ExportRequest wanted = request(u"every"_s, ExportFormat::Csv);
    wanted.content.rows = query(u"every"_s);
    wanted.content.columns = {0};
    for (const bool descending : {false, true}) {
        wanted.content.rows.sorting = {.column = 1, .descending = descending};
        QCOMPARE(rowsOf(wanted), 3);
        QCOMPARE(contentOf(m_path), descending ? QByteArray("id\n9223372036854775807\n-1\n0\n")
                                               : QByteArray("id\n-1\n9223372036854775807\n0\n"));
    }
}

void TestExport::sqliteHasTheSameValues()
{
    QCOMPARE(rowsOf(request(u"odd"_s, ExportFormat::Sqlite)), 3);
    QCOMPARE(below(m_folder->path()), QStringList{u"out"_s});
    QCOMPARE(inSqlite(m_path, u"odd"_s),
             QStringList({u"integer 1"_s, u"null NULL"_s, u"text "_s, u"integer 2"_s, u"text a,\"b\"\nc"_s,
                          u"text back\\slash\ttab"_s, u"integer 3"_s, u"text 😀"_s, u"text x"_s}));
    QCOMPARE(rowsOf(request(u"every"_s, ExportFormat::Sqlite)), 3);
    const QStringList values = inSqlite(m_path, u"every"_s); // by the integer key
    QCOMPARE(values.mid(0, 18),
             QStringList({u"integer -1"_s, u"integer 0"_s, u"text NaN"_s, u"real -Inf"_s, u"text NaN"_s,
                          u"real -0.01"_s, u"real 0.0"_s, u"text      "_s, u"blob "_s, u"text null"_s, u"text {}"_s,
                          u"text empty"_s, u"text infinity"_s, u"text -infinity"_s, u"text 00:00:00"_s, u"null NULL"_s,
                          u"null NULL"_s, u"null NULL"_s}));
    QCOMPARE(values.mid(36),
             QStringList({u"integer 9223372036854775807"_s, u"integer 1"_s, u"real 0.1"_s, u"real 0.1"_s,
                          u"text 12345678901234567890.123456789"_s, u"real 1.5"_s, u"real 99.99"_s, u"text ab   "_s,
                          u"blob 00FF0A27"_s, u"text {\"a\": 1.50}"_s, u"text {1,NULL,3}"_s, u"text [1,5)"_s,
                          u"text 0044-03-15 BC"_s, u"text 2024-02-29 10:00:00.123456+00"_s, u"text 1 mon -2 days"_s,
                          u"text (1,\"x,y\")"_s, u"text 10.0.0.1"_s, u"text a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"_s}));
}

void TestExport::sqliteDecimals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("type");
    const auto add = [](const char *text, QMetaType::Type type) {
        QTest::addRow("%s", text) << QByteArray(text) << int(type);
    };
    add("0", QMetaType::LongLong);
    add("0.000", QMetaType::Double);
    add("-12", QMetaType::LongLong);
    add("999999999999999999", QMetaType::LongLong);
    add("9999999999999999999", QMetaType::QString);
    add("1.5", QMetaType::Double);
    add("123456789.123456", QMetaType::Double);
    add("123456789.1234567", QMetaType::QString);
    add("100000000000000000.50", QMetaType::QString);
    add("0.000000000000000000000000000001", QMetaType::Double);
    add("NaN", QMetaType::QString);
    add("-Infinity", QMetaType::QString);
    const QByteArray tiny = "0." + QByteArray(400, '0') + "1";
    QTest::addRow("too small for a double") << tiny << int(QMetaType::QString);
}

/// A number only where it comes back as the same.
void TestExport::sqliteDecimals()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, type);
    const QVariant value = browse::sqliteValue(text, browse::Storage::Decimal);
    QCOMPARE(value.typeId(), type);
    if (type == QMetaType::QString)
        QCOMPARE(value.toString().toUtf8(), text);
    else
        QCOMPARE(value.toDouble(), text.toDouble());
}

void TestExport::copyLines()
{
    browse::CopyFields fields;
    browse::readCopyLine("a\t\\N\t\t\\\\N\\t\\n\\b\\f\\r\\v\\\\x41\n", fields);
    QCOMPARE(fields.size(), size_t(4));
    QCOMPARE(*fields[0], QByteArray("a"));
    QVERIFY(!fields[1]);
    QCOMPARE(*fields[2], QByteArray(""));
    QCOMPARE(*fields[3], QByteArray("\\N\t\n\b\f\r\v\\x41"));
}

void TestExport::manyColumns_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::addRow("csv") << ExportFormat::Csv;
    QTest::addRow("json lines") << ExportFormat::JsonLines;
    QTest::addRow("sqlite") << ExportFormat::Sqlite;
    QTest::addRow("sql") << ExportFormat::Sql;
}

void TestExport::manyColumns()
{
    QFETCH(const ExportFormat, format);
    QCOMPARE(rowsOf(request(u"wide"_s, format)), format == ExportFormat::Sql ? -1 : 1);
    if (format == ExportFormat::Sqlite)
        QCOMPARE(inSqlite(m_path, u"wide"_s).value(1599), u"integer 1600"_s);
    else
        QVERIFY(contentOf(m_path).contains("1600"));
}

void TestExport::schemaAsFolder()
{
    const auto done = browse::exportTo(m_settings, schemaRequest(u"creator"_s, ExportFormat::Csv));
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    QCOMPARE(below(m_path), QStringList({u"Posts.csv"_s, u"a_b.csv"_s, u"child.csv"_s, u"none.csv"_s, u"parent.csv"_s,
                                         u"parts.csv"_s, u"posts_2.csv"_s, u"sqlite_stat.csv"_s}));
    QCOMPARE(contentOf(m_path + u"/parts.csv"), QByteArray("n\n1\n11\n12\n"));
    QCOMPARE(contentOf(m_path + u"/parent.csv"), QByteArray("n\n1\n"));
    QCOMPARE(contentOf(m_path + u"/child.csv"), QByteArray("n\n2\n"));
    QCOMPARE(contentOf(m_path + u"/posts_2.csv"), QByteArray("id\n1\n2\n"));
    QCOMPARE(done->written.rows, 9);
    QCOMPARE(done->written.tablesDone, 8);
    QCOMPARE(below(m_folder->path()), QStringList{u"out"_s});
}

void TestExport::folderIsNeverReplaced()
{
    QVERIFY(QDir().mkdir(m_path));
    QVERIFY2(browse::exportTo(m_settings, schemaRequest(u"creator"_s, ExportFormat::JsonLines)), "an empty one is");
    QVERIFY(QFile::exists(m_path + u"/posts_2.jsonl"));
    const auto again = browse::exportTo(m_settings, schemaRequest(u"creator"_s, ExportFormat::Csv));
    QVERIFY(!again);
    QCOMPARE(again.error().code, u"exists"_s);
    QVERIFY(QFile::exists(m_path + u"/posts_2.jsonl"));
}

void TestExport::schemaAsSqlite()
{
    const auto done = browse::exportTo(m_settings, schemaRequest(u"creator"_s, ExportFormat::Sqlite));
    QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
    QCOMPARE(inSqlite(m_path, u"Posts"_s), QStringList({u"integer 1"_s, u"text x"_s}));
    QCOMPARE(inSqlite(m_path, u"posts_2"_s), QStringList({u"integer 1"_s, u"integer 2"_s}));
    QCOMPARE(inSqlite(m_path, u"parts"_s), QStringList({u"integer 1"_s, u"integer 11"_s, u"integer 12"_s}));
    QCOMPARE(inSqlite(m_path, u"a/b"_s), QStringList({u"integer 1"_s}));
    QCOMPARE(done->remarks.size(), 3);
    QVERIFY(done->remarks.join(u' ').contains(u"_sqlite_stat"));
    QVERIFY(done->remarks.join(u' ').contains(u"none has no columns"));
    QCOMPARE(done->written.bytes, QFileInfo(m_path).size());
    QCOMPARE(below(m_folder->path()), QStringList{u"out"_s});
}

/// psql makes the same of it in another database.
void TestExport::schemaAsSql()
{
    QCOMPARE(rowsOf(schemaRequest(u"creator"_s, ExportFormat::Sql)), -1);
    const postgres::Settings other = TestServer::instance().freshDatabase();
    QProcess psql;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PGPASSWORD"_s, other.password.reveal());
    psql.setProcessEnvironment(environment);
    psql.start(u"psql"_s, {u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-h"_s, other.host, u"-p"_s, other.port, u"-U"_s,
                           other.user, u"-d"_s, other.database, u"-f"_s, m_path});
    QVERIFY(psql.waitForFinished(60000));
    QVERIFY2(psql.exitCode() == 0, psql.readAllStandardError().constData());
    auto connection = Connection::open(other, u"test"_s);
    QCOMPARE(connection->value(u"SELECT string_agg(n::text, ' ' ORDER BY n) FROM creator.parts"_s).value(),
             u"1 11 12"_s);
    QCOMPARE(connection->value(u"SELECT count(*) FROM creator.posts"_s).value(), u"2"_s);
}

void TestExport::oddNamesAsSql()
{
    ExportRequest wanted = request(u"odd"_s, ExportFormat::Sql);
    wanted.content.relation = relation(u"a.\"b *"_s, u"odd \"schema"_s);
    QVERIFY(wanted.content.relation.oid > 0);
    QCOMPARE(rowsOf(wanted), -1);
    QVERIFY(contentOf(m_path).contains("\nhere\n"));
    QVERIFY(!contentOf(m_path).contains("creator"));
    QCOMPARE(rowsOf(schemaRequest(u"odd \"schema"_s, ExportFormat::Sql)), -1);
    QVERIFY(contentOf(m_path).contains("\nhere\n"));
}

void TestExport::partitionedTableAsSql()
{
    ExportRequest wanted = request(u"odd"_s, ExportFormat::Sql);
    wanted.content.relation = relation(u"parts"_s, u"creator"_s);
    QCOMPARE(rowsOf(wanted), -1);
    QVERIFY(contentOf(m_path).contains("\n11\n12\n"));
    wanted.content.relation = relation(u"looking"_s, u"creator"_s);
    QVERIFY2(!browse::canExport(wanted.content, ExportFormat::Sql), "a view has no rows of its own");
}

void TestExport::passwordIsNotOnTheCommandLine()
{
    const PretendedDump dump("[ \"$1\" = --version ] && echo 'pg_dump (PostgreSQL) 99.1' && exit\n"
                             "echo \"$@\"; echo \"password $PGPASSWORD\"; stat -c %a \"$PGSERVICEFILE\"; cat "
                             "\"$PGSERVICEFILE\"");
    postgres::Settings settings = m_settings;
    QVERIFY(settings.password.reveal().size() > 4);
    settings.more.insert(u"sslpassword"_s, u"more secret"_s);
    const auto done = browse::exportTo(settings, request(u"odd"_s, ExportFormat::Sql));
    QVERIFY2(done, qPrintable(done ? QString() : done.error().message));
    const QList<QByteArray> lines = contentOf(m_path).split('\n');
    QVERIFY2(lines[0].contains("--table=\"public\".\"odd\""), lines[0].constData());
    QVERIFY(!lines[0].contains("secret") && !lines[0].contains(settings.password.reveal().toUtf8()));
    QCOMPARE(lines[1], "password " + settings.password.reveal().toUtf8());
    QVERIFY2(lines[0].contains("service='cutover-export'"), lines[0].constData());
    QCOMPARE(lines[2], QByteArray("600"));
    QCOMPARE(lines.mid(3, 2), (QList<QByteArray>{"[cutover-export]", "sslpassword=more secret"}));
}

/// The real program understands where it stands.
void TestExport::passphraseDoesNoHarm()
{
    postgres::Settings settings = m_settings;
    settings.more.insert(u"sslpassword"_s, u"more secret"_s);
    const auto done = browse::exportTo(settings, request(u"odd"_s, ExportFormat::Sql));
    QVERIFY2(done, qPrintable(done ? QString() : done.error().message + done.error().detail));
    QVERIFY(contentOf(m_path).contains("COPY public.odd"));
}

void TestExport::dumpIsMissing_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("code");
    QTest::addRow("not there") << QByteArray() << u"no-program"_s;
    QTest::addRow("too old") << QByteArray("echo 'pg_dump (PostgreSQL) 9.6.24'") << u"program-too-old"_s;
    QTest::addRow("gives up") << QByteArray("[ \"$1\" = --version ] && echo 'pg_dump (PostgreSQL) 99.1' && exit\n"
                                            "echo some; echo 'pg_dump: error: its reason' >&2; exit 1")
                              << u"dump-failed"_s;
}

void TestExport::dumpIsMissing()
{
    QFETCH(const QByteArray, script);
    QFETCH(const QString, code);
    const PretendedDump dump(script);
    const auto done = browse::exportTo(m_settings, request(u"odd"_s, ExportFormat::Sql));
    QVERIFY(!done);
    QCOMPARE(done.error().code, code);
    if (code == u"dump-failed")
        QCOMPARE(done.error().detail, u"pg_dump: error: its reason"_s);
    QCOMPARE(below(m_folder->path()), QStringList());
}

void TestExport::emptySchema()
{
    for (const ExportFormat format : {ExportFormat::Csv, ExportFormat::Sqlite}) {
        const auto done = browse::exportTo(m_settings, schemaRequest(u"void"_s, format));
        QVERIFY(!done);
        QCOMPARE(done.error().code, u"nothing-to-export"_s);
    }
    QCOMPARE(below(m_folder->path()), QStringList());
}

void TestExport::progressIsTold()
{
    qint64 last = 0;
    const auto done = browse::exportTo(m_settings, request(u"slow"_s, ExportFormat::Csv),
                                       [&last](const browse::ExportProgress &progress) {
                                           QVERIFY(progress.rows > last);
                                           last = progress.rows;
                                       });
    QVERIFY(done);
    QCOMPARE(done->written.rows, 400);
    QVERIFY(last > 0);
}

void TestExport::stopLeavesNothing_data()
{
    manyColumns_data();
}

void TestExport::stopLeavesNothing()
{
    QFETCH(const ExportFormat, format);
    std::stop_source stop;
    const bool sql = format == ExportFormat::Sql;
    const std::unique_ptr<const PretendedDump> endless =
        sql ? std::make_unique<const PretendedDump>("[ \"$1\" = --version ] && echo 'pg_dump (PostgreSQL) 99.1' && "
                                                    "exit\nexec cat /dev/zero")
            : nullptr;
    const auto done = browse::exportTo(
        m_settings, request(sql ? u"odd"_s : u"endless"_s, format),
        [&stop](const browse::ExportProgress &) { stop.request_stop(); }, stop.get_token());
    QVERIFY(!done);
    QCOMPARE(done.error().code, QString(base::stoppedCode));
    QCOMPARE(below(m_folder->path()), QStringList());
}

void TestExport::errorLeavesWhatWasThere_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::addRow("csv") << ExportFormat::Csv;
    QTest::addRow("json lines") << ExportFormat::JsonLines;
    QTest::addRow("sqlite") << ExportFormat::Sqlite;
}

void TestExport::errorLeavesWhatWasThere()
{
    QFETCH(const ExportFormat, format);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("before");
    file.close();
    const auto done = browse::exportTo(m_settings, request(u"failing"_s, format));
    QVERIFY(!done);
    QVERIFY2(done.error().detail.contains(u"division by zero"), qPrintable(done.error().detail));
    QCOMPARE(contentOf(m_path), QByteArray("before"));
    QCOMPARE(rowsOf(request(u"odd"_s, format)), 3);
    QVERIFY(contentOf(m_path) != QByteArray("before"));
    QCOMPARE(below(m_folder->path()), QStringList{u"out"_s});
}

void TestExport::connectionIsLost_data()
{
    errorLeavesWhatWasThere_data();
}

void TestExport::connectionIsLost()
{
    QFETCH(const ExportFormat, format);
    auto other = Connection::open(m_settings, u"test"_s);
    QVERIFY(other);
    const auto done = browse::exportTo(m_settings, request(u"endless"_s, format), [&other](const auto &) {
        QVERIFY(other->execute(
            u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'cutover-export'"_s));
    });
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"connection-lost"_s);
    QCOMPARE(below(m_folder->path()), QStringList());
}

void TestExport::diskIsFull_data()
{
    manyColumns_data();
}

void TestExport::diskIsFull()
{
    QFETCH(const ExportFormat, format);
    const testsupport::SmallDisk disk(m_folder->filePath(u"disk"_s), 4);
    if (!disk.isThere())
        QSKIP("This takes the right to mount.");
    ExportRequest wanted = request(u"large"_s, format);
    wanted.path = disk.folder() + u"/out";
    const auto done = browse::exportTo(m_settings, wanted);
    QVERIFY(!done);
    QVERIFY2(done.error().code == u"no-space", qPrintable(done.error().code + u' ' + done.error().detail));
    QVERIFY2(done.error().message.contains(disk.folder() + u"/out cannot be written"),
             qPrintable(done.error().message));
    QCOMPARE(below(disk.folder()), QStringList());
}

void TestExport::fileCannotBeWritten_data()
{
    manyColumns_data();
}

void TestExport::fileCannotBeWritten()
{
    QFETCH(const ExportFormat, format);
    ExportRequest wanted = request(u"odd"_s, format);
    wanted.path = m_folder->filePath(u"no/such/folder/x"_s);
    const auto done = browse::exportTo(m_settings, wanted);
    QVERIFY(!done);
    QCOMPARE(done.error().code, u"file"_s);
    wanted.path = m_folder->path(); // a folder itself
    QVERIFY(!browse::exportTo(m_settings, wanted));
    QCOMPARE(below(m_folder->path()), QStringList());
}

/// As root everything may be written: for the time of the export we are somebody else.
void TestExport::noPermission()
{
    constexpr uid_t nobody = 65534;
    const bool root = geteuid() == 0;
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner | QFile::ExeOther));
    const ExportRequest csv = request(u"odd"_s, ExportFormat::Csv);
    const ExportRequest sqlite = request(u"odd"_s, ExportFormat::Sqlite);
    const ExportRequest folder = schemaRequest(u"creator"_s, ExportFormat::Csv);
    if (root)
        QCOMPARE(setresuid(nobody, nobody, 0), 0);
    QList<QString> codes;
    for (const ExportRequest &wanted : {csv, sqlite, folder}) {
        const auto done = browse::exportTo(m_settings, wanted);
        codes += done ? QString() : done.error().code;
    }
    if (root)
        QCOMPARE(setresuid(0, 0, 0), 0);
    QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QCOMPARE(codes, QList<QString>(3, u"no-permission"_s));
    QCOMPARE(below(m_folder->path()), QStringList());
}

void TestExport::nothingIsChanged()
{
    QVERIFY(!browse::exportTo(m_settings, request(u"writing"_s, ExportFormat::Csv)));
    auto connection = Connection::open(m_settings, u"test"_s);
    QCOMPARE(connection->value(u"SELECT count(*) FROM t"_s).value(), u"0"_s);
}

void TestExport::throughAPool()
{
    const testsupport::PgBouncer pool(m_settings, u"transaction"_s, 1);
    for (int round = 0; round < 2; ++round) {
        const auto table = browse::exportTo(pool.settings(), request(u"odd"_s, ExportFormat::Csv));
        QVERIFY2(table, qPrintable(table ? QString() : table.error().detail));
        QCOMPARE(table->written.rows, 3);
        const auto all = browse::exportTo(pool.settings(), schemaRequest(u"creator"_s, ExportFormat::Sqlite));
        QVERIFY2(all, qPrintable(all ? QString() : all.error().detail));
        QCOMPARE(all->written.rows, 9);
    }
}

void TestExport::safeNames()
{
    QCOMPARE(browse::safeFileName(u"posts"_s), u"posts"_s);
    QCOMPARE(browse::safeFileName(u"../a\\b:c\n*\"?"_s), u"_._a_b_c____"_s);
    QCOMPARE(browse::safeFileName(u".hidden."_s), u"_hidden_"_s);
    QCOMPARE(browse::safeFileName(u""_s), u"_"_s);
    QCOMPARE(browse::safeFileName(u"NUL"_s), u"NUL_"_s);
    QCOMPARE(browse::safeFileName(u"Größe 😀"_s), u"Größe 😀"_s);
    QVERIFY(browse::safeFileName(u"😀"_s.repeated(63)).toUtf8().size() <= 180);
    browse::DistinctNames names;
    QCOMPARE(names.take(u"A"_s), u"A"_s);
    QCOMPARE(names.take(u"a"_s), u"a_2"_s);
    QCOMPARE(names.take(u"a_2"_s), u"a_2_2"_s);
}

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
