// SPDX-License-Identifier: MIT
// Others at work on the same things at the same time, a clock that goes wrong, and a user who changes his mind.

#include "support/ordeal.h"
#include "support/sqlitefile.h"
#include "support/tcpproxy.h"

#include <QDir>
#include <QJsonArray>
#include <QtTest>
#include <csignal>

using namespace Qt::StringLiterals;
using testsupport::Answer;
using testsupport::Ordeal;
using testsupport::SqliteFile;
using testsupport::TcpProxy;

class TestTogether : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void twoRunsIntoOneSchema_data();
    void twoRunsIntoOneSchema();
    void twoRunsFromOneSource();
    void rolledBackFromElsewhere();
    void aWriterThroughout_data();
    void aWriterThroughout();
    void sourceChangedBetweenRuns();
    void sourceReplacedOnTheWay();
    void clockSetBack();
    void clockSetBackOnTheWay();
    void stoppedInEachPhase_data();
    void stoppedInEachPhase();
    void stoppedBeforeTheLoad_data();
    void stoppedBeforeTheLoad();

private:
    void goThroughProxy();

    std::unique_ptr<Ordeal> m_ordeal;
    std::unique_ptr<TcpProxy> m_proxy;
};

void TestTogether::init()
{
    m_proxy.reset();
    m_ordeal = std::make_unique<Ordeal>();
}

void TestTogether::goThroughProxy()
{
    m_proxy = std::make_unique<TcpProxy>(m_ordeal->direct().port);
    m_ordeal->setTarget(m_proxy->through(m_ordeal->direct()));
}

void TestTogether::twoRunsIntoOneSchema_data()
{
    QTest::addColumn<QByteArray>("words"); ///< said by the first when the second comes
    QTest::addRow("during the load") << QByteArray("FROM STDIN");
    QTest::addRow("during the verification") << QByteArray("TO STDOUT");
    QTest::addRow("before the commit") << QByteArray("COMMENT ON SCHEMA");
}

/// The second is refused, the first does not notice.
void TestTogether::twoRunsIntoOneSchema()
{
    QFETCH(const QByteArray, words);
    m_ordeal->addSample(u"alice"_s);
    goThroughProxy();
    Answer second;
    m_proxy->when(words, TcpProxy::Moment::Before, [&] {
        second = m_ordeal->program().run(
            QStringList{u"migrate"_s, u"--sqlite-path"_s, m_ordeal->sourceFolder(), u"--yes"_s, u"--json"_s} +
            testsupport::targetOptions(m_ordeal->direct()));
    });
    const Answer first = m_ordeal->migrate();
    QVERIFY2(first.exit == 3, first.all().constData());
    QCOMPARE(Ordeal::errorCode(second), u"run-active"_s);
    QCOMPARE(m_ordeal->flaws(second), QByteArray());
    QCOMPARE(m_ordeal->flaws(first), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

void TestTogether::twoRunsFromOneSource()
{
    m_ordeal->addSample(u"alice"_s);
    goThroughProxy();
    const postgres::Settings elsewhere = testsupport::TestServer::instance().freshDatabase();
    Answer second;
    m_proxy->when("FROM STDIN", TcpProxy::Moment::Before, [&] {
        second = m_ordeal->program().run(
            QStringList{u"migrate"_s, u"--sqlite-path"_s, m_ordeal->sourceFolder(), u"--yes"_s, u"--json"_s} +
            testsupport::targetOptions(elsewhere));
    });
    const Answer first = m_ordeal->migrate();
    QVERIFY2(first.exit == 3, first.all().constData());
    QVERIFY2(second.exit == 3, second.all().constData());
    QCOMPARE(m_ordeal->flaws(first), QByteArray());
}

/// Another computer is another data folder: from there a run at work is left alone, and can be undone when it has
/// ended.
void TestTogether::rolledBackFromElsewhere()
{
    m_ordeal->addSample(u"alice"_s, 300, Ordeal::Size::Large);
    goThroughProxy();
    testsupport::Program elsewhere;
    elsewhere.setVariable(u"CUTOVER_PG_PASSWORD"_s, m_ordeal->direct().password.reveal());
    const auto rollBack = [&] {
        return elsewhere.run(QStringList{u"rollback"_s, u"--run"_s, m_ordeal->latestRun(), u"--yes"_s, u"--json"_s} +
                             testsupport::targetOptions(m_ordeal->direct()));
    };
    Answer meanwhile;
    m_proxy->when("FROM STDIN", TcpProxy::Moment::Before, [&] { meanwhile = rollBack(); });
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(m_proxy->happened(), 1);
    QCOMPARE(Ordeal::errorCode(meanwhile), u"run-active"_s);
    QCOMPARE(meanwhile.exit, 1);
    QVERIFY(testsupport::isAdvice(Ordeal::errorMessage(meanwhile)));
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(rollBack().exit, 0);
    QCOMPARE(m_ordeal->schemas(), u"cutover"_s);
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

void TestTogether::aWriterThroughout_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addRow("WAL") << u"wal"_s;
    QTest::addRow("rollback journal") << u"delete"_s;
}

/// Always two rows in one transaction: what arrives is whole, and of one moment. Neither disturbs the other.
void TestTogether::aWriterThroughout()
{
    QFETCH(const QString, mode);
    const QString path = m_ordeal->sourceFolder() + u"/busy_metadata.sqlite3"_s;
    SqliteFile file(path);
    file.run(u"PRAGMA journal_mode = "_s + mode + u"; PRAGMA busy_timeout = 5000; PRAGMA synchronous = OFF"_s);
    file.run(u"CREATE TABLE t(id INTEGER PRIMARY KEY, side TEXT); INSERT INTO t(side) VALUES ('left'), ('right')"_s);
    std::atomic<bool> ending = false;
    qint64 written = 1;
    std::thread writer([&] {
        for (; !ending; ++written)
            file.run(u"INSERT INTO t(side) VALUES ('left'), ('right')"_s);
    });
    const Answer answer = m_ordeal->migrate();
    ending = true;
    writer.join();
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QVERIFY(answer.out.contains("\"source-in-use\""));
    QCOMPARE(m_ordeal->value(u"SELECT (count(*) FILTER (WHERE side = 'left') = count(*) FILTER (WHERE side = 'right') "
                             "AND count(*) = max(id) AND count(*) > 0)::text FROM creator_busy.t"_s),
             u"true"_s);
    QCOMPARE(file.integer(u"SELECT count(*) FROM t"_s), 2 * written);
    QCOMPARE(file.text(u"PRAGMA integrity_check"_s), u"ok"_s);
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

void TestTogether::sourceChangedBetweenRuns()
{
    const QString path = m_ordeal->sourceFolder() + u"/alice_metadata.sqlite3"_s;
    testsupport::makeSqlite(path, u"CREATE TABLE t(id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1);"_s);
    QCOMPARE(m_ordeal->migrate().exit, 0);
    testsupport::makeSqlite(path, u"INSERT INTO t VALUES (2);"_s);
    const Answer again = m_ordeal->migrate();
    QCOMPARE(again.exit, 1);
    QCOMPARE(Ordeal::errorCode(again), u"source-changed"_s);
    QCOMPARE(m_ordeal->flaws(again), QByteArray());
    const Answer replaced = m_ordeal->migrate({u"--replace"_s});
    QVERIFY2(replaced.exit == 0, replaced.all().constData());
    QCOMPARE(m_ordeal->value(u"SELECT count(*)::text FROM creator_alice.t"_s), u"2"_s);
    const Answer undone = m_ordeal->run(u"rollback"_s, {u"--run"_s, replaced.json()[u"run"].toString(), u"--yes"_s});
    QVERIFY2(undone.exit == 0, undone.all().constData());
    QCOMPARE(m_ordeal->value(u"SELECT count(*)::text FROM creator_alice.t"_s), u"1"_s);
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

/// Everything is read from the snapshot: what happens to the file meanwhile does not matter.
void TestTogether::sourceReplacedOnTheWay()
{
    m_ordeal->addSample(u"alice"_s);
    goThroughProxy();
    const QString path = m_ordeal->sourceFolder() + u"/alice_metadata.sqlite3"_s;
    const QByteArray content = testsupport::readFile(path);
    m_proxy->when("FROM STDIN", TcpProxy::Moment::Before,
                  [&] { testsupport::writeFile(path, "nothing of it is left"); });
    const Answer answer = m_ordeal->migrate();
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QCOMPARE(m_proxy->happened(), 1);
    testsupport::writeFile(path, content);
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
}

namespace {

/// From now on the program lives at another time; only its wall clock, as when somebody sets it.
void setClock(testsupport::Program &program, const QString &file)
{
    program.setVariable(u"LD_PRELOAD"_s, u"libfaketime.so.1"_s);
    program.setVariable(u"LD_LIBRARY_PATH"_s,
                        u"/usr/lib/x86_64-linux-gnu/faketime:/usr/lib/aarch64-linux-gnu/faketime"_s);
    program.setVariable(u"FAKETIME_TIMESTAMP_FILE"_s, file);
    program.setVariable(u"FAKETIME_NO_CACHE"_s, u"1"_s);
    program.setVariable(u"FAKETIME_DONT_FAKE_MONOTONIC"_s, u"1"_s);
}

} // namespace

/// The newer run has the older name. What counts is still the one that was last.
void TestTogether::clockSetBack()
{
    const QString file = m_ordeal->program().folder() + u"/clock"_s;
    testsupport::writeFile(file, "+0d");
    setClock(m_ordeal->program(), file);
    m_ordeal->addSample(u"alice"_s);
    const Answer first = m_ordeal->migrate();
    QVERIFY2(first.exit == 3, first.all().constData());
    testsupport::writeFile(file, "-3d");
    const Answer replaced = m_ordeal->migrate({u"--replace"_s});
    QVERIFY2(replaced.exit == 3, replaced.all().constData());
    QVERIFY(replaced.json()[u"run"].toString() < first.json()[u"run"].toString());
    QCOMPARE(m_ordeal->flaws(replaced), QByteArray());
    const Answer again = m_ordeal->migrate();
    QVERIFY2(again.exit == 0, again.all().constData());
    QCOMPARE(again.json()[u"verdict"].toString(), u"unchanged"_s);
    // The last one first.
    for (const Answer &run : {replaced, first}) {
        const Answer undone = m_ordeal->run(u"rollback"_s, {u"--run"_s, run.json()[u"run"].toString(), u"--yes"_s});
        QVERIFY2(undone.exit == 0, undone.all().constData());
    }
    QCOMPARE(m_ordeal->schemas(), u"cutover"_s);
}

void TestTogether::clockSetBackOnTheWay()
{
    const QString file = m_ordeal->program().folder() + u"/clock"_s;
    testsupport::writeFile(file, "+0d");
    setClock(m_ordeal->program(), file);
    m_ordeal->addSample(u"alice"_s);
    goThroughProxy();
    m_proxy->when("FROM STDIN", TcpProxy::Moment::Before, [&] { testsupport::writeFile(file, "-3d"); });
    const Answer answer = m_ordeal->migrate();
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QCOMPARE(m_proxy->happened(), 1);
    const QJsonObject seconds = answer.json()[u"seconds"].toObject();
    for (const QJsonValue &duration : seconds)
        QVERIFY2(duration.toDouble() >= 0 && duration.toDouble() < 600, answer.all().constData());
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

void TestTogether::stoppedInEachPhase_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<bool>("after");
    QTest::addColumn<int>("times");
    for (const int times : {1, 2}) {
        const auto *const often = times == 1 ? "once" : "twice";
        QTest::addRow("journal, %s", often) << QByteArray("CREATE SCHEMA IF NOT EXISTS cutover") << false << times;
        QTest::addRow("load, %s", often) << QByteArray("FROM STDIN") << true << times;
        QTest::addRow("constraints, %s", often) << QByteArray("\"marker_index\" ON") << false << times;
        QTest::addRow("verification, %s", often) << QByteArray("TO STDOUT") << false << times;
        QTest::addRow("commit, %s", often) << QByteArray("COMMENT ON SCHEMA") << false << times;
    }
}

void TestTogether::stoppedInEachPhase()
{
    QFETCH(const QByteArray, words);
    QFETCH(const bool, after);
    QFETCH(const int, times);
    m_ordeal->addSample(u"alice"_s, 3000, times == 1 ? Ordeal::Size::Small : Ordeal::Size::Large);
    goThroughProxy();
    std::atomic<pid_t> process = 0;
    m_proxy->when(words, after ? TcpProxy::Moment::After : TcpProxy::Moment::Before, [&] {
        while (process == 0)
            QTest::qSleep(1);
        for (int i = 0; i < times; ++i) {
            ::kill(process, SIGINT);
            QTest::qSleep(30); // two signals at once are one
        }
    });
    const Answer answer =
        m_ordeal->migrate({}, [&](const QProcess &running) { process = static_cast<pid_t>(running.processId()); });
    QCOMPARE(m_proxy->happened(), 1);
    if (words == "COMMENT ON SCHEMA" && answer.exit == 3) // too late to stop: it is done, and says so
        QCOMPARE(m_ordeal->schemas(), u"creator_alice cutover"_s);
    else
        QVERIFY2(answer.exit == 4, answer.all().constData());
    QVERIFY2(!m_ordeal->schemas().contains(u"cutover_"), qPrintable(m_ordeal->schemas()));
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

void TestTogether::stoppedBeforeTheLoad_data()
{
    QTest::addColumn<QByteArray>("phase");
    QTest::addColumn<int>("times");
    for (const int times : {1, 2}) {
        QTest::addRow("snapshot, %d", times) << QByteArray("snapshot") << times;
        QTest::addRow("census, %d", times) << QByteArray("census") << times;
    }
}

void TestTogether::stoppedBeforeTheLoad()
{
    QFETCH(const QByteArray, phase);
    QFETCH(const int, times);
    m_ordeal->addSample(u"alice"_s, 100'000);
    QByteArray seen;
    int sent = 0;
    const Answer answer = m_ordeal->migrate({u"--progress"_s, u"json"_s}, [&](QProcess &process) {
        seen += process.readAllStandardError();
        if (seen.contains(QByteArray("\"phase\":\"" + phase + '"')) && sent++ < times)
            ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    });
    QVERIFY2(sent > 0, "it ended before it could be stopped");
    QVERIFY2(answer.exit == 4, answer.all().constData());
    QCOMPARE(m_ordeal->schemas(), u"cutover"_s);
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

QTEST_GUILESS_MAIN(TestTogether)
#include "tst_together.moc"
