// SPDX-License-Identifier: MIT
// Sources that are too wide, too large, too many, or named to do harm: moved whole, or refused with a sentence.

#include "support/ordeal.h"
#include "support/sqlitefile.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QRegularExpression>
#include <QtEndian>
#include <QtTest>

using namespace Qt::StringLiterals;
using testsupport::Answer;
using testsupport::Ordeal;

namespace {

constexpr qint64 megabyte = 1'000'000;

QString quoted(QString name)
{
    return u'"' + name.replace(u'"', u"\"\""_s) + u'"';
}

QString literal(QString text)
{
    return u'\'' + text.replace(u'\'', u"''"_s) + u'\'';
}

/// The most memory that the process ever had, in bytes; 0 once it has ended.
qint64 peakMemory(const QProcess &process)
{
    const QByteArray status = testsupport::readFile(u"/proc/%1/status"_s.arg(process.processId()));
    const qsizetype at = status.indexOf("VmHWM:");
    return at < 0 ? 0 : status.mid(at + 6).trimmed().split(' ').first().toLongLong() * 1024;
}

/// A table of `columns` columns whose every value is `value`, twice.
QString wideTable(int columns, const QString &value)
{
    QStringList names;
    QStringList values;
    for (int i = 0; i < columns; ++i) {
        names += u'c' + QString::number(i);
        values += value;
    }
    const QString insert = u"INSERT INTO wide VALUES ("_s + values.join(u',') + u");"_s;
    return u"CREATE TABLE wide("_s + names.join(u',') + u");"_s + insert + insert;
}

/// Empty tables, written as the pages that SQLite would write: by itself it takes hours.
void makeManyTables(const QString &path, int tables)
{
    constexpr int pageSize = 512;
    qint64 pages = 0;
    {
        const testsupport::SqliteFile file(path);
        file.run(u"PRAGMA page_size = 512; CREATE TABLE first(v); PRAGMA writable_schema = ON"_s);
        const QString insert = u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) INSERT "
                               "INTO sqlite_master SELECT 'table', 't' || i, 't' || i, %2 + i, 'CREATE TABLE t' || i "
                               "|| '(v)' FROM n"_s.arg(tables - 1);
        // Where the list of tables ends is known only once it is there.
        file.run(u"BEGIN; "_s + insert.arg(0));
        pages = file.integer(u"PRAGMA page_count"_s);
        file.run(u"ROLLBACK; "_s + insert.arg(pages + 1'000));
        const qint64 now = file.integer(u"PRAGMA page_count"_s);
        file.run(u"UPDATE sqlite_master SET rootpage = rootpage - %1 WHERE name <> 'first'"_s.arg(pages + 1'000 - now));
        pages = file.integer(u"PRAGMA page_count"_s);
    }
    QByteArray content = testsupport::readFile(path);
    QCOMPARE(content.size(), pages * pageSize);
    QByteArray leaf(pageSize, '\0');
    leaf[0] = 13;
    leaf[5] = 2; // nothing in it: its contents begin at its end
    content.append(leaf.repeated(tables - 1));
    qToBigEndian(static_cast<quint32>(content.size() / pageSize), content.data() + 28);
    testsupport::writeFile(path, content);
}

} // namespace

class TestOddInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_ordeal = std::make_unique<Ordeal>(); }
    void wideRows_data();
    void wideRows();
    void hugeValues();
    void thousandsOfTables();
    void moreTablesThanLocks();
    void tooManyTables();
    void tenThousandCreators();
    void thousandsOfOneName();
    void hostileNames();
    void hostileCreators();
    void namesThatSteerTerminals();
    void zeroCharacterInTheSchema();

private:
    std::unique_ptr<Ordeal> m_ordeal;
};

void TestOddInput::wideRows_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("code"); ///< empty: it can be moved
    QTest::addRow("1,600 columns, nearly all empty") << 1600 << u"NULL"_s << QString();
    QTest::addRow("1,600 columns of numbers") << 1600 << u"123456789012"_s << u"row-too-wide"_s;
    QTest::addRow("1,700 columns") << 1700 << u"NULL"_s << u"too-many-columns"_s;
    QTest::addRow("8 kB in 40 columns") << 40 << literal(QString(200, u'x')) << QString();
    QTest::addRow("8 kB in 300 columns") << 300 << literal(QString(28, u'x')) << QString();
    QTest::addRow("16 kB in 900 columns too short to put elsewhere")
        << 900 << literal(QString(17, u'x')) << u"limit-exceeded"_s;
}

void TestOddInput::wideRows()
{
    QFETCH(const int, columns);
    QFETCH(const QString, value);
    QFETCH(const QString, code);
    m_ordeal->addSource(u"wide"_s, wideTable(columns, value));
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(Ordeal::errorCode(answer), code);
    QCOMPARE(answer.exit, code.isEmpty() ? 0 : 1);
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

void TestOddInput::hugeValues()
{
    m_ordeal->addSource(u"huge"_s,
                        u"CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b BLOB);"
                        "INSERT INTO t VALUES (1, hex(zeroblob(25000000)), NULL), (2, NULL, randomblob(50000000)), "
                        "(3, char(0) || hex(zeroblob(25000000)), x'00');"_s);
    qint64 peak = 0;
    const Answer answer =
        m_ordeal->migrate({}, [&](const QProcess &process) { peak = std::max(peak, peakMemory(process)); });
    QCOMPARE(answer.exit, 3);
    QCOMPARE(answer.json()[u"attic"].toInt(), 1);
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QVERIFY2(peak > 0 && peak <= 120 * megabyte + 3 * 50 * megabyte, qPrintable(QString::number(peak)));
    QCOMPARE(m_ordeal->value(u"SELECT sum(length(a)) || ' ' || sum(length(b)) FROM creator_huge.t"_s),
             u"100000000 50000001"_s);
}

/// More than the server's lock table would take in one transaction, and given to a role that owned nothing before; by
/// somebody who is no superuser.
void TestOddInput::thousandsOfTables()
{
    QString sql = u"BEGIN;"_s;
    for (int i = 0; i < 2500; ++i)
        sql += u"CREATE TABLE t%1(id INTEGER PRIMARY KEY, v TEXT);"_s.arg(i);
    m_ordeal->addSource(u"many"_s, sql + u"INSERT INTO t7 VALUES (7, 'seven'); COMMIT;"_s);
    m_ordeal->execute(u"CREATE ROLE the_app; CREATE ROLE mover LOGIN PASSWORD 'known' IN ROLE the_app; "
                      "GRANT CREATE ON DATABASE %1 TO mover"_s.arg(m_ordeal->direct().database));
    postgres::Settings target = m_ordeal->direct();
    target.user = u"mover"_s;
    target.password = base::Secret(u"known"_s);
    m_ordeal->setTarget(target);

    const Answer answer = m_ordeal->migrate({u"--owner"_s, u"the_app"_s});
    QVERIFY2(answer.exit == 0, answer.all().constData());
    QCOMPARE(m_ordeal->value(u"SELECT count(*)::text FROM pg_tables WHERE schemaname = 'creator_many' AND "
                             "tableowner = 'the_app'"_s),
             u"2500"_s);
    QCOMPARE(m_ordeal->value(u"SELECT v FROM creator_many.t7"_s), u"seven"_s);
    QCOMPARE(m_ordeal->value(u"SELECT nspowner::regrole || ' ' || coalesce(nspacl::text, '') FROM pg_namespace WHERE "
                             "nspname = 'creator_many'"_s),
             u"the_app {the_app=UC/the_app}"_s);
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
    m_ordeal->execute(u"DROP OWNED BY mover, the_app CASCADE; DROP ROLE mover, the_app"_s);
}

void TestOddInput::moreTablesThanLocks()
{
    auto &server = testsupport::TestServer::instance();
    m_ordeal->execute(u"ALTER SYSTEM SET max_locks_per_transaction = 10"_s);
    m_ordeal->execute(u"ALTER SYSTEM SET max_connections = 12"_s);
    server.stopAndStart();
    const auto usual = qScopeGuard([&] {
        m_ordeal->execute(u"ALTER SYSTEM RESET ALL"_s);
        server.stopAndStart();
    });
    QString sql;
    for (int i = 0; i < 400; ++i)
        sql += u"CREATE TABLE t%1(id INTEGER PRIMARY KEY, v TEXT);"_s.arg(i);
    m_ordeal->addSource(u"many"_s, sql);
    // All of them come into the schema in one transaction, or none.
    const Answer answer = m_ordeal->migrate({u"--separate-metadata"_s, u"no"_s});
    QCOMPARE(Ordeal::errorCode(answer), u"too-many-locks"_s);
    QCOMPARE(answer.exit, 1);
    QCOMPARE(m_ordeal->value(u"SELECT count(*)::text FROM pg_tables WHERE schemaname = 'public'"_s), u"0"_s);
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
    const Answer alone = m_ordeal->migrate();
    QVERIFY2(alone.exit == 0, alone.all().constData());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

/// SQLite alone needs a quarter of a minute to open it: looked at once, and refused.
void TestOddInput::tooManyTables()
{
    constexpr int tables = 100'000;
    makeManyTables(m_ordeal->sourceFolder() + u"/endless_metadata.sqlite3"_s, tables);
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(Ordeal::errorCode(answer), u"too-many-tables"_s);
    QVERIFY(Ordeal::errorMessage(answer).contains(QString::number(tables)));
    QCOMPARE(answer.exit, 1);
    QCOMPARE(m_ordeal->schemas(), QString());
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
}

void TestOddInput::tenThousandCreators()
{
    const QString first = m_ordeal->addSource(
        u"c0"_s, u"CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'x');"_s);
    const QString folder = m_ordeal->sourceFolder();
    for (int i = 1; i < 10'000; ++i)
        QVERIFY(QFile::copy(first, folder + u"/c%1_metadata.sqlite3"_s.arg(i)));
    qint64 peak = 0;
    const Answer answer = m_ordeal->program().run({u"detect"_s, folder, u"--json"_s}, [&](const QProcess &process) {
        peak = std::max(peak, peakMemory(process));
    });
    QCOMPARE(answer.exit, 0);
    QCOMPARE(answer.json()[u"sources"].toArray().size(), 10'000);
    QVERIFY2(peak <= 120 * megabyte, qPrintable(QString::number(peak)));
    // One of them, as somebody would who tries.
    const Answer moved =
        m_ordeal->program().run(QStringList{u"migrate"_s, u"--sqlite-file"_s, first, u"--yes"_s, u"--json"_s} +
                                testsupport::targetOptions(m_ordeal->target()));
    QVERIFY2(moved.exit == 0, moved.all().constData());
}

/// Every one of them is refused for the others' sake, without a list of all the others in each sentence.
void TestOddInput::thousandsOfOneName()
{
    const QString first = m_ordeal->addSource(u"-"_s, u"CREATE TABLE t(v);"_s);
    const QString marks = u"!#$%&'()+,-.:;<=>?@[]^_`{|}~ "_s;
    int files = 1;
    for (const QChar a : marks) {
        for (const QChar b : marks) {
            for (const QChar c : marks.left(3))
                files +=
                    QFile::copy(first, m_ordeal->sourceFolder() + u"/x"_s + a + b + c + u"_metadata.sqlite3"_s) ? 1 : 0;
        }
    }
    QVERIFY(files > 2000);
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(answer.exit, 1);
    QVERIFY2(answer.out.size() < 1500LL * files, qPrintable(QString::number(answer.out.size())));
    const QJsonArray creators = answer.json()[u"creators"].toArray();
    QCOMPARE(creators.size(), files);
    QCOMPARE(creators.last()[u"error"][u"code"].toString(), u"schema-name-collision"_s);
    QVERIFY(testsupport::isAdvice(creators.last()[u"error"][u"message"].toString()));
}

void TestOddInput::hostileNames()
{
    const QStringList names{u"x\"; drop schema public cascade; --"_s,
                            u"it's"_s,
                            u"%s%n%1 %2"_s,
                            u"line\nbreak"_s,
                            u"pg_class"_s,
                            u"xmin"_s,
                            u"ctid"_s,
                            u"oid"_s,
                            u"tableoid"_s,
                            QString(63, u'a'),
                            QString(63, u'a') + u'b',
                            QString(63, u'a') + u'c',
                            QString(40, u'ä'),
                            u"$1"_s,
                            u"$$"_s,
                            u"\\"_s,
                            u"\t"_s,
                            u"select"_s,
                            u"'||pg_sleep(99)||'"_s,
                            u"cutover"_s,
                            u"😀"_s,
                            u"\u202Ertl"_s,
                            u"?"_s,
                            u"\u0001\u007F"_s};
    QString sql;
    for (const QString &name : names) {
        sql += u"CREATE TABLE "_s + quoted(name) + u"(id INTEGER PRIMARY KEY, "_s + quoted(name) + u" TEXT DEFAULT "_s +
               literal(name) + u", other TEXT); CREATE INDEX "_s + quoted(u"ix "_s + name) + u" ON "_s + quoted(name) +
               u'(' + quoted(name) + u"); INSERT INTO "_s + quoted(name) + u" VALUES (1, "_s + literal(name) +
               u", 'a' || char(0)), (2, NULL, "_s + literal(name) + u");"_s;
    }
    m_ordeal->addSource(u"hostile"_s, sql);
    const Answer answer = m_ordeal->migrate();
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QCOMPARE(answer.json()[u"attic"].toInt(), names.size());
    QCOMPARE(answer.json()[u"creators"][0][u"tables"].toArray().size(), names.size());
    QCOMPARE(m_ordeal->value(u"SELECT count(*)::text FROM pg_tables WHERE schemaname = 'creator_hostile'"_s),
             QString::number(names.size()));
    QCOMPARE(m_ordeal->value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname = 'public'"_s), u"1"_s);
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

void TestOddInput::hostileCreators()
{
    const QStringList names{u"x\"; drop schema public cascade; --"_s,
                            u"it's"_s,
                            u"%s%n%1"_s,
                            u"line\nbreak"_s,
                            u"pg_catalog"_s,
                            u"information_schema"_s,
                            QString(100, u'a'),
                            u"\u202Ertl"_s,
                            u"--help"_s,
                            u"$HOME `id`"_s,
                            u"cutover_stage_1"_s};
    for (const QString &name : names)
        m_ordeal->addSource(
            name, u"CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'x' || char(0));"_s);
    const Answer answer = m_ordeal->migrate();
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QCOMPARE(answer.json()[u"creators"].toArray().size(), names.size());
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

/// Escape sequences, their 8-bit form and marks that turn the direction of text, in every name there is.
void TestOddInput::namesThatSteerTerminals()
{
    const QString evil = u"\u001B]0;owned\u0007\u001B[31m\u009B2J\u202Egpj\u2066\r\t\u0008"_s;
    const QString id = quoted(evil);
    // The orphan, the NUL and the name that two tables share make notes that tell these names.
    m_ordeal->addSource(evil, u"CREATE TABLE "_s + id + u"(id INTEGER PRIMARY KEY, "_s + id + u" TEXT);"_s +
                                  u"CREATE TABLE child("_s + id + u" INTEGER REFERENCES "_s + id + u"(id), w DATE);"_s +
                                  u"CREATE VIEW "_s + quoted(evil + u"v") + u" AS SELECT 1; CREATE INDEX "_s +
                                  quoted(evil + u"x") + u" ON child("_s + id + u") WHERE w IS NULL;"_s +
                                  u"INSERT INTO "_s + id + u" VALUES (1, "_s + literal(evil) +
                                  u" || char(0)); INSERT INTO child VALUES (7, "_s + literal(evil) + u");"_s);
    m_ordeal->program().setVariable(u"CUTOVER_PG_PASSWORD"_s, m_ordeal->direct().password.reveal());
    const QStringList target = testsupport::targetOptions(m_ordeal->direct());
    const QStringList source{u"--sqlite-path"_s, m_ordeal->sourceFolder()};
    const auto run = [&](const QStringList &arguments) {
        Answer answer = m_ordeal->program().run(arguments);
        const QString said = QString::fromUtf8(answer.out + answer.err);
        static const QRegularExpression steering(
            u"[\\x{00}-\\x{09}\\x{0B}-\\x{1F}\\x{7F}-\\x{9F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]"_s);
        if (said.contains(steering) || !said.contains(u"owned"))
            qWarning("%s: %s", qPrintable(arguments.first()), qPrintable(said.toHtmlEscaped()));
        return said.contains(u"owned") && !said.contains(steering) ? answer.exit : -2;
    };
    QCOMPARE(run({u"detect"_s, m_ordeal->sourceFolder()}), 0);
    QCOMPARE(run(QStringList{u"plan"_s} + source), 3);
    QCOMPARE(run(QStringList{u"migrate"_s, u"--yes"_s} + source + target), 3);
    QCOMPARE(run({u"history"_s}), 0);
    QCOMPARE(run(QStringList{u"verify"_s, u"--run"_s, m_ordeal->latestRun()} + target), 0);
    m_ordeal->execute(
        u"DO $$ DECLARE s text; t text; BEGIN SELECT schemaname, tablename INTO s, t FROM pg_tables WHERE "
        "schemaname LIKE 'creator_%' AND tablename <> 'child'; EXECUTE format('UPDATE %I.%I SET id = 2', "
        "s, t); END $$"_s);
    QCOMPARE(run(QStringList{u"verify"_s, u"--run"_s, m_ordeal->latestRun()} + target), 1);
    const QStringList rollback = QStringList{u"rollback"_s, u"--run"_s, m_ordeal->latestRun(), u"--yes"_s} + target;
    QCOMPARE(run(rollback), 1);
    QCOMPARE(run(rollback + QStringList{u"--force"_s}), 0);
}

/// SQLite stops reading at it; the file says something else than the database means.
void TestOddInput::zeroCharacterInTheSchema()
{
    const QString path = m_ordeal->sourceFolder() + u"/zero_metadata.sqlite3"_s;
    {
        const testsupport::SqliteFile file(path);
        file.run(u"CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'x');"
                 "PRAGMA writable_schema = ON;"
                 "UPDATE sqlite_master SET sql = sql || char(0) || '); DROP TABLE t; --'"_s);
    }
    const Answer answer = m_ordeal->migrate();
    QVERIFY2(answer.exit == 0 || answer.exit == 1 || answer.exit == 3, answer.all().constData());
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

QTEST_GUILESS_MAIN(TestOddInput)
#include "tst_oddinput.moc"
