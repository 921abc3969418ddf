// SPDX-License-Identifier: MIT
// SIGKILL at random moments of a migration, and what is there afterwards. CUTOVER_KILLS is how many (30), CUTOVER_SEED
// repeats an earlier series; the seed and a summary are printed.

#include "support/ordeal.h"
#include "support/tcpproxy.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QtTest>
#include <atomic>
#include <csignal>

using namespace Qt::StringLiterals;
using testsupport::Answer;
using testsupport::Ordeal;

namespace {

/// The last phase that the program had announced when it died.
QByteArray lastPhase(const QByteArray &progress)
{
    const QByteArray key = "\"phase\":\"";
    const qsizetype at = progress.lastIndexOf(key);
    return at < 0 ? "start" : progress.mid(at + key.size(), progress.indexOf('"', at + key.size()) - at - key.size());
}

} // namespace

class TestKilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void killedAtAnyMoment_data();
    void killedAtAnyMoment();
    void killedLateReadsLittleAgain();
    void cleanupTestCase();

private:
    /// How a run ends that is killed after so many milliseconds; exit -1 if it was, and the phase it had reached.
    Answer killAfter(qint64 milliseconds, QByteArray &phase) const;
    void resume(const QString &run);

    std::unique_ptr<Ordeal> m_ordeal;
    QRandomGenerator m_random;
    qint64 m_usual = 0; ///< milliseconds that an undisturbed run takes
    QMap<QByteArray, int> m_reached;
    int m_committed = 0;
    int m_resumed = 0;
    int m_unbegun = 0; ///< nothing was written down yet
};

void TestKilled::initTestCase()
{
    const quint32 seed = qEnvironmentVariableIsSet("CUTOVER_SEED")
                             ? static_cast<quint32>(qEnvironmentVariableIntValue("CUTOVER_SEED"))
                             : QRandomGenerator::system()->generate();
    m_random.seed(seed);
    qInfo("CUTOVER_SEED=%u", seed);
    m_ordeal = std::make_unique<Ordeal>();
    m_ordeal->addSample(u"alice"_s, 5'000, Ordeal::Size::Large);
    m_ordeal->addSample(u"bob"_s, 500);
    m_ordeal->addSample(u"carol"_s, 20);
    QElapsedTimer clock;
    clock.start();
    const Answer answer = m_ordeal->migrate();
    m_usual = clock.elapsed();
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

Answer TestKilled::killAfter(qint64 milliseconds, QByteArray &phase) const
{
    QElapsedTimer clock;
    clock.start();
    QByteArray progress;
    Answer answer = m_ordeal->migrate({u"--progress"_s, u"json"_s}, [&](QProcess &process) {
        progress += process.readAllStandardError();
        if (clock.elapsed() >= milliseconds)
            ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
    });
    phase = answer.exit == -1 ? lastPhase(progress) : QByteArray("end");
    return answer;
}

void TestKilled::killedAtAnyMoment_data()
{
    bool isNumber = false;
    const int wished = qEnvironmentVariableIntValue("CUTOVER_KILLS", &isNumber);
    QTest::addColumn<double>("moment"); ///< in terms of an undisturbed run
    QTest::addColumn<bool>("goOn");     ///< else it is rolled back at once
    for (int i = 0; i < (isNumber ? wished : 30); ++i)
        QTest::addRow("kill %d", i + 1) << m_random.generateDouble() << (i % 4 != 3);
}

/// Everything arrives, as if nothing had happened, and nothing else is there.
void TestKilled::resume(const QString &run)
{
    const Answer resumed = m_ordeal->run(u"migrate"_s, {u"--resume"_s, run, u"--yes"_s});
    // Killed before it had written down what it was asked to do.
    if (Ordeal::errorCode(resumed) == u"bad-journal") {
        ++m_unbegun;
        QCOMPARE(m_ordeal->schemas().count(u"creator_"_s), 0);
        return;
    }
    ++m_resumed;
    QVERIFY2(resumed.exit == 3, resumed.all().constData());
    QCOMPARE(resumed.json()[u"verdict"].toString(), u"verified-with-notes"_s);
    QCOMPARE(m_ordeal->schemas(), u"creator_alice creator_bob creator_carol cutover"_s);
    QCOMPARE(m_ordeal->value(u"SELECT count(*)::text FROM cutover.task"_s), u"0"_s);
    QCOMPARE(m_ordeal->flaws(resumed), QByteArray());
}

/// Whole creators or none, as the journal says; the source as it was; it can be taken up again, or rolled back, and a
/// rollback leaves nothing.
void TestKilled::killedAtAnyMoment()
{
    QFETCH(const double, moment);
    QFETCH(const bool, goOn);
    QByteArray phase;
    const QStringList before = m_ordeal->program().runFolders();
    const Answer answer = killAfter(static_cast<qint64>(moment * static_cast<double>(m_usual)), phase);
    ++m_reached[phase];
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    m_committed += static_cast<int>(m_ordeal->schemas().count(u"creator_"_s));
    const QStringList since = m_ordeal->program().runFolders();
    QVERIFY(since.size() <= before.size() + 1);
    if (answer.exit == -1 && since.size() > before.size()) {
        const Answer history = m_ordeal->program().run({u"history"_s, u"--json"_s});
        const QJsonArray runs = history.json()[u"runs"].toArray();
        const auto ours = std::find_if(runs.begin(), runs.end(),
                                       [&](const QJsonValue &run) { return run[u"run"].toString() == since.last(); });
        QVERIFY(ours != runs.end());
        const QString verdict = (*ours)[u"verdict"].toString();
        // It may have written its report and not yet have ended.
        QVERIFY2(verdict == u"interrupted" || verdict == u"verified-with-notes", qPrintable(verdict));
        if (verdict == u"interrupted" && goOn)
            resume(since.last());
    }
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
    for (const QString &run : since)
        QCOMPARE(m_ordeal->program().run({u"history"_s, u"--forget"_s, run, u"--yes"_s}).exit, 0);
}

/// At four fifths of the load: less than half of it is read again.
void TestKilled::killedLateReadsLittleAgain()
{
    constexpr int tables = 20;
    constexpr int rows = 2'000;
    Ordeal ordeal;
    QString sql = u"CREATE TABLE ballast(content BLOB); INSERT INTO ballast VALUES (zeroblob(5000000));"_s;
    for (int i = 0; i < tables; ++i) {
        sql += u"CREATE TABLE t%1(id INTEGER PRIMARY KEY, v TEXT);"
               "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %2) "
               "INSERT INTO t%1 SELECT i, 'row ' || i FROM n;"_s.arg(i)
                   .arg(rows);
    }
    ordeal.addSource(u"wide"_s, sql);
    testsupport::TcpProxy proxy(ordeal.direct().port);
    ordeal.setTarget(proxy.through(ordeal.direct()));
    std::atomic<qint64> process = 0;
    int begun = 0;
    const std::function<void()> count = [&] {
        if (++begun < tables * 4 / 5)
            proxy.when("FROM STDIN", testsupport::TcpProxy::Moment::Before, count);
        else
            ::kill(static_cast<pid_t>(process), SIGKILL);
    };
    proxy.when("FROM STDIN", testsupport::TcpProxy::Moment::Before, count);
    const Answer killed = ordeal.migrate({}, [&](QProcess &running) { process = running.processId(); });
    QCOMPARE(killed.exit, -1);
    QCOMPARE(ordeal.flaws(killed), QByteArray());
    const Answer resumed = ordeal.run(u"migrate"_s, {u"--resume"_s, ordeal.latestRun(), u"--yes"_s});
    QVERIFY2(resumed.exit == 0, resumed.all().constData());
    const qint64 kept = resumed.json()[u"resumed"][u"rows"].toInteger();
    QVERIFY2(2 * kept > qint64{tables} * rows, resumed.all().constData());
    QCOMPARE(ordeal.flaws(resumed), QByteArray());
    QCOMPARE(ordeal.leftAfterRollback(), QByteArray());
}

void TestKilled::cleanupTestCase()
{
    QStringList phases;
    for (auto phase = m_reached.begin(); phase != m_reached.end(); ++phase)
        phases += u"%1 %2"_s.arg(QString::fromLatin1(phase.key())).arg(phase.value());
    qInfo("Killed in: %s; creators that were complete by then: %d; resumed: %d; nothing was begun: %d; an undisturbed "
          "run takes %lld ms.",
          qPrintable(phases.join(u", "_s)), m_committed, m_resumed, m_unbegun, m_usual);
}

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
