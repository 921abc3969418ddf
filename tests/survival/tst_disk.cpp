// SPDX-License-Identifier: MIT
// Disks that get full, the server's and ours, and folders that cannot be written.

#include "support/ordeal.h"
#include "support/smalldisk.h"
#include "support/tcpproxy.h"

#include <QDir>
#include <QtTest>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using testsupport::Answer;
using testsupport::Ordeal;
using testsupport::SmallDisk;
using testsupport::TcpProxy;

class TestDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void serverDiskFull();
    void noRoomForTheSnapshot();
    void journalCannotBeWritten_data();
    void journalCannotBeWritten();
    void reportCannotBeWritten();
    void filesMayNotGrow_data();
    void filesMayNotGrow();
    void dataFolderIsNoFolder();
    void runFolderRemovedOnTheWay();

private:
    void goThroughProxy();

    std::unique_ptr<Ordeal> m_ordeal;
    std::unique_ptr<TcpProxy> m_proxy;
};

void TestDisk::init()
{
    m_proxy.reset();
    m_ordeal = std::make_unique<Ordeal>();
}

void TestDisk::goThroughProxy()
{
    m_proxy = std::make_unique<TcpProxy>(m_ordeal->direct().port);
    m_ordeal->setTarget(m_proxy->through(m_ordeal->direct()));
}

/// A tablespace of 4 MB, to which everything goes that is made in the database.
void TestDisk::serverDiskFull()
{
    const SmallDisk disk(m_ordeal->program().folder() + u"/tablespace"_s, 4);
    if (!disk.isThere())
        return;
    testsupport::TestServer::instance().giveTo(disk.folder());
    m_ordeal->addSample(u"alice"_s, 60'000);
    m_ordeal->addSample(u"bob"_s);
    m_ordeal->execute(u"CREATE TABLESPACE tiny LOCATION "_s + u'\'' + disk.folder() + u'\'');
    m_ordeal->execute(u"ALTER DATABASE "_s + m_ordeal->direct().database + u" SET default_tablespace = tiny"_s);
    const Answer answer = m_ordeal->migrate({u"--jobs"_s, u"1"_s});
    QCOMPARE(answer.exit, 1);
    QCOMPARE(Ordeal::errorCode(answer), u"disk-full"_s);
    // The small one has room again.
    QCOMPARE(m_ordeal->schemas(), u"creator_bob cutover"_s);
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
    m_ordeal->execute(u"DROP SCHEMA cutover CASCADE"_s);
    m_ordeal->execute(u"DROP TABLESPACE tiny"_s);
}

void TestDisk::noRoomForTheSnapshot()
{
    const SmallDisk disk(m_ordeal->program().dataFolder(), 20);
    if (!disk.isThere())
        return;
    m_ordeal->addSource(u"alice"_s, u"CREATE TABLE t(b); INSERT INTO t VALUES (zeroblob(10000000));"_s);
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(Ordeal::errorCode(answer), u"no-space"_s);
    QCOMPARE(m_ordeal->schemas(), u"cutover"_s);
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

void TestDisk::journalCannotBeWritten_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addRow("before the load") << QByteArray("CREATE SCHEMA IF NOT EXISTS cutover");
    QTest::addRow("during the load") << QByteArray("FROM STDIN");
    QTest::addRow("during the verification") << QByteArray("TO STDOUT");
    QTest::addRow("after the last step was announced") << QByteArray("COMMENT ON SCHEMA");
}

/// No step is taken that the journal could not announce; what was announced is done.
void TestDisk::journalCannotBeWritten()
{
    QFETCH(const QByteArray, words);
    const SmallDisk disk(m_ordeal->program().dataFolder(), 40);
    if (!disk.isThere())
        return;
    m_ordeal->addSample(u"alice"_s, 300, Ordeal::Size::Large);
    goThroughProxy();
    m_proxy->when(words, TcpProxy::Moment::Before, [&] { disk.fill(); });
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(m_proxy->happened(), 1);
    disk.empty();
    // A line may still fit into the journal's last page; then the step that it announces is taken.
    QVERIFY2(answer.exit == 1 || answer.exit == 3, answer.all().constData());
    QCOMPARE(m_ordeal->schemas(), answer.exit == 3 ? u"creator_alice cutover"_s : u"cutover"_s);
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

/// Everything is there and proved; only this computer keeps no report of it, which is said.
void TestDisk::reportCannotBeWritten()
{
    m_ordeal->addSample(u"alice"_s);
    goThroughProxy();
    m_proxy->when("COMMENT ON SCHEMA", TcpProxy::Moment::Before, [&] {
        QVERIFY(QDir(m_ordeal->program().dataFolder() + u"/runs/"_s + m_ordeal->latestRun()).mkdir(u"report.json"_s));
    });
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(m_proxy->happened(), 1);
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QCOMPARE(Ordeal::errorCode(answer), u"run-folder"_s);
    QVERIFY2(answer.err.contains("report"), answer.all().constData());
    QCOMPARE(m_ordeal->schemas(), u"creator_alice cutover"_s);
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

void TestDisk::filesMayNotGrow_data()
{
    QTest::addColumn<int>("blocks"); ///< of 512 bytes, that a file of ours may have
    for (const int blocks : {0, 1, 2, 20, 200})
        QTest::addRow("%d bytes", blocks * 512) << blocks;
}

/// ulimit -f, as a system administrator may set it. Needs no right to mount.
void TestDisk::filesMayNotGrow()
{
    QFETCH(const int, blocks);
    m_ordeal->addSample(u"alice"_s, 3000);
    m_ordeal->program().setLauncher({u"/bin/sh"_s, u"-c"_s, u"ulimit -f %1; exec \"$0\" \"$@\""_s.arg(blocks)});
    const Answer answer = m_ordeal->migrate();
    m_ordeal->program().setLauncher({});
    QVERIFY2(answer.exit == 1, answer.all().constData());
    QVERIFY2(!m_ordeal->schemas().contains(u"creator_"), qPrintable(m_ordeal->schemas()));
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    QCOMPARE(m_ordeal->leftAfterRollback(), QByteArray());
}

void TestDisk::dataFolderIsNoFolder()
{
    m_ordeal->addSample(u"alice"_s);
    QFile file(m_ordeal->program().dataFolder());
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(Ordeal::errorCode(answer), u"run-folder"_s);
    QCOMPARE(m_ordeal->schemas(), QString());
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
}

/// By somebody who tidies up. The snapshot is gone with it, and with the snapshot the proof.
void TestDisk::runFolderRemovedOnTheWay()
{
    m_ordeal->addSample(u"alice"_s, 3000);
    goThroughProxy();
    QString run;
    m_proxy->when("FROM STDIN", TcpProxy::Moment::Before, [&] {
        run = m_ordeal->latestRun();
        QVERIFY(QDir(m_ordeal->program().dataFolder() + u"/runs/"_s + run).removeRecursively());
    });
    const Answer answer = m_ordeal->migrate();
    QCOMPARE(m_proxy->happened(), 1);
    QCOMPARE(answer.exit, 1);
    QCOMPARE(m_ordeal->schemas(), u"cutover"_s);
    QCOMPARE(m_ordeal->flaws(answer), QByteArray());
    const Answer undone = m_ordeal->run(u"rollback"_s, {u"--run"_s, run, u"--yes"_s});
    QVERIFY2(undone.exit == 0, undone.all().constData());
}

QTEST_GUILESS_MAIN(TestDisk)
#include "tst_disk.moc"
