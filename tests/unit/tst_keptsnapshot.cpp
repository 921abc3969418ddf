// SPDX-License-Identifier: MIT
#include "sqlite/database.h"
#include "sqlite/keptsnapshot.h"
#include "support/testserver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <thread>

using namespace Qt::StringLiterals;
using sqlite::Database;
using sqlite::KeptSnapshot;

class TestKeptSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { testsupport::makeSqlite(m_file, u"CREATE TABLE t(v); INSERT INTO t VALUES (1)"_s); }
    void cleanup() { QFile::remove(m_file); }
    void isOpenedOnce();
    void isOpenedAnewWhenItIsAnother();
    void isOnlyForSnapshots();
    void isOnlyForItsThread();

private:
    [[nodiscard]] Database open(Database::Mode mode = Database::Mode::Immutable) const
    {
        auto database = Database::open(m_file, mode);
        if (!database)
            qFatal("%s", qPrintable(database.error().detail));
        return std::move(*database);
    }
    static qint64 valueIn(const Database &database) { return database.integer(u"SELECT v FROM t"_s).value_or(-1); }

    const QTemporaryDir m_folder;
    const QString m_file = m_folder.filePath(u"snapshot.sqlite3"_s);
};

void TestKeptSnapshot::isOpenedOnce()
{
    const Database before = open();
    QVERIFY(before.handle() != open().handle()); // nobody keeps it
    const KeptSnapshot kept;
    const Database first = open();
    QCOMPARE(open().handle(), first.handle());
    QCOMPARE(valueIn(open()), 1);
}

void TestKeptSnapshot::isOpenedAnewWhenItIsAnother()
{
    const KeptSnapshot kept;
    QCOMPARE(valueIn(open()), 1);
    testsupport::makeSqlite(m_file, u"UPDATE t SET v = 2"_s);
    QCOMPARE(valueIn(open()), 2);
    QFile::remove(m_file);
    testsupport::makeSqlite(m_file, u"CREATE TABLE t(v); INSERT INTO t VALUES (3)"_s);
    QCOMPARE(valueIn(open()), 3);
    QFile::remove(m_file);
    QVERIFY(!Database::open(m_file, Database::Mode::Immutable));
}

void TestKeptSnapshot::isOnlyForSnapshots()
{
    const KeptSnapshot kept;
    const Database first = open();
    QVERIFY(open(Database::Mode::ReadOnly).handle() != first.handle());
}

void TestKeptSnapshot::isOnlyForItsThread()
{
    const KeptSnapshot kept;
    const Database first = open();
    std::thread([&] { QVERIFY(open().handle() != first.handle()); }).join();
}

QTEST_GUILESS_MAIN(TestKeptSnapshot)
#include "tst_keptsnapshot.moc"
