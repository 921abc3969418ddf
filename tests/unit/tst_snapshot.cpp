// SPDX-License-Identifier: MIT
#include "sqlite/detect.h"
#include "sqlite/integrity.h"
#include "sqlite/openhandles.h"
#include "sqlite/snapshot.h"
#include "support/otherprocess.h"
#include "support/sqlitefile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>
#include <csignal>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace testsupport;
using namespace Qt::StringLiterals;
using sqlite::SnapshotWay;

namespace {

const QString threeRows = u"CREATE TABLE t(id INTEGER PRIMARY KEY, x); INSERT INTO t(x) VALUES (1),(2),(3);"_s;
constexpr int lookIsGood = 1'100; ///< milliseconds; what was seen of other processes is good for a second at most
const QString sumOfT = u"SELECT sum(x) FROM t"_s;

/// `rows` rows of about 1 kB, x = 1 in each.
QString manyRows(int rows)
{
    return u"CREATE TABLE t(id INTEGER PRIMARY KEY, x, filler); BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
           u"SELECT i + 1 "
           u"FROM n WHERE i < %1) INSERT INTO t(x, filler) SELECT 1, randomblob(1000) FROM n; COMMIT;"_s.arg(rows);
}

QString codeOf(const base::Result<sqlite::Snapshot> &result)
{
    return result ? QString() : result.error().code;
}

} // namespace

class TestSnapshot : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder; ///< of the original
    std::unique_ptr<QTemporaryDir> m_run;    ///< of the copy
    QMap<QString, QByteArray> m_before;

    QString original() const { return m_folder->filePath(u"alice's \U0001F431.db"_s); }
    QString target() const { return m_run->filePath(u"snapshot.sqlite3"_s); }
    void remember() { m_before = stateOf(m_folder->path()); }
    base::Result<sqlite::Snapshot> take(const std::stop_token &stop = {}, const base::ProgressSink &sink = {}) const
    {
        return sqlite::takeSnapshot(original(), target(), sink, stop);
    }
    void checkFinished(const base::Result<sqlite::Snapshot> &result);
    void checkNothingLeft() { QCOMPARE(stateOf(m_run->path()).size(), 0); }

private Q_SLOTS:
    void init();
    void cleanup();

    void copiesQuietFile();
    void keepsFormat_data();
    void keepsFormat();
    void copiesLiveLog_data();
    void copiesLiveLog();
    void copiesClosedLog();
    void recoversDeadLog();
    void recoversLogOfKilledOwner();
    void recoversHotJournal();
    void recoversJournalOfSeveralDatabases_data();
    void recoversJournalOfSeveralDatabases();
    void leavesOutWhatIsNotCommitted();
    void copiesBesideBusyWriter_data();
    void copiesBesideBusyWriter();
    void noticesOpenFile();
    void takesNoCopyOfItselfForSomebody();
    void threadsDoNotTakeLocksAway();
    void refusesLocked();
    void stopsWaitingForLock();
    void stopsInTheMiddle_data();
    void stopsInTheMiddle();
    void stopsCheck_data();
    void stopsCheck();
    void stopsBeforeStarting();
    void reportsProgress();
    void checksLargeFilesQuickly();
    void needsRoomBefore();
    void needsRoomMeanwhile();
    void refusesDamage_data();
    void refusesDamage();
    void tellsDamagedIndexes();
    void acceptsBrokenRules();
    void acceptsForeignFunctions();
    void refusesWhatProbeRefuses();
    void refusesTargets();
    void takesRelativePaths();
    void fingerprintSeesCommits();
    void fingerprintSeesReusedLog();
    void fingerprintAsText();
    void hashesFiles();
};

void TestSnapshot::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_run = std::make_unique<QTemporaryDir>();
}

void TestSnapshot::cleanup()
{
    QCOMPARE(stateOf(m_folder->path()), m_before);
}

void TestSnapshot::checkFinished(const base::Result<sqlite::Snapshot> &result)
{
    QVERIFY2(result.has_value(),
             result ? "" : qPrintable(QString(result.error().code + u": "_s + result.error().detail)));
    QCOMPARE(result->path, target());
    const QByteArray bytes = readFile(target());
    QCOMPARE(result->bytes, bytes.size());
    QCOMPARE(result->sha256, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    QCOMPARE(bytes.mid(18, 2), QByteArray("\1\1"));
    struct stat info = {};
    QCOMPARE(stat(QFile::encodeName(target()).constData(), &info), 0);
    QCOMPARE(info.st_mode & 07777, 0400u);
    QCOMPARE(info.st_nlink, 1u);
    QCOMPARE(stateOf(m_run->path()).keys(), QStringList{target()});
    QCOMPARE(valueIn(target(), u"PRAGMA integrity_check"_s), u"ok"_s);
}

void TestSnapshot::copiesQuietFile()
{
    SqliteFile(original()).run(threeRows);
    remember();
    const auto snapshot = take();
    checkFinished(snapshot);
    QCOMPARE(snapshot->way, SnapshotWay::Backup);
    QVERIFY(snapshot->fullCheck);
    QVERIFY(!snapshot->writtenMeanwhile);
    QCOMPARE(snapshot->original, *sqlite::fingerprint(original()));
    QCOMPARE(readFile(target()).mid(100), readFile(original()).mid(100));
    QCOMPARE(valueIn(target(), sumOfT), u"6"_s);
}

void TestSnapshot::keepsFormat_data()
{
    QTest::addColumn<QString>("pragma");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("value");
    for (const char *size : {"512", "1024", "4096", "65536"})
        QTest::addRow("page %s", size) << u"PRAGMA page_size=%1"_s.arg(QLatin1String(size)) << u"PRAGMA page_size"_s
                                       << QString::fromLatin1(size);
    for (const char *encoding : {"UTF-8", "UTF-16le", "UTF-16be"})
        QTest::addRow("%s", encoding) << u"PRAGMA encoding='%1'"_s.arg(QLatin1String(encoding)) << u"PRAGMA encoding"_s
                                      << QString::fromLatin1(encoding);
    QTest::addRow("auto vacuum") << u"PRAGMA auto_vacuum=FULL"_s << u"PRAGMA auto_vacuum"_s << u"1"_s;
    QTest::addRow("user version") << u"PRAGMA user_version=77"_s << u"PRAGMA user_version"_s << u"77"_s;
    QTest::addRow("log") << u"PRAGMA page_size=1024; PRAGMA encoding='UTF-16be'; PRAGMA journal_mode=WAL"_s
                         << u"PRAGMA page_size"_s << u"1024"_s;
}

void TestSnapshot::keepsFormat()
{
    QFETCH(QString, pragma);
    QFETCH(QString, query);
    QFETCH(QString, value);
    SqliteFile(original()).run(QString(pragma + u';' + threeRows + u"INSERT INTO t(x) VALUES ('grün \U0001F431')"_s));
    remember();
    checkFinished(take());
    QCOMPARE(valueIn(target(), query), value);
    QCOMPARE(valueIn(target(), u"SELECT x FROM t WHERE id = 4"_s), u"grün \U0001F431"_s);
}

void TestSnapshot::copiesLiveLog_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("sum");
    QTest::addRow("one transaction") << u"UPDATE t SET x = x + 1"_s << u"9"_s;
    QTest::addRow("several") << u"UPDATE t SET x = x + 1; SELECT * FROM t; UPDATE t SET x = x + 1"_s << u"12"_s;
    QTest::addRow("one being written") << u"UPDATE t SET x = 7; BEGIN; UPDATE t SET x = 8"_s << u"21"_s;
    QTest::addRow("begun anew") << u"UPDATE t SET x = 7; PRAGMA wal_checkpoint(RESTART); UPDATE t SET x = 8"_s
                                << u"24"_s;
    QTest::addRow("emptied") << u"UPDATE t SET x = 7; PRAGMA wal_checkpoint(TRUNCATE)"_s << u"21"_s;
}

void TestSnapshot::copiesLiveLog()
{
    QFETCH(QString, sql);
    QFETCH(QString, sum);
    OtherProcess owner([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(original());
        database.run(QString(u"PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;"_s + threeRows + sql));
        signal.ready();
        signal.waitForRelease();
    });
    remember();
    QCOMPARE(m_before.size(), 3);
    const auto snapshot = take();
    checkFinished(snapshot);
    QCOMPARE(snapshot->way, SnapshotWay::Backup);
    QVERIFY(snapshot->writtenMeanwhile);
    QCOMPARE(valueIn(target(), sumOfT), sum);
    QCOMPARE(stateOf(m_folder->path()), m_before);
    owner.release();
    remember();
}

void TestSnapshot::copiesClosedLog()
{
    SqliteFile(original()).run(QString(u"PRAGMA journal_mode=WAL;"_s + threeRows));
    remember();
    QCOMPARE(m_before.size(), 1);
    const auto snapshot = take();
    checkFinished(snapshot);
    QVERIFY(!snapshot->writtenMeanwhile);
    QCOMPARE(valueIn(target(), sumOfT), u"6"_s);
}

void TestSnapshot::recoversDeadLog()
{
    const QTemporaryDir elsewhere;
    const SqliteFile owner(elsewhere.filePath(u"d"_s));
    owner.run(QString(u"PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;"_s + threeRows +
                      u"PRAGMA wal_checkpoint(TRUNCATE); UPDATE t SET x = 5;"_s));
    copyAsItLies(elsewhere.filePath(u"d"_s), original());
    remember();
    QCOMPARE(m_before.size(), 2);
    QCOMPARE(valueIn(original(), sumOfT), u"6"_s); // what reading in place would lose
    const auto snapshot = take();
    checkFinished(snapshot);
    QCOMPARE(snapshot->way, SnapshotWay::CopyRecovered);
    QVERIFY(!snapshot->writtenMeanwhile);
    QCOMPARE(snapshot->original, *sqlite::fingerprint(original()));
    QCOMPARE(valueIn(target(), sumOfT), u"15"_s);
}

void TestSnapshot::recoversLogOfKilledOwner()
{
    OtherProcess owner([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(original());
        database.run(QString(u"PRAGMA journal_mode=WAL;"_s + threeRows + u"BEGIN; UPDATE t SET x = 100"_s));
        signal.ready();
        signal.waitForRelease();
    });
    owner.kill();
    remember();
    QCOMPARE(m_before.size(), 3);
    const auto snapshot = take();
    checkFinished(snapshot);
    QCOMPARE(snapshot->way, SnapshotWay::CopyRecovered);
    QCOMPARE(valueIn(target(), sumOfT), u"6"_s);
}

void TestSnapshot::recoversHotJournal()
{
    OtherProcess owner([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(original());
        database.run(manyRows(500));
        database.run(u"PRAGMA cache_size=1; BEGIN; UPDATE t SET x = 2, filler = randomblob(1000)"_s);
        signal.ready();
        signal.waitForRelease();
    });
    owner.kill();
    remember();
    QCOMPARE(m_before.size(), 2);
    QVERIFY(valueIn(original(), sumOfT).toInt() > 500); // uncommitted rows, should one read in place
    const auto snapshot = take();
    checkFinished(snapshot);
    QCOMPARE(snapshot->way, SnapshotWay::CopyRecovered);
    QCOMPARE(valueIn(target(), sumOfT), u"500"_s);
}

void TestSnapshot::recoversJournalOfSeveralDatabases_data()
{
    QTest::addColumn<bool>("committed"); ///< a transaction over several files is, once their common journal is gone
    QTest::addRow("open") << false;
    QTest::addRow("committed") << true;
}

/// The journal of a transaction over several files names a common one, which SQLite tidies up when it recovers.
void TestSnapshot::recoversJournalOfSeveralDatabases()
{
    QFETCH(bool, committed);
    OtherProcess owner([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(original());
        database.run(manyRows(500));
        database.run(u"PRAGMA cache_size=1; BEGIN; UPDATE t SET x = 2, filler = randomblob(1000)"_s);
        sqlite3_db_cacheflush(database.handle());
        signal.ready();
        signal.waitForRelease();
    });
    owner.kill();
    const QByteArray name = QFile::encodeName(m_folder->filePath(u"common-mj1"_s));
    const QByteArray journal = readFile(original() + u"-journal"_s);
    quint32 sum = 0;
    for (const char byte : name)
        sum += static_cast<quint32>(byte);
    const auto number = [](quint32 value) {
        const quint32 big = qToBigEndian(value);
        return QByteArray(reinterpret_cast<const char *>(&big), sizeof big);
    };
    const QByteArray magic("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7");
    writeFile(original() + u"-journal"_s, journal + number(0x40000000 / 4096 + 1) + name +
                                              number(static_cast<quint32>(name.size())) + number(sum) + magic);
    if (!committed)
        writeFile(QFile::decodeName(name), QFile::encodeName(QString(original() + u"-journal"_s)) + '\0');
    remember();
    const auto snapshot = take();
    checkFinished(snapshot);
    QCOMPARE(snapshot->way, SnapshotWay::CopyRecovered);
    QCOMPARE(valueIn(target(), sumOfT), committed ? u"1000"_s : u"500"_s);
}

void TestSnapshot::leavesOutWhatIsNotCommitted()
{
    SqliteFile(original()).run(threeRows);
    OtherProcess owner([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(original());
        database.run(u"BEGIN IMMEDIATE; UPDATE t SET x = 100"_s);
        signal.ready();
        signal.waitForRelease();
    });
    remember();
    const auto snapshot = take();
    checkFinished(snapshot);
    QCOMPARE(snapshot->way, SnapshotWay::Backup);
    QVERIFY(snapshot->writtenMeanwhile);
    QCOMPARE(valueIn(target(), sumOfT), u"6"_s);
    QCOMPARE(stateOf(m_folder->path()), m_before);
    owner.release();
    remember();
}

void TestSnapshot::copiesBesideBusyWriter_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addRow("rollback journal") << u"DELETE"_s;
    QTest::addRow("log") << u"WAL"_s;
}

void TestSnapshot::copiesBesideBusyWriter()
{
    QFETCH(QString, mode);
    SqliteFile(original()).run(QString(manyRows(12000) + u"PRAGMA journal_mode="_s + mode));
    OtherProcess writer([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(original());
        database.run(u"PRAGMA synchronous=OFF"_s);
        signal.ready();
        // Each transaction moves 1 from one row to another: the sum only holds in states that were committed.
        for (int i = 1;; ++i) {
            const QString change =
                u"BEGIN IMMEDIATE; UPDATE t SET x = x - 1 WHERE id = %1; UPDATE t SET x = x + 1 WHERE id = %2; COMMIT"_s
                    .arg(i % 12000 + 1)
                    .arg(i % 12000 * 7919 % 12000 + 1);
            while (!database.tryRun(change))
                usleep(1000);
        }
    });
    const OtherProgram reader(original());
    QTRY_VERIFY_WITH_TIMEOUT(!sqlite::processesUsing({QFile::encodeName(original())}).isEmpty(), 30000);
    for (int round = 0; round < 2; ++round) {
        QElapsedTimer timer;
        timer.start();
        const auto snapshot = take();
        QVERIFY(timer.elapsed() < 15000);
        checkFinished(snapshot);
        QVERIFY(snapshot->writtenMeanwhile);
        QVERIFY(snapshot->original != *sqlite::fingerprint(original()));
        QCOMPARE(valueIn(target(), sumOfT), u"12000"_s);
        QVERIFY(QFile::remove(target()));
    }
    writer.kill();
    remember();
}

void TestSnapshot::noticesOpenFile()
{
    SqliteFile(original()).run(threeRows);
    remember();
    QTest::qWait(lookIsGood);
    {
        const OtherProgram owner(original());
        QCOMPARE(sqlite::processesUsing({QFile::encodeName(original())}), QStringList(owner.name()));
        const auto snapshot = take();
        checkFinished(snapshot);
        QVERIFY(snapshot->writtenMeanwhile);
    }
    QVERIFY(QFile::remove(target()));
    QTest::qWait(lookIsGood);
    QVERIFY(!take()->writtenMeanwhile);
}

/// Between fork and exec whatever this program starts has copies of its descriptors.
void TestSnapshot::takesNoCopyOfItselfForSomebody()
{
    SqliteFile(original()).run(threeRows);
    remember();
    const SqliteFile open(original());
    open.run(u"SELECT * FROM t"_s);
    OtherProcess unstarted([&](const OtherProcess::Signals &signal) {
        signal.ready();
        signal.waitForRelease();
    });
    QStringList itsFiles;
    const QDir descriptors(u"/proc/%1/fd"_s.arg(unstarted.process()));
    for (const QFileInfo &descriptor : descriptors.entryInfoList(QDir::System | QDir::Files | QDir::NoDotAndDotDot))
        itsFiles += descriptor.symLinkTarget();
    QVERIFY2(itsFiles.contains(original()), qPrintable(itsFiles.join(u' ')));

    QTest::qWait(lookIsGood);
    QCOMPARE(sqlite::processesUsing({QFile::encodeName(original())}), QStringList());
    const auto snapshot = take();
    checkFinished(snapshot);
    QVERIFY(!snapshot->writtenMeanwhile);

    const OtherProgram somebody(original());
    QTest::qWait(lookIsGood);
    QCOMPARE(sqlite::processesUsing({QFile::encodeName(original())}), QStringList(somebody.name()));
    unstarted.release();
}

/// A descriptor that one thread closes must not cost another its lock: then the writer would get in.
void TestSnapshot::threadsDoNotTakeLocksAway()
{
    SqliteFile(original()).run(manyRows(4000));
    OtherProcess writer([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(original());
        database.run(u"PRAGMA synchronous=OFF"_s);
        signal.ready();
        while (true)
            static_cast<void>(database.tryRun(u"UPDATE t SET x = 3 - x"_s));
    });
    std::stop_source done;
    std::jthread looker([&, stop = done.get_token()] {
        while (!stop.stop_requested()) {
            static_cast<void>(sqlite::fingerprint(original()));
            static_cast<void>(sqlite::listFolder(m_folder->path()));
        }
    });
    QStringList sums;
    for (int round = 0; round < 5; ++round) {
        const auto snapshot = take();
        if (!snapshot)
            sums.append(QString(snapshot.error().code + u": "_s + snapshot.error().detail));
        else
            sums.append(valueIn(target(), sumOfT));
        QFile::remove(target());
    }
    done.request_stop();
    looker.join();
    writer.kill();
    remember();
    for (const QString &sum : sums)
        QVERIFY2(sum == u"4000"_s || sum == u"8000"_s, qPrintable(sum));
}

void TestSnapshot::refusesLocked()
{
    SqliteFile(original()).run(threeRows);
    OtherProcess owner([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(original());
        database.run(u"BEGIN EXCLUSIVE; UPDATE t SET x = 0"_s);
        signal.ready();
        signal.waitForRelease();
    });
    remember();
    const auto snapshot = take();
    QCOMPARE(codeOf(snapshot), u"source-in-use"_s);
    QVERIFY(snapshot.error().message.contains(u"Close the application"_s));
    checkNothingLeft();
    QCOMPARE(stateOf(m_folder->path()), m_before);
    owner.release();
    remember();
}

void TestSnapshot::stopsWaitingForLock()
{
    SqliteFile(original()).run(threeRows);
    OtherProcess owner([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(original());
        database.run(u"BEGIN EXCLUSIVE"_s);
        signal.ready();
        signal.waitForRelease();
    });
    remember();
    std::stop_source stop;
    QElapsedTimer timer;
    std::jthread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        timer.start();
        stop.request_stop();
    });
    const auto snapshot = take(stop.get_token());
    stopper.join();
    QVERIFY(timer.elapsed() < 300);
    QCOMPARE(codeOf(snapshot), base::stoppedCode);
    checkNothingLeft();
    owner.release();
    remember();
}

void TestSnapshot::stopsInTheMiddle_data()
{
    QTest::addColumn<double>("share"); ///< of the whole progress after which it is stopped
    QTest::addColumn<bool>("hot");
    QTest::addRow("at the start") << 0.0 << false;
    QTest::addRow("copying") << 0.1 << false;
    QTest::addRow("copying with a journal") << 0.1 << true;
    QTest::addRow("before hashing") << 0.5 << false;
}

void TestSnapshot::stopsInTheMiddle()
{
    QFETCH(double, share);
    QFETCH(bool, hot);
    SqliteFile(original()).run(manyRows(15000));
    if (hot)
        writeFile(original() + u"-journal"_s, QByteArray("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7") + QByteArray(504, '\0'));
    remember();
    std::stop_source stop;
    QElapsedTimer timer;
    const auto snapshot = take(stop.get_token(), [&](const base::Progress &progress) {
        if (timer.isValid() || static_cast<double>(progress.done) < share * static_cast<double>(progress.of))
            return;
        timer.start();
        stop.request_stop();
    });
    QVERIFY(timer.isValid());
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(codeOf(snapshot), base::stoppedCode);
    checkNothingLeft();
}

void TestSnapshot::stopsCheck_data()
{
    QTest::addColumn<int>("delay");
    for (const int delay : {0, 5, 20, 40})
        QTest::addRow("after %d ms", delay) << delay;
}

void TestSnapshot::stopsCheck()
{
    QFETCH(int, delay);
    static const QTemporaryDir shared;
    const QString large = shared.filePath(u"large"_s);
    // Small pages, an index in another order than its table: checking takes its time.
    if (!QFile::exists(large))
        SqliteFile(large).run(
            u"PRAGMA page_size=512; PRAGMA synchronous=OFF; CREATE TABLE t(id INTEGER PRIMARY KEY, x); BEGIN; WITH "
            u"RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) INSERT INTO t(x) SELECT "
            u"hex(i * 7919 % 300007) FROM n; CREATE INDEX i ON t(x); COMMIT"_s);
    remember();
    std::stop_source stop;
    QElapsedTimer timer;
    std::jthread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(delay));
        timer.start();
        stop.request_stop();
    });
    const auto checked = sqlite::checkIntegrity(QFile::encodeName(large), large, stop.get_token());
    stopper.join();
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(!checked.has_value());
    QCOMPARE(checked.error().code, base::stoppedCode);
}

void TestSnapshot::stopsBeforeStarting()
{
    SqliteFile(original()).run(threeRows);
    remember();
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(codeOf(take(stop.get_token())), base::stoppedCode);
    QCOMPARE(sqlite::sha256OfFile(original(), stop.get_token()).error().code, base::stoppedCode);
    checkNothingLeft();
}

void TestSnapshot::reportsProgress()
{
    SqliteFile(original()).run(manyRows(20000));
    remember();
    QList<base::Progress> seen;
    checkFinished(take({}, [&](const base::Progress &progress) { seen.append(progress); }));
    QVERIFY(seen.size() >= 3);
    for (qsizetype i = 0; i < seen.size(); ++i) {
        QCOMPARE(seen[i].phase, base::Phase::Snapshot);
        QCOMPARE(seen[i].of, seen[0].of);
        QVERIFY(i == 0 || seen[i].done >= seen[i - 1].done);
    }
    QCOMPARE(seen.first().done, 0);
    QCOMPARE(seen.last().done, seen.last().of);
}

void TestSnapshot::checksLargeFilesQuickly()
{
    SqliteFile(original())
        .run(u"PRAGMA synchronous=OFF; CREATE TABLE t(x); INSERT INTO t VALUES (zeroblob(70000000))"_s);
    remember();
    const auto snapshot = take();
    checkFinished(snapshot);
    QVERIFY(!snapshot->fullCheck);
}

void TestSnapshot::needsRoomBefore()
{
    SqliteFile(original()).run(threeRows);
    struct statvfs disk = {};
    QCOMPARE(statvfs(QFile::encodeName(m_run->path()).constData(), &disk), 0);
    const auto free = static_cast<qint64>(disk.f_bavail) * static_cast<qint64>(disk.f_frsize);
    m_before = {};
    QCOMPARE(truncate(QFile::encodeName(original()).constData(), free + 1'000'000), 0); // sparse
    const auto snapshot = take();
    QCOMPARE(codeOf(snapshot), u"no-space"_s);
    QVERIFY2(snapshot.error().message.contains(u"B "_s), qPrintable(snapshot.error().message));
    QVERIFY(snapshot.error().message.contains(m_run->path()));
    checkNothingLeft();
    QVERIFY(QFile::remove(original()));
}

void TestSnapshot::needsRoomMeanwhile()
{
    SqliteFile(original()).run(manyRows(5000));
    remember();
    const pid_t child = fork();
    if (child == 0) {
        const struct rlimit limit = {1'000'000, 1'000'000};
        std::signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
            _exit(10);
        const auto snapshot = take();
        const bool told = codeOf(snapshot) == u"no-space"_s && snapshot.error().message.contains(u"snapshot.sqlite3"_s);
        _exit(told && !snapshot.error().message.contains(u" 0 "_s) ? 0 : 11);
    }
    int status = 0;
    waitpid(child, &status, 0);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
    checkNothingLeft();
}

void TestSnapshot::refusesDamage_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addRow("a page of zeros") << qint64{10} * 4096 << QByteArray(4096, '\0');
    QTest::addRow("a page of noise") << qint64{12} * 4096 << QByteArray("\xaa\x55\x13").repeated(1365);
    QTest::addRow("cell pointers") << qint64{20 * 4096 + 8} << QByteArray(64, '\xff');
    QTest::addRow("free list") << qint64{32} << QByteArray("\0\0\0\5\0\0\0\7", 8);
}

void TestSnapshot::refusesDamage()
{
    QFETCH(qint64, offset);
    QFETCH(QByteArray, bytes);
    SqliteFile(original()).run(manyRows(1000));
    writeFile(original(), readFile(original()).replace(offset, bytes.size(), bytes));
    remember();
    const auto snapshot = take();
    QCOMPARE(codeOf(snapshot), u"source-damaged"_s);
    QVERIFY(snapshot.error().message.contains(u"damaged"_s));
    QVERIFY(snapshot.error().detail.size() > original().size() + 10);
    checkNothingLeft();
}

void TestSnapshot::tellsDamagedIndexes()
{
    {
        const SqliteFile database(original());
        database.run(QString(threeRows + u"CREATE TABLE o(x); CREATE INDEX i ON t(x); CREATE INDEX empty ON o(x);"_s));
        sqlite3_db_config(database.handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
        database.run(
            u"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE "
            u"name = 'empty') WHERE name = 'i'; DELETE FROM sqlite_schema WHERE name = 'empty'"_s);
    }
    remember();
    const auto snapshot = take();
    QCOMPARE(codeOf(snapshot), u"source-damaged"_s);
    QVERIFY2(snapshot.error().detail.contains(u"missing from index i"_s), qPrintable(snapshot.error().detail));
    checkNothingLeft();
    QCOMPARE(sqlite::probe(original(), sqlite::Rows::Count).rows, 3);
}

void TestSnapshot::acceptsBrokenRules()
{
    {
        const SqliteFile database(original());
        database.run(
            u"CREATE TABLE t(id INTEGER PRIMARY KEY, x); CREATE TABLE c(x CHECK (x > 0)); PRAGMA foreign_keys=OFF;"
            u"CREATE TABLE k(x REFERENCES t(id)); INSERT INTO k VALUES (99); PRAGMA ignore_check_constraints=ON;"
            u"INSERT INTO c VALUES (-1); INSERT INTO t(x) VALUES (1),(2),(NULL);"_s);
        sqlite3_db_config(database.handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
        database.run(u"PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = replace(sql, ', x)', ', x NOT NULL)') "
                     u"WHERE name = 't'"_s);
    }
    remember();
    QVERIFY(valueIn(original(), u"PRAGMA integrity_check"_s) != u"ok"_s);
    const auto snapshot = take();
    QVERIFY2(snapshot.has_value(), snapshot ? "" : qPrintable(snapshot.error().detail));
    QVERIFY(snapshot->fullCheck);
    QCOMPARE(valueIn(target(), sumOfT), u"3"_s);
}

void TestSnapshot::acceptsForeignFunctions()
{
    {
        const SqliteFile database(original());
        const auto one = [](sqlite3_context *context, int, sqlite3_value **) { sqlite3_result_int(context, 1); };
        const auto compare = [](void *, int, const void *, int, const void *) { return 0; };
        sqlite3_create_function(database.handle(), "ours", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, one, nullptr,
                                nullptr);
        sqlite3_create_collation(database.handle(), "ourway", SQLITE_UTF8, nullptr, compare);
        database.run(QString(threeRows + u"CREATE TABLE a(x CHECK (ours(x) = 1)); INSERT INTO a VALUES (1);"
                                         u"CREATE TABLE b(x COLLATE ourway UNIQUE); INSERT INTO b VALUES ('q');"
                                         u"CREATE TABLE c(x); CREATE INDEX i ON c(ours(x)); INSERT INTO c VALUES (1);"
                                         u"CREATE TABLE d(x, y AS (ours(x))); INSERT INTO d VALUES (1);"_s));
    }
    remember();
    const auto snapshot = take();
    QVERIFY2(snapshot.has_value(), snapshot ? "" : qPrintable(snapshot.error().detail));
    QVERIFY(!snapshot->fullCheck);
    QCOMPARE(valueIn(target(), u"SELECT x FROM d"_s), u"1"_s);
    const sqlite::Probe probe = sqlite::probe(original(), sqlite::Rows::Count);
    QCOMPARE(probe.tables, 5);
    QCOMPARE(probe.rows, 7);
}

void TestSnapshot::refusesWhatProbeRefuses()
{
    remember();
    QCOMPARE(codeOf(take()), u"not-found"_s);
    writeFile(original(), {});
    remember();
    QCOMPARE(codeOf(take()), u"empty"_s);
    writeFile(original(), "<html>");
    remember();
    QCOMPARE(codeOf(take()), u"not-a-database"_s);
    checkNothingLeft();
    QCOMPARE(codeOf(sqlite::takeSnapshot(m_folder->path(), target(), {}, {})), u"is-folder"_s);
    QCOMPARE(codeOf(sqlite::takeSnapshot({}, target(), {}, {})), u"not-found"_s);
}

void TestSnapshot::refusesTargets()
{
    SqliteFile(original()).run(threeRows);
    remember();
    QCOMPARE(codeOf(sqlite::takeSnapshot(original(), m_run->filePath(u"none/x"_s), {}, {})), u"not-found"_s);
    writeFile(target(), "precious");
    QCOMPARE(codeOf(take()), u"target-exists"_s);
    QCOMPARE(readFile(target()), QByteArray("precious"));
    QCOMPARE(codeOf(sqlite::takeSnapshot(original(), original(), {}, {})), u"target-exists"_s);
}

void TestSnapshot::takesRelativePaths()
{
    SqliteFile(original()).run(threeRows);
    remember();
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_run->path()));
    const auto snapshot =
        sqlite::takeSnapshot(QDir(m_run->path()).relativeFilePath(original()), u"snapshot.sqlite3"_s, {}, {});
    QVERIFY(QDir::setCurrent(before));
    checkFinished(snapshot);
}

void TestSnapshot::fingerprintSeesCommits()
{
    auto database = std::make_unique<SqliteFile>(original());
    database->run(threeRows);
    const auto first = sqlite::fingerprint(original());
    QVERIFY(first.has_value());
    QCOMPARE(*sqlite::fingerprint(original()), *first);
    database->run(u"UPDATE t SET x = 5"_s);
    const auto second = sqlite::fingerprint(original());
    QVERIFY(*second != *first);
    QVERIFY(second->changeCounter > first->changeCounter);
    database->run(u"PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; UPDATE t SET x = 6"_s);
    const auto third = sqlite::fingerprint(original());
    database->run(u"UPDATE t SET x = 7"_s);
    const auto fourth = sqlite::fingerprint(original());
    QVERIFY(*fourth != *third);
    QCOMPARE(fourth->bytes, third->bytes); // these alone would not tell
    QCOMPARE(fourth->changeCounter, third->changeCounter);
    QVERIFY(fourth->walBytes > third->walBytes);
    QCOMPARE(fourth->walFrames, third->walFrames + 1);
    database.reset();
    remember();
}

void TestSnapshot::fingerprintSeesReusedLog()
{
    auto database = std::make_unique<SqliteFile>(original());
    database->run(QString(u"PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;"_s + manyRows(200)));
    const auto grown = sqlite::fingerprint(original());
    database->run(u"PRAGMA wal_checkpoint(RESTART); UPDATE t SET x = 2 WHERE id = 1"_s);
    auto last = sqlite::fingerprint(original());
    QCOMPARE(last->walBytes, grown->walBytes);
    QVERIFY(last->walSalt != grown->walSalt);
    QCOMPARE(last->walFrames, 1);
    for (int round = 2; round < 20; ++round) {
        database->run(u"UPDATE t SET x = 2 WHERE id = %1"_s.arg(round));
        const auto next = sqlite::fingerprint(original());
        QCOMPARE(next->walBytes, last->walBytes);
        QCOMPARE(next->walSalt, last->walSalt);
        QVERIFY(*next != *last);
        QCOMPARE(next->walFrames, last->walFrames + 1);
        last = next;
    }
    database.reset();
    remember();
}

void TestSnapshot::fingerprintAsText()
{
    auto database = std::make_unique<SqliteFile>(original());
    database->run(QString(u"PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;"_s + threeRows));
    const sqlite::Fingerprint print = *sqlite::fingerprint(original());
    QVERIFY(!print.toString().contains(u'\n'));
    QCOMPARE(sqlite::Fingerprint::fromString(print.toString()), print);
    QCOMPARE(sqlite::Fingerprint::fromString(u"nonsense"_s), sqlite::Fingerprint());
    sqlite::Fingerprint other = print;
    other.walSalt[0] = static_cast<char>(other.walSalt[0] + 1);
    QVERIFY(sqlite::Fingerprint::fromString(other.toString()) != print);
    QCOMPARE(sqlite::fingerprint(u"/nowhere/x"_s).error().code, u"not-found"_s);
    database.reset();
    remember();
}

void TestSnapshot::hashesFiles()
{
    writeFile(original(), "abc");
    remember();
    QCOMPARE(*sqlite::sha256OfFile(original(), {}),
             QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(sqlite::sha256OfFile(m_folder->filePath(u"none"_s), {}).error().code, u"not-found"_s);
}

QTEST_GUILESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
