// SPDX-License-Identifier: MIT
#include "migration/plan/examplerows.h"
#include "migration/run/examples.h"
#include "migration/run/survey.h"
#include "support/testserver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// What is known of a source is enough to plan it again with other choices.
class SurveyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void plansAgainWithoutTheCopy();
    void needsTheCopyForOrphans();
    void stops();
    void examples_data();
    void examples();
    void allExamples_data();
    void allExamples();
    void examplesStop();

private:
    [[nodiscard]] QString snapshotPath() const { return m_folder->filePath(u"copy.sqlite3"_s); }
    [[nodiscard]] base::Result<migration::Survey> survey(const QString &sql, const std::stop_token &stop = {});
    static migration::Choices orphansAside();

    std::unique_ptr<QTemporaryDir> m_folder;
    migration::RunClock m_clock;
};

namespace {

const auto linkedSql = u"CREATE TABLE a(id INTEGER PRIMARY KEY, n INTEGER);"
                       "CREATE TABLE b(id INTEGER PRIMARY KEY, a INTEGER REFERENCES a(id), word TEXT, more TEXT);"
                       "INSERT INTO a VALUES (1, 5);"
                       "INSERT INTO b VALUES (7, 1, 'one', 'x'), (8, 9, 'two', 'y'), (9, 9, 'three', 'z');"_s;

} // namespace

void SurveyTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

base::Result<migration::Survey> SurveyTest::survey(const QString &sql, const std::stop_token &stop)
{
    migration::SurveyRequest request{.source = {}, .snapshotPath = snapshotPath()};
    request.source.path = m_folder->filePath(u"source.sqlite3"_s);
    request.source.creator = u"bob"_s;
    testsupport::makeSqlite(request.source.path, sql);
    return migration::takeSurvey(
        request, m_clock, [](const base::Progress &) {}, stop);
}

migration::Choices SurveyTest::orphansAside()
{
    migration::Choices choices;
    choices.creators[u"bob"_s].tables[u"b"_s].orphans = migration::OrphanChoice::Attic;
    return choices;
}

void SurveyTest::plansAgainWithoutTheCopy()
{
    const auto known = survey(linkedSql);
    QVERIFY2(known, qPrintable(known ? QString() : known.error().message));
    QVERIFY(known->hasOrphans());
    QVERIFY(QFile::remove(snapshotPath()));
    const auto usual = migration::planSurvey(*known, migration::Choices(), {u"creator_bob"_s, false, 0}, {});
    QVERIFY(usual);
    QCOMPARE(usual->plan.rows, 4);
    QCOMPARE(usual->plan.tables[0].columns[1].target.type, schema::TypeKind::Bigint);
    migration::Choices choices;
    choices.creators[u"bob"_s].tables[u"a"_s].columns[u"n"_s].type = schema::TypeKind::Numeric;
    const auto other = migration::planSurvey(*known, choices, {u"creator_bob"_s, false, 0}, {});
    QVERIFY(other);
    QCOMPARE(other->plan.tables[0].columns[1].target.type, schema::TypeKind::Numeric);
}

void SurveyTest::needsTheCopyForOrphans()
{
    const auto known = survey(linkedSql);
    QVERIFY(known);
    const auto aside = migration::planSurvey(*known, orphansAside(), {u"creator_bob"_s, false, 0}, {});
    QVERIFY(aside);
    QCOMPARE(aside->plan.tables[1].rowsAside, 2);
    QCOMPARE(aside->aside.value(1), (QList<qint64>{8, 9}));
    QVERIFY(QFile::remove(snapshotPath()));
    QVERIFY(!migration::planSurvey(*known, orphansAside(), {u"creator_bob"_s, false, 0}, {}));
}

void SurveyTest::stops()
{
    std::stop_source stop;
    stop.request_stop();
    const auto known = survey(linkedSql, stop.get_token());
    QVERIFY(!known);
    QCOMPARE(known.error().code, QString(base::stoppedCode));
}

void SurveyTest::examples_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("columns");
    QTest::addColumn<QList<qint64>>("rows");
    QTest::addColumn<QStringList>("shown");
    QTest::addColumn<QList<QStringList>>("values");
    QTest::addRow("key, what is asked for, one more")
        << linkedSql << QStringList{u"A"_s} << QList<qint64>{9, 8} << QStringList{u"id"_s, u"a"_s, u"word"_s}
        << QList<QStringList>{{u"9"_s, u"9"_s, u"three"_s}, {u"8"_s, u"9"_s, u"two"_s}};
    QTest::addRow("row that is not there")
        << linkedSql << QStringList{u"word"_s} << QList<qint64>{100, 7} << QStringList{u"id"_s, u"word"_s, u"more"_s}
        << QList<QStringList>{{u"7"_s, u"one"_s, u"x"_s}};
    QTest::addRow("without rowid: by ordinal") << u"CREATE TABLE b(k TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID;"
                                                  "INSERT INTO b VALUES ('a', 1), ('b', NULL), ('c', 3);"_s
                                               << QStringList{u"n"_s} << QList<qint64>{1} << QStringList{u"k"_s, u"n"_s}
                                               << QList<QStringList>{{u"b"_s, u"NULL"_s}};
}

void SurveyTest::examples()
{
    QFETCH(const QString, sql);
    QFETCH(const QStringList, columns);
    QFETCH(const QList<qint64>, rows);
    QFETCH(const QStringList, shown);
    QFETCH(const QList<QStringList>, values);
    const auto known = survey(sql);
    QVERIFY(known);
    const auto table = std::find_if(known->schema.tables.begin(), known->schema.tables.end(),
                                    [](const schema::Table &candidate) { return candidate.name == u"b"; });
    QVERIFY(table != known->schema.tables.end());
    const auto examples = migration::exampleRows(snapshotPath(), *table, columns, rows);
    QVERIFY(examples);
    QCOMPARE(examples->columns, shown);
    QCOMPARE(examples->rows, values);
}

void SurveyTest::allExamples_data()
{
    using migration::Oddity;
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("oddity");
    QTest::addColumn<QString>("column");
    QTest::addColumn<int>("most");
    QTest::addColumn<QStringList>("shown");
    QTest::addColumn<QList<QStringList>>("values");
    QTest::addColumn<bool>("more");
    QTest::addRow("orphans") << linkedSql << int(Oddity::Orphan) << QString() << 10
                             << QStringList{u"id"_s, u"a"_s, u"word"_s}
                             << QList<QStringList>{{u"8"_s, u"9"_s, u"two"_s}, {u"9"_s, u"9"_s, u"three"_s}} << false;
    QTest::addRow("not all of them") << linkedSql << int(Oddity::Orphan) << QString() << 1
                                     << QStringList{u"id"_s, u"a"_s, u"word"_s}
                                     << QList<QStringList>{{u"8"_s, u"9"_s, u"two"_s}} << true;
    QTest::addRow("exactly all of them") << linkedSql << int(Oddity::Orphan) << QString() << 2
                                         << QStringList{u"id"_s, u"a"_s, u"word"_s}
                                         << QList<QStringList>{{u"8"_s, u"9"_s, u"two"_s}, {u"9"_s, u"9"_s, u"three"_s}}
                                         << false;
    QTest::addRow("orphans without a rowid")
        << u"CREATE TABLE a(id INTEGER PRIMARY KEY);"
           "CREATE TABLE b(k TEXT PRIMARY KEY, a INTEGER REFERENCES a(id)) WITHOUT ROWID;"
           "INSERT INTO b VALUES ('p', NULL), ('q', 5)"_s
        << int(Oddity::Orphan) << QString() << 10 << QStringList{u"k"_s, u"a"_s} << QList<QStringList>{{u"q"_s, u"5"_s}}
        << false;
    QTest::addRow("texts with a NUL or bad bytes")
        << u"CREATE TABLE b(id INTEGER PRIMARY KEY, word TEXT, n INTEGER);"
           "INSERT INTO b VALUES (1, 'fine', 1), (2, CAST(x'610062' AS TEXT), 2), (3, CAST(x'ff' AS TEXT), 3),"
           "(4, x'00', 4)"_s
        << int(Oddity::FlawedText) << u"word"_s << 10 << QStringList{u"id"_s, u"word"_s}
        << QList<QStringList>{{u"2"_s, u"a\u2400b"_s}, {u"3"_s, u"\uFFFD"_s}} << false;
    QTest::addRow("words among numbers, without a key")
        << u"CREATE TABLE b(n INTEGER, more TEXT); WITH RECURSIVE c(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM c "
           "WHERE i < 2000) INSERT INTO b SELECT i, 'm' || i FROM c;"
           "UPDATE b SET n = 'unknown' WHERE n IN (5, 1999); UPDATE b SET n = NULL WHERE n = 7"_s
        << int(Oddity::DoesNotFit) << u"n"_s << 10 << QStringList{u"rowid"_s, u"n"_s, u"more"_s}
        << QList<QStringList>{{u"5"_s, u"unknown"_s, u"m5"_s}, {u"1999"_s, u"unknown"_s, u"m1999"_s}} << false;
    QTest::addRow("bytes among texts")
        << u"CREATE TABLE b(id INTEGER PRIMARY KEY, word TEXT); WITH RECURSIVE c(i) AS (VALUES (10) UNION ALL "
           "SELECT i + 1 FROM c WHERE i < 2000) INSERT INTO b SELECT i, 'word' FROM c;"
           "INSERT INTO b VALUES (3, x'ff'), (4, CAST(x'610062' AS TEXT))"_s
        << int(Oddity::DoesNotFit) << u"word"_s << 10 << QStringList{u"id"_s, u"word"_s}
        << QList<QStringList>{{u"3"_s, u"x'ff'"_s}} << false;
    QTest::addRow("times without a zone")
        << u"CREATE TABLE b(id INTEGER PRIMARY KEY, at TIMESTAMP); INSERT INTO b VALUES (1, '2024-01-01 10:00:00Z'),"
           "(2, '2024-01-01 10:00:00'), (3, NULL)"_s
        << int(Oddity::WithoutZone) << u"at"_s << 10 << QStringList{u"id"_s, u"at"_s}
        << QList<QStringList>{{u"2"_s, u"2024-01-01 10:00:00"_s}} << false;
}

void SurveyTest::allExamples()
{
    QFETCH(const QString, sql);
    QFETCH(const int, oddity);
    QFETCH(const QString, column);
    QFETCH(const int, most);
    QFETCH(const QStringList, shown);
    QFETCH(const QList<QStringList>, values);
    QFETCH(const bool, more);
    const auto known = survey(sql);
    QVERIFY(known);
    QVERIFY(QFile::remove(snapshotPath()));
    const auto examples = migration::findExamples(*known,
                                                  {.oddity = static_cast<migration::Oddity>(oddity),
                                                   .table = u"b"_s,
                                                   .column = column,
                                                   .copyPath = snapshotPath(),
                                                   .most = most},
                                                  {});
    QVERIFY2(examples, examples ? "" : qPrintable(examples.error().message + examples.error().detail));
    QCOMPARE(examples->found.columns, shown);
    QCOMPARE(examples->found.rows, values);
    QCOMPARE(examples->more, more);
    QVERIFY(!QFile::exists(snapshotPath()));
}

void SurveyTest::examplesStop()
{
    const auto known = survey(linkedSql);
    QVERIFY(known);
    QVERIFY(QFile::remove(snapshotPath()));
    std::stop_source stop;
    stop.request_stop();
    const auto examples =
        migration::findExamples(*known, {.table = u"b"_s, .copyPath = snapshotPath()}, stop.get_token());
    QVERIFY(!examples);
    QCOMPARE(examples.error().code, QString(base::stoppedCode));
    QVERIFY(!QFile::exists(snapshotPath()));
}

QTEST_GUILESS_MAIN(SurveyTest)
#include "tst_survey.moc"
