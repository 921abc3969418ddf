// SPDX-License-Identifier: MIT
#include "sqlite/originalreader.h"
#include "sqlite/refusal.h"
#include "support/otherprocess.h"
#include "support/sqlitefile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace testsupport;
using namespace Qt::StringLiterals;
using sqlite::Original;
using sqlite::ReadWay;

namespace {

const QString threeRows = u"CREATE TABLE t(x); INSERT INTO t VALUES (1),(2),(3);"_s;

} // namespace

/// What happens when an original is no longer as it was when it was looked at.
class TestOriginalReader : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString file() const { return m_folder->filePath(u"d"_s); }
    QByteArray native() const { return QFile::encodeName(file()); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void makesNothingBesideClosedLog();
    void noticesVanishedOwner();
    void noticesNewHotJournal();
    void joinsOwnerWhoseIndexNeedsRecovery();
    void holdsOneState();
};

void TestOriginalReader::makesNothingBesideClosedLog()
{
    SqliteFile(file()).run(QString(u"PRAGMA journal_mode=WAL;"_s + threeRows));
    auto original = sqlite::examine(file(), native());
    QCOMPARE(original->way, ReadWay::AsIs);
    const auto before = stateOf(m_folder->path());
    original->way = ReadWay::Shared;
    const sqlite::Patience patience;
    const auto connection = sqlite::beginReading(*original, patience);
    QVERIFY(!connection.has_value());
    QCOMPARE(connection.error().code, sqlite::changedMeanwhile);
    QCOMPARE(stateOf(m_folder->path()), before);
}

void TestOriginalReader::noticesVanishedOwner()
{
    OtherProcess owner([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(file());
        database.run(QString(u"PRAGMA journal_mode=WAL;"_s + threeRows));
        signal.ready();
        signal.waitForRelease();
    });
    const auto original = sqlite::examine(file(), native());
    QCOMPARE(original->way, ReadWay::Shared);
    owner.release();
    const auto before = stateOf(m_folder->path());
    QCOMPARE(before.size(), 1);
    const sqlite::Patience patience;
    const auto connection = sqlite::beginReading(*original, patience);
    QVERIFY(!connection.has_value());
    QCOMPARE(connection.error().code, sqlite::changedMeanwhile);
    QCOMPARE(stateOf(m_folder->path()), before);
}

void TestOriginalReader::noticesNewHotJournal()
{
    SqliteFile(file()).run(threeRows);
    const auto original = sqlite::examine(file(), native());
    OtherProcess owner([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(file());
        database.run(u"PRAGMA cache_size=1; BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                     u"WHERE i < 900) "
                     u"INSERT INTO t SELECT randomblob(100) FROM n"_s);
        signal.ready();
        signal.waitForRelease();
    });
    owner.kill();
    const auto before = stateOf(m_folder->path());
    QCOMPARE(before.size(), 2);
    const sqlite::Patience patience;
    const auto connection = sqlite::beginReading(*original, patience);
    QVERIFY(!connection.has_value());
    QCOMPARE(connection.error().code, sqlite::changedMeanwhile);
    QCOMPARE(stateOf(m_folder->path()), before);
}

void TestOriginalReader::joinsOwnerWhoseIndexNeedsRecovery()
{
    OtherProcess owner([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(file());
        database.run(QString(u"PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;"_s + threeRows));
        signal.ready();
        signal.waitForRelease();
    });
    // As if another writer had died while it changed the two copies of the header of the log's index.
    QFile index(QString(file() + u"-shm"_s));
    QVERIFY(index.open(QIODevice::ReadWrite));
    QCOMPARE(index.write(QByteArray(96, '\x55')), 96);
    index.close();
    const auto original = sqlite::examine(file(), native());
    const sqlite::Patience patience;
    const auto connection = sqlite::beginReading(*original, patience);
    QVERIFY2(connection.has_value(), connection ? "" : qPrintable(connection.error().detail));
    QCOMPARE(sqlite::execute(connection->get(), "SELECT x FROM t"), 0);
    owner.release();
}

void TestOriginalReader::holdsOneState()
{
    SqliteFile(file()).run(QString(u"PRAGMA journal_mode=WAL;"_s + threeRows));
    OtherProcess owner([&](const OtherProcess::Signals &signal) {
        const SqliteFile database(file());
        database.run(u"INSERT INTO t VALUES (4)"_s);
        signal.ready();
        signal.waitForRelease();
        database.run(u"CREATE TABLE later(x); INSERT INTO t VALUES (5)"_s);
    });
    const auto original = sqlite::examine(file(), native());
    const sqlite::Patience patience;
    const auto connection = sqlite::beginReading(*original, patience);
    QVERIFY(connection.has_value());
    owner.release();
    QCOMPARE(sqlite::execute(connection->get(), "SELECT x FROM later"), 1); // no such table
    QVERIFY(QFile::exists(QString(file() + u"-wal"_s)));
}

QTEST_GUILESS_MAIN(TestOriginalReader)
#include "tst_originalreader.moc"
