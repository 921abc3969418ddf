// SPDX-License-Identifier: MIT
// The connection breaks, falls silent, or the server dies, in every phase of a migration.

#include "support/ordeal.h"
#include "support/tcpproxy.h"

#include <QtTest>
#include <csignal>

using namespace Qt::StringLiterals;
using testsupport::Answer;
using testsupport::Ordeal;
using testsupport::TcpProxy;
using testsupport::TestServer;

class TestConnectionLoss : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cut_data();
    void cut();
    void cutAnywhere_data();
    void cutAnywhere();
    void unreachableSince_data();
    void unreachableSince();
    void silent_data();
    void silent();
    void stoppedInSilence();
    void serverCrashes_data();
    void serverCrashes();
    void serverStaysAway();
    void oneProcessOfTheServerIsKilled_data();
    void oneProcessOfTheServerIsKilled();
    void serverRestarts_data();
    void serverRestarts();

private:
    /// Of all phases, or `only` some.
    static void addPhases(const QList<Ordeal::Size> &sizes, const QStringList &only = {});
    /// At the moment that the row of the table means.
    void atThePhase(const std::function<void()> &harm);
    /// Nothing is wrong with how it ended, a committed creator says so, and a rollback takes everything back.
    void judge(const Answer &answer);

    std::unique_ptr<Ordeal> m_ordeal;
    std::unique_ptr<TcpProxy> m_proxy;
};

void TestConnectionLoss::init()
{
    m_proxy.reset();
    m_ordeal = std::make_unique<Ordeal>();
    m_proxy = std::make_unique<TcpProxy>(m_ordeal->direct().port);
    m_ordeal->setTarget(m_proxy->through(m_ordeal->direct()));
}

/// What the client says when a phase begins.
void TestConnectionLoss::addPhases(const QList<Ordeal::Size> &sizes, const QStringList &only)
{
    struct Phase
    {
        const char *name;
        QByteArray words;
        QByteArray next; ///< if not empty: the moment is when this is said after `words`
        TcpProxy::Moment moment;
    };
    using Moment = TcpProxy::Moment;
    const Phase phases[] = {{"journal", "CREATE SCHEMA IF NOT EXISTS cutover", {}, Moment::Before},
                            {"load", "FROM STDIN", {}, Moment::Before},
                            {"load has begun", "FROM STDIN", {}, Moment::After},
                            {"constraints", "\"marker_index\" ON", {}, Moment::Before},
                            {"verification", "TO STDOUT", {}, Moment::Before},
                            {"before the commit", "COMMENT ON SCHEMA", "COMMIT", Moment::Before},
                            {"after the commit", "COMMENT ON SCHEMA", "COMMIT", Moment::After}};
    QTest::addColumn<Ordeal::Size>("size");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QByteArray>("next");
    QTest::addColumn<TcpProxy::Moment>("moment");
    for (const Ordeal::Size size : sizes) {
        for (const Phase &phase : phases) {
            if (!only.isEmpty() && !only.contains(QLatin1String(phase.name)))
                continue;
            QTest::addRow("%s, %s", size == Ordeal::Size::Large ? "large" : "small", phase.name)
                << size << phase.words << phase.next << phase.moment;
        }
    }
}

void TestConnectionLoss::atThePhase(const std::function<void()> &harm)
{
    QFETCH(const Ordeal::Size, size);
    QFETCH(const QByteArray, words);
    QFETCH(const QByteArray, next);
    QFETCH(const TcpProxy::Moment, moment);
    m_ordeal->addSample(u"alice"_s, 2000, size);
    if (next.isEmpty())
        return m_proxy->when(words, moment, harm);
    m_proxy->when(words, TcpProxy::Moment::Before, [this, next, moment, harm] { m_proxy->when(next, moment, harm); });
}

void TestConnectionLoss::judge(const Answer &answer)
{
    m_proxy->awaitActions();
    QVERIFY2(m_proxy->happened() > 0, "it never came to that");
    const bool committed = m_ordeal->schemas().contains(u"creator_alice");
    if (committed)
        QVERIFY2(answer.exit == 3 || answer.out.contains("\"outcome-unknown\"") || answer.json()[u"error"].isObject(),
                 answer.all().constData());
    else
        QVERIFY2(answer.exit == 1, answer.all().constData());
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

void TestConnectionLoss::cut_data()
{
    addPhases({Ordeal::Size::Small, Ordeal::Size::Large});
}

/// The server stays and can be reached again at once: everything is tidied up by the run itself.
void TestConnectionLoss::cut()
{
    atThePhase([this] { m_proxy->cut(); });
    const Answer answer = m_ordeal->migrate();
    QVERIFY2(!m_ordeal->schemas().contains(u"cutover_"), qPrintable(m_ordeal->schemas()));
    // What was lost is done once more, where there was something to go on with.
    QFETCH(const QByteArray, words);
    QFETCH(const QByteArray, next);
    if (answer.exit == 1)
        QCOMPARE(Ordeal::errorCode(answer), u"connection-lost"_s);
    if (next.isEmpty() && !words.contains("CREATE SCHEMA"))
        QVERIFY2(answer.exit == 3, answer.all().constData());
    judge(answer);
}

void TestConnectionLoss::cutAnywhere_data()
{
    QTest::addColumn<int>("bytes");
    for (const int bytes : {1, 500, 3000, 20'000, 60'000, 130'000})
        QTest::addRow("%d bytes", bytes) << bytes;
}

void TestConnectionLoss::cutAnywhere()
{
    QFETCH(const int, bytes);
    m_ordeal->addSample(u"alice"_s, 3000);
    m_proxy->afterBytes(bytes, [this] { m_proxy->cut(); });
    judge(m_ordeal->migrate());
}

void TestConnectionLoss::unreachableSince_data()
{
    addPhases({Ordeal::Size::Small, Ordeal::Size::Large}, {u"load"_s, u"after the commit"_s});
}

/// Nothing can be asked and nothing tidied up any more: it is said what stays, and a rollback does it later.
void TestConnectionLoss::unreachableSince()
{
    atThePhase([this] {
        m_proxy->close();
        m_proxy->cut();
    });
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(answer.exit, 1);
    judge(answer);
}

void TestConnectionLoss::silent_data()
{
    addPhases({Ordeal::Size::Small, Ordeal::Size::Large},
              {u"load has begun"_s, u"verification"_s, u"after the commit"_s});
}

/// As if a cable were pulled: no end of the connection is ever told.
void TestConnectionLoss::silent()
{
    m_ordeal->setImpatient();
    atThePhase([this] { m_proxy->fallSilent(); });
    QElapsedTimer clock;
    clock.start();
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(answer.exit, 1);
    QVERIFY2(clock.elapsed() < 40'000, qPrintable(QString::number(clock.elapsed())));
    judge(answer);
}

/// Whoever does not want to wait for the time-out.
void TestConnectionLoss::stoppedInSilence()
{
    m_ordeal->addSample(u"alice"_s);
    std::atomic<bool> isSilent = false;
    m_proxy->when("TO STDOUT", TcpProxy::Moment::Before, [&] {
        m_proxy->fallSilent();
        isSilent = true;
    });
    QElapsedTimer stopped;
    const Answer answer = m_ordeal->migrate({}, [&](const QProcess &process) {
        if (!isSilent || stopped.isValid())
            return;
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        stopped.start();
    });
    QVERIFY2(stopped.elapsed() < 60'000, qPrintable(QString::number(stopped.elapsed())));
    QCOMPARE(answer.exit, 4);
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

void TestConnectionLoss::serverCrashes_data()
{
    addPhases({Ordeal::Size::Large});
}

/// And is started again a moment later.
void TestConnectionLoss::serverCrashes()
{
    atThePhase([this] {
        TestServer::instance().crash();
        m_proxy->cut();
        TestServer::instance().restart();
    });
    judge(m_ordeal->migrate());
}

void TestConnectionLoss::serverStaysAway()
{
    m_ordeal->addSample(u"alice"_s, 300, Ordeal::Size::Large);
    m_proxy->when("\"marker_index\" ON", TcpProxy::Moment::Before, [this] {
        TestServer::instance().crash();
        m_proxy->cut();
    });
    const Answer answer = m_ordeal->migrate();
    TestServer::instance().restart();
    QCOMPARE(answer.exit, 1);
    QVERIFY(m_ordeal->schemas().contains(u"cutover_stage_"));
    judge(answer);
}

void TestConnectionLoss::oneProcessOfTheServerIsKilled_data()
{
    addPhases({Ordeal::Size::Small});
}

/// As by a system that is short of memory: the server throws everybody out and recovers by itself.
void TestConnectionLoss::oneProcessOfTheServerIsKilled()
{
    atThePhase([this] {
        const int process = m_ordeal
                                ->value(u"SELECT pid::text FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND "
                                        "application_name LIKE 'cutover%' ORDER BY backend_start DESC LIMIT 1"_s)
                                .toInt();
        ::kill(process, SIGKILL);
    });
    judge(m_ordeal->migrate());
}

void TestConnectionLoss::serverRestarts_data()
{
    addPhases({Ordeal::Size::Large}, {u"load"_s, u"constraints"_s, u"before the commit"_s});
}

void TestConnectionLoss::serverRestarts()
{
    atThePhase([] { TestServer::instance().stopAndStart(); });
    judge(m_ordeal->migrate());
}

QTEST_GUILESS_MAIN(TestConnectionLoss)
#include "tst_connectionloss.moc"
