// SPDX-License-Identifier: MIT
// The program killed with SIGKILL at one moment or another: nothing half-done is visible, and the run goes on where it
// was, or is rolled back.

#include "support/program.h"
#include "support/testserver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QtTest>
#include <csignal>

using namespace Qt::StringLiterals;
using testsupport::Answer;
using testsupport::Program;

namespace {

constexpr int tables = 8;
constexpr int rowsOfTable = 12'000;

/// Large enough to be moved in many tasks: tables that refer to the first one.
QString largeSql()
{
    QString sql = u"PRAGMA synchronous=OFF; BEGIN;"
                  "CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                  "SELECT i FROM n;"_s.arg(rowsOfTable);
    for (int table = 0; table < tables; ++table) {
        sql += u"CREATE TABLE t%1(id INTEGER PRIMARY KEY, up INTEGER REFERENCES t0(id), name TEXT UNIQUE, note TEXT);"
               "CREATE INDEX ix_%1 ON t%1(up);"
               "INSERT INTO t%1 SELECT i, i, 'row ' || i, hex(zeroblob(60)) || i || CASE i %% 1000 WHEN 0 THEN char(0) "
               "ELSE '' END FROM n;"_s.arg(table)
                   .replace(u"%%"_s, u"%"_s);
    }
    return sql + u"COMMIT;"_s;
}

const QString smallSql = u"CREATE TABLE a(id INTEGER PRIMARY KEY, t TEXT);"
                         "INSERT INTO a WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
                         "SELECT i, 'text ' || i FROM n;"_s;

QByteArray contentHash(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256);
}

/// When the program is killed: SQL that is true, or text in the local journal.
struct Moment
{
    QString sql;
    QByteArray journal;
};

QString tasksLike(const QString &pattern, int least)
{
    return u"SELECT (count(*) >= %2)::text FROM cutover.task WHERE key LIKE '%1'"_s.arg(pattern).arg(least);
}

} // namespace

class TestCliResume : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void goesOn_data();
    void goesOn();
    void goesOnWithinATable();
    void begunByAnotherVersion();
    void keepsSmallCreators();
    void leavesBackendsNoTime();
    void snapshotAltered();
    void snapshotGoneAndSourceChanged();
    void sourceChanged();
    void journalCutOff();
    void journalWithoutItsBeginning();
    void anotherDatabase();
    void stillAtWork();
    void rollsBackWhatWasBegun_data();
    void rollsBackWhatWasBegun();
    void historySaysWhatCanBeDone();
    void doesAgainWhatFailed();
    void takesNothingFromTheCommandLine();

private:
    QString makeSource(const QString &name, const QString &sql) const;
    /// Starts the program on all sources and kills it at the moment; the run's id.
    QString killedRun(const Moment &moment) const;
    Answer command(const QStringList &arguments) const
    {
        return m_program->run(arguments + QStringList{u"--yes"_s, u"--json"_s} + testsupport::targetOptions(m_target));
    }
    Answer resume(const QString &run) const { return command({u"migrate"_s, u"--resume"_s, run}); }
    QString value(const QString &sql) const;
    QString journalOf(const QString &run) const
    {
        return m_program->dataFolder() + u"/runs/"_s + run + u"/journal.jsonl"_s;
    }
    QString snapshotOf(const QString &run) const
    {
        return m_program->dataFolder() + u"/runs/"_s + run + u"/snapshot-0000.sqlite3"_s;
    }
    void compareNothingHalfDone() const;

    std::unique_ptr<Program> m_program;
    postgres::Settings m_target;
};

void TestCliResume::init()
{
    m_target = testsupport::TestServer::instance().freshDatabase();
    m_program = std::make_unique<Program>();
    m_program->setVariable(u"CUTOVER_PG_PASSWORD"_s, m_target.password.reveal());
    QVERIFY(QDir(m_program->folder()).mkpath(u"sources"_s));
}

QString TestCliResume::makeSource(const QString &name, const QString &sql) const
{
    QString path = m_program->folder() + u"/sources/"_s + name + u"_metadata.sqlite3"_s;
    testsupport::makeSqlite(path, sql);
    return path;
}

QString TestCliResume::value(const QString &sql) const
{
    auto connection = postgres::Connection::open(m_target, u"tests"_s);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().message));
    const auto value = connection->value(sql);
    return value ? *value : u"error: "_s + value.error().detail;
}

QString TestCliResume::killedRun(const Moment &moment) const
{
    auto connection = postgres::Connection::open(m_target, u"tests"_s);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().message));
    bool killed = false;
    const QStringList arguments = QStringList{u"migrate"_s, u"--sqlite-path"_s, m_program->folder() + u"/sources"_s,
                                              u"--yes"_s,   u"--jobs"_s,        u"2"_s} +
                                  testsupport::targetOptions(m_target);
    const Answer answer = m_program->run(arguments, [&](QProcess &process) {
        const QStringList runs = m_program->runFolders();
        if (killed || runs.isEmpty())
            return;
        QFile journal(journalOf(runs.last()));
        const bool read = journal.open(QIODevice::ReadOnly);
        const auto reached = moment.sql.isEmpty() ? base::Result<QString>(QString()) : connection->value(moment.sql);
        killed = (reached && *reached == u"true") ||
                 (!moment.journal.isEmpty() && read && journal.readAll().contains(moment.journal));
        if (killed)
            ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
    });
    if (!killed || answer.exit != -1)
        qFatal("it ended before it could be killed: %s", answer.all().constData());
    return m_program->runFolders().last();
}

/// What an application would see: whole creators or none.
void TestCliResume::compareNothingHalfDone() const
{
    QCOMPARE(value(u"SELECT count(*)::text FROM pg_namespace n WHERE nspname LIKE 'creator%' AND NOT EXISTS (SELECT 1 "
                   "FROM cutover.creator c WHERE c.schema_name = n.nspname AND c.state = 'committed')"_s),
             u"0"_s);
}

void TestCliResume::goesOn_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QByteArray>("journal");
    QTest::addColumn<int>("leastRows");
    QTest::addRow("before the snapshot") << QString() << QByteArray("\"step\":\"snapshot\"") << 0;
    QTest::addRow("after the snapshot") << QString() << QByteArray("\"step\":\"snapshot taken\"") << 0;
    QTest::addRow("a table loaded") << tasksLike(u"load%"_s, 1) << QByteArray() << rowsOfTable;
    QTest::addRow("most tables loaded") << tasksLike(u"load%"_s, 6) << QByteArray() << 6 * rowsOfTable;
    QTest::addRow("keys") << tasksLike(u"keys%"_s, 1) << QByteArray() << rowsOfTable;
    QTest::addRow("indexes") << tasksLike(u"index%"_s, 2) << QByteArray() << rowsOfTable;
    QTest::addRow("statistics") << tasksLike(u"analyze%"_s, 2) << QByteArray() << rowsOfTable;
    QTest::addRow("foreign keys") << tasksLike(u"foreign key%"_s, 1) << QByteArray() << rowsOfTable;
    QTest::addRow("the last step") << QString() << QByteArray("\"step\":\"commit\"") << tables * rowsOfTable;
}

void TestCliResume::goesOn()
{
    QFETCH(const QString, sql);
    QFETCH(const QByteArray, journal);
    QFETCH(const int, leastRows);
    const QString source = makeSource(u"large"_s, largeSql());
    const QByteArray before = contentHash(source);
    const QString run = killedRun({sql, journal});
    compareNothingHalfDone();
    const Answer answer = resume(run);
    QVERIFY2(answer.exit == 3, answer.all().constData()); // NULs are in the attic
    const QJsonObject report = answer.json();
    QCOMPARE(report[u"run"].toString(), run);
    QCOMPARE(report[u"verdict"].toString(), u"verified-with-notes"_s);
    QCOMPARE(report[u"rows"].toInt(), tables * rowsOfTable);
    QCOMPARE(report[u"attic"].toInt(), tables * rowsOfTable / 1000);
    QVERIFY2(report[u"resumed"][u"rows"].toInt() >= leastRows, answer.all().constData());
    QCOMPARE(value(u"SELECT count(*)::text FROM creator_large.t7"_s), QString::number(rowsOfTable));
    QCOMPARE(value(u"SELECT count(*)::text FROM cutover.attic"_s), QString::number(tables * rowsOfTable / 1000));
    QCOMPARE(value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 'cutover\\_%'"_s), u"0"_s);
    QCOMPARE(command({u"verify"_s, u"--run"_s, run}).exit, 0);
    QCOMPARE(contentHash(source), before);
    QCOMPARE(m_program->runFolders().size(), 1);
}

/// One table, so large that it is loaded in pieces.
void TestCliResume::goesOnWithinATable()
{
    constexpr int rows = 800;
    makeSource(u"large"_s, u"CREATE TABLE t(id INTEGER PRIMARY KEY, up INTEGER REFERENCES t(id), content BLOB);"
                           "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                           "SELECT i, (i + 1) / 2, zeroblob(100000) FROM n;"_s.arg(rows));
    const QString run = killedRun({tasksLike(u"load 0 from %"_s, 2), {}});
    compareNothingHalfDone();
    const Answer answer = resume(run);
    QVERIFY2(answer.exit == 0, answer.all().constData());
    QVERIFY2(answer.json()[u"resumed"][u"rows"].toInt() >= rows / 4, answer.all().constData());
    QCOMPARE(answer.json()[u"rows"].toInt(), rows);
    QCOMPARE(
        value(u"SELECT (relallvisible > relpages / 2)::text FROM pg_class WHERE oid = 'creator_large.t'::regclass"_s),
        u"true"_s);
}

/// Which may have cut tables in other places.
void TestCliResume::begunByAnotherVersion()
{
    makeSource(u"large"_s, largeSql());
    const QString run = killedRun({tasksLike(u"load%"_s, 3), {}});
    value(u"UPDATE cutover.task SET key = key || ' from 1' WHERE key LIKE 'load%' RETURNING ''"_s);
    const Answer answer = resume(run);
    QVERIFY2(answer.exit == 1, answer.all().constData());
    QCOMPARE(answer.json()[u"creators"][0][u"error"][u"code"].toString(), u"run-outdated"_s);
    QCOMPARE(value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname ~ '^(creator|cutover_)'"_s), u"0"_s);
}

void TestCliResume::keepsSmallCreators()
{
    for (int i = 0; i < 30; ++i)
        makeSource(u"c%1"_s.arg(i), smallSql);
    const QString run =
        killedRun({u"SELECT (count(*) >= 4)::text FROM cutover.creator WHERE state = 'committed'"_s, {}});
    compareNothingHalfDone();
    const int kept = value(u"SELECT count(*)::text FROM cutover.creator WHERE state = 'committed'"_s).toInt();
    const Answer answer = resume(run);
    QVERIFY2(answer.exit == 0, answer.all().constData());
    QVERIFY(kept >= 4 && kept < 30);
    QVERIFY(answer.json()[u"resumed"][u"rows"].toInt() >= kept * 300);
    QCOMPARE(answer.json()[u"rows"].toInt(), 30 * 300);
    QCOMPARE(value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 'creator%'"_s), u"30"_s);
    // once more: nothing is left to do
    const Answer again = resume(run);
    QVERIFY2(again.exit == 0, again.all().constData());
    QCOMPARE(again.json()[u"resumed"][u"rows"].toInt(), 30 * 300);
}

/// What the server still does for the run that was killed is ended before anything else.
void TestCliResume::leavesBackendsNoTime()
{
    makeSource(u"large"_s, largeSql());
    const QString run = killedRun({tasksLike(u"load%"_s, 3), {}});
    auto orphan = postgres::Connection::open(m_target, u"cutover "_s + run);
    QVERIFY(orphan);
    QVERIFY(orphan->execute(u"SELECT pg_advisory_lock(hashtextextended('cutover creator_large', 0))"_s));
    const Answer answer = resume(run);
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QVERIFY(!orphan->execute(u"SELECT 1"_s));
}

void TestCliResume::snapshotAltered()
{
    makeSource(u"large"_s, largeSql());
    const QString run = killedRun({tasksLike(u"load%"_s, 3), {}});
    QFile snapshot(snapshotOf(run));
    QVERIFY(snapshot.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(snapshot.open(QIODevice::ReadWrite) && snapshot.seek(5000) && snapshot.write("altered") == 7);
    snapshot.close();
    const Answer answer = resume(run);
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QCOMPARE(answer.json()[u"resumed"][u"rows"].toInt(), 0);
    QCOMPARE(answer.json()[u"rows"].toInt(), tables * rowsOfTable);
    QCOMPARE(value(u"SELECT count(*)::text FROM cutover.attic"_s), QString::number(tables * rowsOfTable / 1000));
}

void TestCliResume::snapshotGoneAndSourceChanged()
{
    const QString source = makeSource(u"large"_s, largeSql());
    const QString run = killedRun({tasksLike(u"load%"_s, 3), {}});
    QVERIFY(QFile::remove(snapshotOf(run)));
    testsupport::makeSqlite(source, u"DELETE FROM t3 WHERE id = 5"_s);
    const Answer answer = resume(run);
    QVERIFY2(answer.exit == 1, answer.all().constData());
    QCOMPARE(answer.json()[u"creators"][0][u"error"][u"code"].toString(), u"snapshot-changed"_s);
    QCOMPARE(value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname ~ '^(creator|cutover_)'"_s), u"0"_s);
}

void TestCliResume::sourceChanged()
{
    const QString source = makeSource(u"large"_s, largeSql());
    const QString run = killedRun({tasksLike(u"load%"_s, 3), {}});
    testsupport::makeSqlite(source, u"DELETE FROM t3 WHERE id = 5"_s);
    const Answer answer = resume(run);
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QVERIFY(answer.out.contains("\"source-changed\""));
    QCOMPARE(value(u"SELECT count(*)::text FROM creator_large.t3"_s), QString::number(rowsOfTable));
}

void TestCliResume::journalCutOff()
{
    makeSource(u"large"_s, largeSql());
    const QString run = killedRun({tasksLike(u"load%"_s, 3), {}});
    QFile journal(journalOf(run));
    QVERIFY(journal.open(QIODevice::Append) && journal.write("{\"creator\":\"large\",\"numb") > 0);
    journal.close();
    const Answer answer = resume(run);
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QVERIFY(answer.json()[u"resumed"][u"rows"].toInt() >= 3 * rowsOfTable);
}

void TestCliResume::journalWithoutItsBeginning()
{
    makeSource(u"large"_s, largeSql());
    const QString run = killedRun({tasksLike(u"load%"_s, 3), {}});
    QFile journal(journalOf(run));
    QVERIFY(journal.resize(100));
    const Answer answer = resume(run);
    QVERIFY2(answer.exit == 1, answer.all().constData());
    QCOMPARE(answer.json()[u"error"][u"code"].toString(), u"bad-journal"_s);
    QCOMPARE(command({u"rollback"_s, u"--run"_s, run}).exit, 0);
    QCOMPARE(value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname ~ '^(creator|cutover_)'"_s), u"0"_s);
}

void TestCliResume::anotherDatabase()
{
    makeSource(u"large"_s, largeSql());
    const QString run = killedRun({tasksLike(u"load%"_s, 1), {}});
    const postgres::Settings right = std::exchange(m_target, testsupport::TestServer::instance().freshDatabase());
    const Answer answer = resume(run);
    QVERIFY2(answer.exit == 1, answer.all().constData());
    QCOMPARE(answer.json()[u"error"][u"code"].toString(), u"unknown-run"_s);
    QCOMPARE(value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 'c%'"_s), u"0"_s);
    m_target = right;
    QCOMPARE(resume(run).exit, 3);
}

void TestCliResume::stillAtWork()
{
    makeSource(u"large"_s, largeSql());
    bool asked = false;
    const QStringList arguments =
        QStringList{u"migrate"_s, u"--sqlite-path"_s, m_program->folder() + u"/sources"_s, u"--yes"_s} +
        testsupport::targetOptions(m_target);
    m_program->run(arguments, [&](QProcess &process) {
        const QStringList runs = m_program->runFolders();
        if (asked || runs.isEmpty() || !QFile::exists(snapshotOf(runs.last())))
            return;
        ::kill(static_cast<pid_t>(process.processId()), SIGSTOP);
        const Answer answer = resume(runs.last());
        ::kill(static_cast<pid_t>(process.processId()), SIGCONT);
        QVERIFY2(answer.exit == 1, answer.all().constData());
        QCOMPARE(answer.json()[u"error"][u"code"].toString(), u"run-active"_s);
        asked = true;
    });
    QVERIFY(asked);
}

void TestCliResume::rollsBackWhatWasBegun_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QByteArray>("journal");
    QTest::addRow("before the server knew of it") << QString() << QByteArray("\"step\":\"run\"");
    QTest::addRow("snapshot") << QString() << QByteArray("\"step\":\"snapshot taken\"");
    QTest::addRow("load") << tasksLike(u"load%"_s, 4) << QByteArray();
    QTest::addRow("foreign keys") << tasksLike(u"foreign key%"_s, 2) << QByteArray();
}

void TestCliResume::rollsBackWhatWasBegun()
{
    QFETCH(const QString, sql);
    QFETCH(const QByteArray, journal);
    makeSource(u"large"_s, largeSql());
    const QString run = killedRun({sql, journal});
    const Answer answer = command({u"rollback"_s, u"--run"_s, run});
    QVERIFY2(answer.exit == 0, answer.all().constData());
    QCOMPARE(value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname ~ '^(creator|cutover_)'"_s), u"0"_s);
    for (const QString &table : {u"attic"_s, u"form"_s, u"task"_s, u"original"_s}) {
        const QString left = value(u"SELECT count(*)::text FROM cutover."_s + table);
        QVERIFY2(left == u"0" || left.startsWith(u"error"), qPrintable(table + u' ' + left));
    }
    const Answer history = m_program->run({u"history"_s, u"--json"_s});
    QCOMPARE(history.json()[u"runs"][0][u"verdict"].toString(), u"rolled-back"_s);
    QCOMPARE(resume(run).json()[u"error"][u"code"].toString(), u"run-rolled-back"_s);
}

void TestCliResume::historySaysWhatCanBeDone()
{
    makeSource(u"large"_s, largeSql());
    const QString run = killedRun({tasksLike(u"load%"_s, 2), {}});
    for (const QStringList &where : {QStringList(), testsupport::targetOptions(m_target)}) {
        const QJsonValue found = m_program->run(QStringList{u"history"_s, u"--json"_s} + where).json()[u"runs"][0];
        QCOMPARE(found[u"run"].toString(), run);
        QCOMPARE(found[u"verdict"].toString(), u"interrupted"_s);
        QCOMPARE(found[u"resumable"].toBool(), true);
        const Answer people = m_program->run(QStringList{u"history"_s} + where);
        QVERIFY2(people.out.contains(QByteArray("migrate --resume " + run.toUtf8())), people.all().constData());
    }
    QCOMPARE(resume(run).exit, 3);
    QCOMPARE(m_program->run({u"history"_s, u"--json"_s}).json()[u"runs"][0][u"resumable"].toBool(), false);
}

/// A run that ended, but not for every creator.
void TestCliResume::doesAgainWhatFailed()
{
    makeSource(u"good"_s, smallSql);
    makeSource(u"late"_s, smallSql);
    value(u"CREATE SCHEMA creator_late"_s);
    const Answer first = command({u"migrate"_s, u"--sqlite-path"_s, m_program->folder() + u"/sources"_s});
    QVERIFY2(first.exit == 1, first.all().constData());
    value(u"DROP SCHEMA creator_late"_s);
    const Answer answer = resume(first.json()[u"run"].toString());
    QVERIFY2(answer.exit == 0, answer.all().constData());
    QCOMPARE(answer.json()[u"rows"].toInt(), 600);
    QCOMPARE(answer.json()[u"resumed"][u"rows"].toInt(), 300);
    QCOMPARE(value(u"SELECT count(*)::text FROM creator_late.a"_s), u"300"_s);
}

void TestCliResume::takesNothingFromTheCommandLine()
{
    const Answer source = command({u"migrate"_s, u"--resume"_s, u"x"_s, u"--sqlite-path"_s, m_program->folder()});
    QVERIFY2(source.exit == 2, source.all().constData());
    const Answer unknown = resume(u"20200101T000000-0000"_s);
    QVERIFY2(unknown.exit == 1, unknown.all().constData());
    QCOMPARE(unknown.json()[u"error"][u"code"].toString(), u"not-found"_s);
    QCOMPARE(resume(u"../runs"_s).json()[u"error"][u"code"].toString(), u"not-found"_s);
}

QTEST_GUILESS_MAIN(TestCliResume)
#include "tst_cliresume.moc"
