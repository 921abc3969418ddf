// SPDX-License-Identifier: MIT
// SIGKILL at random moments of a migration, and what is there afterwards. CUTOVER_KILLS is how many (30), CUTOVER_SEED
// repeats an earlier series; the seed and a summary are printed.

#include "support/ordeal.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QtTest>
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
    void cleanupTestCase();

private:
    /// How a run ends that is killed after so many milliseconds; exit -1 if it was, and the phase it had reached.
    Answer killAfter(qint64 milliseconds, QByteArray &phase) const;

    std::unique_ptr<Ordeal> m_ordeal;
    QRandomGenerator m_random;
    qint64 m_usual = 0; ///< milliseconds that an undisturbed run takes
    QMap<QByteArray, int> m_reached;
    int m_committed = 0;
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
    for (int i = 0; i < (isNumber ? wished : 30); ++i)
        QTest::addRow("kill %d", i + 1) << m_random.generateDouble();
}

/// Whole creators or none, as the journal says; the source as it was; and a rollback leaves nothing.
void TestKilled::killedAtAnyMoment()
{
    QFETCH(const double, moment);
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
    }
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
    for (const QString &run : since)
        QCOMPARE(m_ordeal->program().run({u"history"_s, u"--forget"_s, run, u"--yes"_s}).exit, 0);
}

void TestKilled::cleanupTestCase()
{
    QStringList phases;
    for (auto phase = m_reached.begin(); phase != m_reached.end(); ++phase)
        phases += u"%1 %2"_s.arg(QString::fromLatin1(phase.key())).arg(phase.value());
    qInfo("Killed in: %s; creators that were complete by then: %d; an undisturbed run takes %lld ms.",
          qPrintable(phases.join(u", "_s)), m_committed, m_usual);
}

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
