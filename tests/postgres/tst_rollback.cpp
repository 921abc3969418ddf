// SPDX-License-Identifier: MIT
#include "migration/journal/history.h"
#include "migration/run/rollback.h"
#include "postgres/connection.h"
#include "support/movefixture.h"
#include "support/testserver.h"

#include <QTest>
#include <future>

using namespace Qt::StringLiterals;
using namespace migration;

/// What a rollback takes away and gives back, and what it must never lose.
class TestRollback : public QObject
{
    Q_OBJECT

    std::optional<testsupport::MoveFixture> m_moves;
    [[nodiscard]] RollbackReport undo(const RunReport &run, ChangedData changed = ChangedData::Refuse,
                                      std::stop_token stop = {}) const
    {
        return rollback(m_moves->target(), run.run, {}, changed, {}, stop);
    }

private Q_SLOTS:
    void init() { m_moves.emplace(); }
    void cleanup() { m_moves.reset(); }
    void replacesAndGivesBack();
    void rollsBackOneCreator();
    void rollsBackTwice();
    void refusesToDropChangedRows();
    void leavesWhatItDidNotMake();
    void keepsWhatIsWrittenMeanwhile_data();
    void keepsWhatIsWrittenMeanwhile();
    void stopsWhileItWaits();
    void namesOnlyTheTableThatWasAltered();
};

void TestRollback::replacesAndGivesBack()
{
    const QString path = m_moves->makeCreator(u"alice"_s);
    QVERIFY(!m_moves->moveAll().error);
    m_moves->execute(u"UPDATE creator_alice.posts SET content = 'written since' WHERE id = 1"_s);
    testsupport::makeSqlite(path, u"INSERT INTO accounts VALUES (12, 'new', NULL)"_s);
    RunRequest again = m_moves->request();
    again.ifPresent = IfPresent::Replace;
    const RunReport replaced = m_moves->move(again);
    QCOMPARE(verdictName(replaced.verdict), u"verified"_s);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM creator_alice.accounts"_s), u"3"_s);
    const RollbackReport back = rollback(m_moves->target(), replaced.run, {}, ChangedData::Refuse, {}, {});
    QVERIFY2(!back.error, back.error ? qPrintable(back.error->message + back.error->detail) : "");
    QCOMPARE(back.restored.size(), 1);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM creator_alice.accounts"_s), u"2"_s);
    QCOMPARE(m_moves->value(u"SELECT content FROM creator_alice.posts WHERE id = 1"_s), u"written since"_s);
    QCOMPARE(m_moves->schemas(), 1);
}

void TestRollback::rollsBackOneCreator()
{
    m_moves->makeCreator(u"alice"_s);
    m_moves->makeCreator(u"bob"_s);
    const RunReport report = m_moves->moveAll();
    const RollbackReport back = rollback(m_moves->target(), report.run, u"bob"_s, ChangedData::Refuse, {}, {});
    QVERIFY(!back.error);
    QCOMPARE(back.removed, QStringList{u"schema creator_bob"_s});
    QCOMPARE(m_moves->value(u"SELECT string_agg(nspname, ',') FROM pg_namespace WHERE nspname LIKE 'creator%'"_s),
             u"creator_alice"_s);
    QCOMPARE(verdictName(localRuns()[0].creators[1].verdict), u"rolled-back"_s);
    QCOMPARE(verdictName(localRuns()[0].verdict), u"verified"_s);
}

void TestRollback::rollsBackTwice()
{
    m_moves->makeCreator(u"alice"_s);
    const RunReport report = m_moves->moveAll();
    QVERIFY(!rollback(m_moves->target(), report.run, {}, ChangedData::Refuse, {}, {}).error);
    const RollbackReport again = rollback(m_moves->target(), report.run, {}, ChangedData::Refuse, {}, {});
    QVERIFY(!again.error);
    QVERIFY(again.removed.isEmpty());
    QCOMPARE(m_moves->schemas(), 0);
    QCOMPARE(verdictName(localRuns()[0].verdict), u"rolled-back"_s);
    // what was rolled back may be moved again
    QCOMPARE(verdictName(m_moves->moveAll().verdict), u"verified"_s);
}

void TestRollback::refusesToDropChangedRows()
{
    m_moves->makeCreator(u"alice"_s);
    const RunReport report = m_moves->moveAll();
    m_moves->execute(u"UPDATE creator_alice.posts SET content = 'later' WHERE id = 2"_s);
    const RollbackReport refused = rollback(m_moves->target(), report.run, {}, ChangedData::Refuse, {}, {});
    QVERIFY(refused.error);
    QCOMPARE(refused.error->code, u"data-changed"_s);
    QCOMPARE(refused.error->detail, u"posts"_s);
    QCOMPARE(m_moves->value(u"SELECT content FROM creator_alice.posts WHERE id = 2"_s), u"later"_s);
    QVERIFY(!rollback(m_moves->target(), report.run, {}, ChangedData::DropToo, {}, {}).error);
    QCOMPARE(m_moves->schemas(), 0);
}

void TestRollback::leavesWhatItDidNotMake()
{
    m_moves->makeCreator(u"alice"_s);
    const RunReport report = m_moves->moveAll();
    m_moves->execute(
        u"CREATE TABLE creator_alice.later(a int); CREATE FUNCTION creator_alice.f() RETURNS int LANGUAGE sql AS 'SELECT 1'"_s);
    const RollbackReport back = rollback(m_moves->target(), report.run, {}, ChangedData::Refuse, {}, {});
    QVERIFY(!back.error);
    QCOMPARE(back.left.size(), 1);
    QVERIFY(back.left[0].contains(u"later"_s));
    QCOMPARE(
        m_moves->value(
            u"SELECT string_agg(c.relname, ',') FROM pg_class c WHERE c.relnamespace = 'creator_alice'::regnamespace"_s),
        u"later"_s);

    m_moves->makeCreator(u"bob"_s);
    const RunReport second = m_moves->moveAll();
    m_moves->execute(u"CREATE VIEW public.uses_bob AS SELECT id FROM creator_bob.posts"_s);
    const RollbackReport refused = rollback(m_moves->target(), second.run, u"bob"_s, ChangedData::Refuse, {}, {});
    QVERIFY(refused.error);
    QCOMPARE(refused.error->code, u"has-dependents"_s);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM public.uses_bob"_s), u"2"_s);
}

/// Waits until a session of this database waits for a lock.
static bool somebodyWaits(postgres::Connection &connection)
{
    return QTest::qWaitFor(
        [&] {
            const auto waiting =
                connection.value(u"SELECT count(*)::text FROM pg_stat_activity WHERE datname = current_database() AND "
                                 "wait_event_type = 'Lock'"_s);
            return waiting && *waiting != u"0";
        },
        60'000);
}

void TestRollback::keepsWhatIsWrittenMeanwhile_data()
{
    QTest::addColumn<int>("more"); // tables than there are in the sample
    QTest::addRow("all at once") << 0;
    QTest::addRow("in batches") << 220;
}

/// A row that is being written when the rollback begins, and committed while it waits for the table.
void TestRollback::keepsWhatIsWrittenMeanwhile()
{
    QFETCH(const int, more);
    QString sql = testsupport::MoveFixture::sampleSql;
    for (int i = 0; i < more; ++i)
        sql += u"CREATE TABLE a%1(id INTEGER PRIMARY KEY);"_s.arg(i);
    m_moves->makeCreator(u"alice"_s, sql);
    const RunReport report = m_moves->moveAll();
    QCOMPARE(verdictName(report.verdict), u"verified"_s);
    auto writer = postgres::Connection::open(m_moves->target(), u"an application"_s);
    auto watcher = postgres::Connection::open(m_moves->target(), u"test"_s);
    QVERIFY(writer->execute(u"BEGIN; UPDATE creator_alice.posts SET content = 'just now' WHERE id = 2"_s));
    auto undone = std::async(std::launch::async, [&] { return undo(report); });
    const bool waited = somebodyWaits(*watcher);
    QVERIFY(writer->execute(u"COMMIT"_s));
    const RollbackReport refused = undone.get();
    QVERIFY(waited);
    QVERIFY(refused.error);
    QCOMPARE(refused.error->code, u"data-changed"_s);
    QCOMPARE(refused.error->detail, u"posts"_s);
    QCOMPARE(m_moves->value(u"SELECT content FROM creator_alice.posts WHERE id = 2"_s), u"just now"_s);
    QCOMPARE(refused.error->message.contains(u"Nothing was removed"_s), more == 0);
    QVERIFY(!undo(report, ChangedData::DropToo).error);
    QCOMPARE(m_moves->schemas(), 0);
}

void TestRollback::stopsWhileItWaits()
{
    m_moves->makeCreator(u"alice"_s);
    const RunReport report = m_moves->moveAll();
    auto reader = postgres::Connection::open(m_moves->target(), u"an application"_s);
    auto watcher = postgres::Connection::open(m_moves->target(), u"test"_s);
    QVERIFY(reader->execute(u"BEGIN; LOCK TABLE creator_alice.posts IN ACCESS SHARE MODE"_s));
    std::stop_source stop;
    auto undone = std::async(std::launch::async, [&] { return undo(report, ChangedData::Refuse, stop.get_token()); });
    const bool waited = somebodyWaits(*watcher);
    stop.request_stop();
    const RollbackReport stopped = undone.get();
    QVERIFY(waited);
    QVERIFY(stopped.error);
    QCOMPARE(stopped.error->code, QString(base::stoppedCode));
    QCOMPARE(verdictName(stopped.verdict), u"cancelled"_s);
    QVERIFY(reader->execute(u"COMMIT"_s));
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM creator_alice.posts"_s), u"2"_s);
    QVERIFY(!undo(report).error);
}

/// A table that can no longer be compared must not make others look altered.
void TestRollback::namesOnlyTheTableThatWasAltered()
{
    m_moves->makeCreator(u"alice"_s);
    const RunReport report = m_moves->moveAll();
    m_moves->execute(u"ALTER TABLE creator_alice.accounts DROP COLUMN username"_s);
    const RollbackReport refused = undo(report);
    QVERIFY(refused.error);
    QCOMPARE(refused.error->code, u"data-changed"_s);
    QCOMPARE(refused.error->detail, u"accounts"_s);
    QVERIFY(!undo(report, ChangedData::DropToo).error);
}

QTEST_GUILESS_MAIN(TestRollback)
#include "tst_rollback.moc"
