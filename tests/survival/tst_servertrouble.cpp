// SPDX-License-Identifier: MIT
// Servers that are set up against us, or turn against us on the way: limits, locks, rights, read-only, pools.

#include "support/ordeal.h"
#include "support/pgbouncer.h"
#include "support/tcpproxy.h"

#include <QtTest>
#include <csignal>

using namespace Qt::StringLiterals;
using testsupport::Answer;
using testsupport::Ordeal;
using testsupport::TcpProxy;

namespace {

/// Said by the client when it builds the sample's index: after the load, before the verification.
constexpr auto indexWords = "\"marker_index\" ON";

} // namespace

class TestServerTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void limitsForOthers_data();
    void limitsForOthers();
    void readOnlyFromTheStart();
    void readOnlyOnTheWay();
    void standby();
    void noRightToCreate();
    void rightTakenAwayOnTheWay();
    void somebodyElsesJournal();
    void noConnectionLeft_data();
    void noConnectionLeft();
    void oneConnectionTooFew();
    void lockOnTheJournalIsWaitedFor_data();
    void lockOnTheJournalIsWaitedFor();
    void stoppedWhileWaitingForALock_data();
    void stoppedWhileWaitingForALock();
    void stagingDroppedByOthers();
    void sessionEndedByTheAdministrator();
    void pooler_data();
    void pooler();
    void poolTooSmall();

private:
    /// An ordinary role that may create in the database; it is gone after the test.
    void beOrdinary(const QString &more = {});
    /// Runs `sql` when the client says `words`; the program goes through a proxy from here on.
    void onTheWay(const QByteArray &words, const QString &sql);
    QByteArray wrongWith(const Answer &answer) const { return m_ordeal->flaws(answer) + m_ordeal->leftAfterRollback(); }

    std::unique_ptr<Ordeal> m_ordeal;
    std::unique_ptr<TcpProxy> m_proxy;
    bool m_hasRole = false;
};

void TestServerTrouble::init()
{
    m_ordeal = std::make_unique<Ordeal>();
    m_ordeal->addSample(u"alice"_s, 300, Ordeal::Size::Large);
}

void TestServerTrouble::cleanup()
{
    m_proxy.reset();
    if (std::exchange(m_hasRole, false))
        m_ordeal->execute(u"DROP OWNED BY keeper CASCADE; DROP ROLE keeper"_s);
}

void TestServerTrouble::beOrdinary(const QString &more)
{
    m_ordeal->execute(u"CREATE ROLE keeper LOGIN PASSWORD 'known' %1; GRANT CREATE ON DATABASE %2 TO keeper"_s.arg(
        more, m_ordeal->direct().database));
    m_hasRole = true;
    postgres::Settings target = m_ordeal->direct();
    target.user = u"keeper"_s;
    target.password = base::Secret(u"known"_s);
    m_ordeal->setTarget(target);
}

void TestServerTrouble::onTheWay(const QByteArray &words, const QString &sql)
{
    m_proxy = std::make_unique<TcpProxy>(m_ordeal->direct().port);
    m_ordeal->setTarget(m_proxy->through(m_ordeal->target()));
    m_proxy->when(words, TcpProxy::Moment::Before, [this, sql] { m_ordeal->execute(sql); });
}

/// Made for a web application's short statements; a migration takes as long as it takes.
void TestServerTrouble::limitsForOthers_data()
{
    QTest::addColumn<QString>("setting");
    for (const auto *setting :
         {"statement_timeout = '150ms'", "lock_timeout = '1ms'", "idle_in_transaction_session_timeout = '10ms'",
          "idle_session_timeout = '300ms'", "search_path = ''", "default_transaction_isolation = 'serializable'",
          "standard_conforming_strings = off", "bytea_output = 'escape'", "role_that_is_not_ours.setting = 'x'",
          "default_tablespace = 'pg_default'", "client_encoding = 'LATIN1'", "IntervalStyle = 'iso_8601'",
          "timezone = 'Asia/Tehran'"})
        QTest::addRow("%s", setting) << QString::fromLatin1(setting);
}

void TestServerTrouble::limitsForOthers()
{
    QFETCH(const QString, setting);
    m_ordeal->addSample(u"bob"_s, 20'000);
    m_ordeal->execute(u"ALTER DATABASE "_s + m_ordeal->direct().database + u" SET "_s + setting);
    const Answer answer = m_ordeal->migrate();
    m_ordeal->execute(u"ALTER DATABASE "_s + m_ordeal->direct().database + u" RESET ALL"_s);
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QCOMPARE(wrongWith(answer), QByteArray());
}

void TestServerTrouble::readOnlyFromTheStart()
{
    const QString setting = m_ordeal->direct().database + u" SET default_transaction_read_only = "_s;
    m_ordeal->execute(u"ALTER DATABASE "_s + setting + u"on"_s);
    const Answer answer = m_ordeal->migrate();
    // From another database, which is not read-only.
    auto elsewhere = postgres::Connection::open(testsupport::TestServer::instance().superuser(), u"tests"_s);
    QVERIFY(elsewhere->execute(u"ALTER DATABASE "_s + setting + u"off"_s));
    QCOMPARE(Ordeal::errorCode(answer), u"server-read-only"_s);
    QVERIFY(Ordeal::errorMessage(answer).contains(u"default_transaction_read_only"));
    QCOMPARE(m_ordeal->schemas(), QString());
    QCOMPARE(wrongWith(answer), QByteArray());
}

void TestServerTrouble::readOnlyOnTheWay()
{
    onTheWay(indexWords, u"ALTER SYSTEM SET default_transaction_read_only = on"_s);
    m_proxy->when(indexWords, TcpProxy::Moment::Before, [this] {
        m_ordeal->execute(u"SELECT pg_reload_conf()"_s);
        QTest::qSleep(200); // every session hears of it
    });
    const Answer answer = m_ordeal->migrate();
    m_ordeal->execute(u"ALTER SYSTEM RESET ALL"_s);
    m_ordeal->execute(u"SELECT pg_reload_conf()"_s);
    QTRY_COMPARE(m_ordeal->value(u"SHOW default_transaction_read_only"_s), u"off"_s);
    // A transaction that had begun may write to its end.
    if (answer.exit != 3)
        QCOMPARE(Ordeal::errorCode(answer), u"server-read-only"_s);
    QCOMPARE(wrongWith(answer), QByteArray());
}

void TestServerTrouble::standby()
{
    auto &server = testsupport::TestServer::instance();
    server.startAsStandby();
    const auto usual = qScopeGuard([&] { server.stopAndStart(); });
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(Ordeal::errorCode(answer), u"server-read-only"_s);
    QVERIFY(Ordeal::errorMessage(answer).contains(u"primary"));
    QCOMPARE(wrongWith(answer), QByteArray());
}

void TestServerTrouble::noRightToCreate()
{
    beOrdinary();
    m_ordeal->execute(u"REVOKE CREATE ON DATABASE %1 FROM keeper"_s.arg(m_ordeal->direct().database));
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(Ordeal::errorCode(answer), u"no-rights"_s);
    QCOMPARE(m_ordeal->schemas(), QString());
    QCOMPARE(wrongWith(answer), QByteArray());
}

void TestServerTrouble::rightTakenAwayOnTheWay()
{
    beOrdinary();
    onTheWay(indexWords, u"REVOKE CREATE ON DATABASE %1 FROM keeper"_s.arg(m_ordeal->direct().database));
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(m_proxy->happened(), 1);
    // It had what it needed before, or it fails at the last step; nothing in between.
    if (answer.exit != 3) {
        QCOMPARE(Ordeal::errorCode(answer), u"no-rights"_s);
        QCOMPARE(m_ordeal->schemas(), u"cutover"_s);
    }
    QCOMPARE(wrongWith(answer), QByteArray());
}

void TestServerTrouble::somebodyElsesJournal()
{
    QCOMPARE(m_ordeal->migrate().exit, 3);
    m_ordeal->addSample(u"bob"_s);
    beOrdinary();
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(answer.exit, 1);
    QCOMPARE(Ordeal::errorCode(answer), u"no-rights"_s);
    QCOMPARE(wrongWith(answer), QByteArray());
}

void TestServerTrouble::noConnectionLeft_data()
{
    QTest::addColumn<QString>("limit");
    QTest::addRow("of the role") << u"ALTER ROLE keeper CONNECTION LIMIT 0"_s;
    QTest::addRow("of the database") << u"ALTER DATABASE %1 CONNECTION LIMIT 0"_s;
}

void TestServerTrouble::noConnectionLeft()
{
    QFETCH(const QString, limit);
    beOrdinary();
    m_ordeal->execute(limit.contains(u"%1"_s) ? limit.arg(m_ordeal->direct().database) : limit);
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(Ordeal::errorCode(answer), u"too-many-connections"_s);
    QCOMPARE(m_ordeal->schemas(), QString());
    QCOMPARE(wrongWith(answer), QByteArray());
}

/// Enough to begin with, but not for every worker.
void TestServerTrouble::oneConnectionTooFew()
{
    beOrdinary();
    for (int limit = 1; limit <= 4; ++limit) {
        m_ordeal->execute(u"ALTER ROLE keeper CONNECTION LIMIT %1"_s.arg(limit));
        const Answer answer = m_ordeal->migrate({u"--jobs"_s, u"2"_s});
        if (answer.exit != 3)
            QCOMPARE(Ordeal::errorCode(answer), u"too-many-connections"_s);
        QCOMPARE(wrongWith(answer), QByteArray());
    }
}

void TestServerTrouble::lockOnTheJournalIsWaitedFor_data()
{
    QTest::addColumn<QString>("table");
    QTest::addRow("runs") << u"cutover.run"_s;
    QTest::addRow("creators") << u"cutover.creator"_s;
    QTest::addRow("attic") << u"cutover.attic"_s;
}

void TestServerTrouble::lockOnTheJournalIsWaitedFor()
{
    QFETCH(const QString, table);
    QCOMPARE(m_ordeal->migrate().exit, 3);
    m_ordeal->addSample(u"bob"_s);
    auto other = postgres::Connection::open(m_ordeal->direct(), u"other"_s);
    QVERIFY(other->execute(u"BEGIN; LOCK TABLE "_s + table + u" IN ACCESS EXCLUSIVE MODE"_s));
    bool released = false;
    const Answer answer = m_ordeal->migrate({}, [&](const QProcess &) {
        if (released || *other->value(u"SELECT count(*)::text FROM pg_locks WHERE NOT granted"_s) == u"0")
            return;
        QVERIFY(other->execute(u"COMMIT"_s));
        released = true;
    });
    QVERIFY(released);
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QCOMPARE(wrongWith(answer), QByteArray());
}

void TestServerTrouble::stoppedWhileWaitingForALock_data()
{
    lockOnTheJournalIsWaitedFor_data();
}

void TestServerTrouble::stoppedWhileWaitingForALock()
{
    QFETCH(const QString, table);
    QCOMPARE(m_ordeal->migrate().exit, 3);
    m_ordeal->addSample(u"bob"_s);
    auto other = postgres::Connection::open(m_ordeal->direct(), u"other"_s);
    QVERIFY(other->execute(u"BEGIN; LOCK TABLE "_s + table + u" IN ACCESS EXCLUSIVE MODE"_s));
    QElapsedTimer stopped;
    const Answer answer = m_ordeal->migrate({}, [&](const QProcess &process) {
        if (stopped.isValid()) {
            // What is tidied up may need the table, too: not for ever.
            if (stopped.elapsed() > 2000)
                QVERIFY(other->execute(u"COMMIT"_s));
            return;
        }
        if (*other->value(u"SELECT count(*)::text FROM pg_locks WHERE NOT granted"_s) == u"0")
            return;
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        stopped.start();
    });
    QVERIFY(stopped.isValid());
    QVERIFY2(stopped.elapsed() < 20'000, qPrintable(QString::number(stopped.elapsed())));
    QVERIFY2(answer.exit == 4, answer.all().constData());
    QVERIFY(other->execute(u"COMMIT"_s));
    QCOMPARE(m_ordeal->schemas(), u"creator_alice cutover"_s);
    QCOMPARE(wrongWith(answer), QByteArray());
}

/// As by somebody who tidies up what he does not know.
void TestServerTrouble::stagingDroppedByOthers()
{
    onTheWay(indexWords, u"DO $$ DECLARE name text; BEGIN SET LOCAL lock_timeout = '1s'; FOR name IN SELECT nspname "
                         "FROM pg_namespace WHERE nspname LIKE 'cutover\\_stage%' LOOP EXECUTE format('DROP SCHEMA %I "
                         "CASCADE', name); END LOOP; END $$"_s);
    const Answer answer = m_ordeal->migrate({u"--jobs"_s, u"1"_s});
    QCOMPARE(m_proxy->happened(), 1);
    if (answer.exit != 3)
        QCOMPARE(Ordeal::errorCode(answer), u"objects-gone"_s);
    QCOMPARE(wrongWith(answer), QByteArray());
}

/// Once: what was lost is done again.
void TestServerTrouble::sessionEndedByTheAdministrator()
{
    onTheWay(indexWords, u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                         "AND application_name LIKE 'cutover%'"_s);
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(m_proxy->happened(), 1);
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QCOMPARE(m_ordeal->schemas(), u"creator_alice cutover"_s);
    QCOMPARE(wrongWith(answer), QByteArray());
}

void TestServerTrouble::pooler_data()
{
    QTest::addColumn<bool>("works");
    QTest::addRow("session") << true;
    QTest::addRow("transaction") << false;
    QTest::addRow("statement") << false;
}

void TestServerTrouble::pooler()
{
    QFETCH(const bool, works);
    const testsupport::PgBouncer bouncer(m_ordeal->direct(), QString::fromLatin1(QTest::currentDataTag()));
    m_ordeal->setTarget(bouncer.settings());
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(Ordeal::errorCode(answer), works ? QString() : u"pooler"_s);
    QVERIFY2(answer.exit == (works ? 3 : 1), answer.all().constData());
    QCOMPARE(m_ordeal->schemas(), works ? u"creator_alice cutover"_s : QString());
    QCOMPARE(wrongWith(answer), QByteArray());
}

void TestServerTrouble::poolTooSmall()
{
    const testsupport::PgBouncer bouncer(m_ordeal->direct(), u"session"_s, 1);
    m_ordeal->setTarget(bouncer.settings());
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(answer.exit, 1);
    QCOMPARE(wrongWith(answer), QByteArray());
}

QTEST_GUILESS_MAIN(TestServerTrouble)
#include "tst_servertrouble.moc"
