// SPDX-License-Identifier: MIT
#include "migration/journal/history.h"
#include "migration/run/rollback.h"
#include "migration/run/run.h"
#include "postgres/connection.h"
#include "schema/identifier.h"
#include "support/movefixture.h"
#include "support/testserver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace migration;

namespace {

QByteArray contentHash(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256);
}

} // namespace

/// Whole runs through the engine's public functions, against a real server.
class TestRun : public QObject
{
    Q_OBJECT

    std::optional<testsupport::MoveFixture> m_moves;

private Q_SLOTS:
    void init();
    void cleanup();
    void movesEveryCreator();
    void isUnchangedTheSecondTime();
    void namesAChangedSource();
    void replacesOnlyWhomItMay();
    void refusesAnExistingSchema();
    void neverPutsThePublicSchemaAside();
    void oneFailureDoesNotStopTheOthers();
    void stopsCleanly_data();
    void stopsCleanly();
    void stoppedAsItBegins_data();
    void stoppedAsItBegins();
    void movesIntoAGlobalSchema();
    void refusesANameClashInAGlobalSchema();
    void givesObjectsToTheOwner();
    void refusesAnUnknownOwner();
    void verifiesAgainAndNamesAlteredCells();
    void verifyNeedsTheUnalteredSnapshot();
    void secondRunIntoTheSameSchemaIsRefused();
    void dryRunWritesNothing();
    void runsAGivenPlan();
    void refusesAnOutdatedPlan();
    void splitsALargeTableIntoRanges();
    void movesManyTablesOneByOne();
    void movesManyCreators();
    void setsOrphansAside();
    void provesWhatIsSetAside_data();
    void provesWhatIsSetAside();
    void setsOrphansAsideInRanges();
    void historyTellsBothPlaces();
    void forgetsARun();
};

void TestRun::init()
{
    m_moves.emplace();
}

void TestRun::cleanup()
{
    m_moves.reset();
}

void TestRun::movesEveryCreator()
{
    const QString alice = m_moves->makeCreator(u"alice"_s);
    m_moves->makeCreator(u"Zoë"_s);
    const QByteArray before = contentHash(alice);
    const RunReport report = m_moves->moveAll();
    QCOMPARE(verdictName(report.verdict), u"verified"_s);
    QCOMPARE(report.creators.size(), 2);
    for (const CreatorReport &creator : report.creators) {
        QVERIFY2(!creator.error, creator.error ? qPrintable(creator.error->message + creator.error->detail) : "");
        QCOMPARE(creator.tables.size(), 2);
        QVERIFY(creator.tables[0].verified && creator.tables[1].verified);
    }
    QCOMPARE(report.rows(), 8);
    QVERIFY(report.targetBytes > 0);
    QCOMPARE(m_moves->value(u"SELECT price::text FROM creator_alice.posts WHERE id = 1"_s), u"0.30000000000000004"_s);
    QCOMPARE(m_moves->value(u"SELECT content FROM \"creator_zoë\".posts WHERE id = 2"_s), u"wörld"_s);
    QCOMPARE(m_moves->value(u"SELECT obj_description('creator_alice'::regnamespace)"_s),
             u"cutover run=%1 creator=alice"_s.arg(report.run));
    QCOMPARE(m_moves->value(u"INSERT INTO creator_alice.accounts(username) VALUES ('c') RETURNING id::text"_s),
             u"12"_s);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 'cutover\\_%'"_s), u"0"_s);
    QCOMPARE(contentHash(alice), before);
}

void TestRun::isUnchangedTheSecondTime()
{
    m_moves->makeCreator(u"alice"_s);
    QCOMPARE(verdictName(m_moves->moveAll().verdict), u"verified"_s);
    const RunReport again = m_moves->moveAll();
    QCOMPARE(verdictName(again.verdict), u"unchanged"_s);
    QCOMPARE(again.run, QString());
    QCOMPARE(localRuns().size(), 1);
}

void TestRun::namesAChangedSource()
{
    const QString path = m_moves->makeCreator(u"alice"_s);
    QVERIFY(!m_moves->moveAll().error);
    testsupport::makeSqlite(path, u"INSERT INTO accounts VALUES (12, 'new', NULL)"_s);
    const RunReport again = m_moves->moveAll();
    QCOMPARE(verdictName(again.verdict), u"failed"_s);
    QVERIFY(again.creators[0].error);
    QCOMPARE(again.creators[0].error->code, u"source-changed"_s);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM creator_alice.accounts"_s), u"2"_s);
}

void TestRun::replacesOnlyWhomItMay()
{
    const QString alice = m_moves->makeCreator(u"alice"_s);
    const QString bob = m_moves->makeCreator(u"bob"_s);
    m_moves->makeCreator(u"carol"_s);
    QVERIFY(!m_moves->moveAll().error);
    for (const QString &path : {alice, bob})
        testsupport::makeSqlite(path, u"INSERT INTO accounts VALUES (12, 'new', NULL)"_s);
    RunRequest again = m_moves->request();
    again.replace = {u"alice"_s};
    const RunReport report = m_moves->move(again);
    QCOMPARE(verdictName(report.creators[0].verdict), u"verified"_s);
    QCOMPARE(report.creators[1].error->code, u"source-changed"_s);
    QCOMPARE(verdictName(report.creators[2].verdict), u"unchanged"_s);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM creator_alice.accounts"_s), u"3"_s);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM creator_bob.accounts"_s), u"2"_s);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 'cutover\\_%'"_s), u"1"_s);
}

void TestRun::refusesAnExistingSchema()
{
    m_moves->makeCreator(u"alice"_s);
    m_moves->execute(
        u"CREATE SCHEMA creator_alice; CREATE TABLE creator_alice.mine(a int); INSERT INTO creator_alice.mine VALUES (7)"_s);
    const RunReport report = m_moves->moveAll();
    QCOMPARE(verdictName(report.verdict), u"failed"_s);
    QCOMPARE(report.creators[0].error->code, u"schema-exists"_s);
    QCOMPARE(m_moves->value(u"SELECT a::text FROM creator_alice.mine"_s), u"7"_s);
    QCOMPARE(m_moves->schemas(), 1);
}

void TestRun::neverPutsThePublicSchemaAside()
{
    m_moves->makeCreator(u"alice"_s);
    m_moves->execute(u"CREATE TABLE public.mine(a int)"_s);
    RunRequest replacing = m_moves->request();
    replacing.ifPresent = IfPresent::Replace;
    replacing.sources[0].schemaName = u"public"_s;
    const RunReport report = m_moves->move(replacing);
    QVERIFY(report.creators[0].error);
    QCOMPARE(report.creators[0].error->code, u"schema-exists"_s);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM public.mine"_s), u"0"_s);
}

void TestRun::oneFailureDoesNotStopTheOthers()
{
    m_moves->makeCreator(u"alice"_s);
    QFile broken(m_moves->path(u"sources/broken_metadata.sqlite3"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("<html>not a database</html>");
    broken.close();
    m_moves->makeCreator(u"carol"_s);
    m_moves->execute(u"CREATE SCHEMA creator_carol"_s);
    const RunReport report = m_moves->moveAll();
    QCOMPARE(verdictName(report.verdict), u"failed"_s);
    QMap<QString, QString> verdicts;
    for (const CreatorReport &creator : report.creators)
        verdicts.insert(creator.creator,
                        verdictName(creator.verdict) + u' ' + (creator.error ? creator.error->code : QString()));
    QCOMPARE(verdicts.value(u"alice"_s), u"verified "_s);
    QCOMPARE(verdicts.value(u"broken"_s), u"failed not-a-database"_s);
    QCOMPARE(verdicts.value(u"carol"_s), u"failed schema-exists"_s);
}

void TestRun::stoppedAsItBegins_data()
{
    QTest::addColumn<QString>("lock");
    QTest::addColumn<bool>("begun");
    QTest::addRow("as it reads the journal") << u"ACCESS EXCLUSIVE"_s << false;
    QTest::addRow("as it writes to it") << u"SHARE"_s << true;
}

/// Somebody holds the journal: the run waits for it, and is stopped meanwhile.
void TestRun::stoppedAsItBegins()
{
    QFETCH(const QString, lock);
    QFETCH(const bool, begun);
    m_moves->makeCreator(u"alice"_s);
    QCOMPARE(verdictName(m_moves->moveAll().verdict), u"verified"_s);
    m_moves->makeCreator(u"bob"_s);
    auto other = postgres::Connection::open(m_moves->target(), u"somebody"_s);
    QVERIFY(other && other->execute(u"BEGIN; LOCK TABLE cutover.run IN %1 MODE"_s.arg(lock)));
    std::stop_source stop;
    const std::jthread impatience([&] {
        while (m_moves->value(u"SELECT count(*)::text FROM pg_locks WHERE NOT granted"_s) == u"0")
            QThread::msleep(10);
        stop.request_stop();
    });
    const RunReport report = migrate(m_moves->request(), {}, stop.get_token());
    QCOMPARE(verdictName(report.verdict), u"cancelled"_s);
    QCOMPARE(report.run.isEmpty(), !begun);
    QCOMPARE(localRuns().size(), begun ? 2 : 1);
    for (const RunReport &run : localRuns())
        QCOMPARE(verdictName(run.verdict), run.run == report.run ? u"cancelled"_s : u"verified"_s);
}

void TestRun::stopsCleanly_data()
{
    QTest::addColumn<int>("phase");
    QTest::addColumn<int>("rows");
    constexpr int small = 30'000;  // one transaction
    constexpr int large = 250'000; // many tasks
    QTest::addRow("snapshot") << int(base::Phase::Snapshot) << small;
    QTest::addRow("census") << int(base::Phase::Census) << small;
    QTest::addRow("load") << int(base::Phase::Load) << small;
    QTest::addRow("constraints") << int(base::Phase::Constraints) << small;
    QTest::addRow("verify") << int(base::Phase::Verify) << small;
    QTest::addRow("large: load") << int(base::Phase::Load) << large;
    QTest::addRow("large: constraints") << int(base::Phase::Constraints) << large;
    QTest::addRow("large: verify") << int(base::Phase::Verify) << large;
}

void TestRun::stopsCleanly()
{
    QFETCH(int, phase);
    QFETCH(int, rows);
    m_moves->makeCreator(
        u"alice"_s,
        testsupport::MoveFixture::sampleSql +
            u"INSERT INTO posts SELECT value + 10, 10, 'row', 1.5, 0 FROM (WITH RECURSIVE n(value) AS "
            "(SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < %1) SELECT value FROM n);"_s.arg(rows));
    std::stop_source stop;
    std::atomic<bool> reached = false;
    const RunReport report = migrate(
        m_moves->request(),
        [&](const base::Progress &progress) {
            if (progress.phase == base::Phase(phase)) {
                reached = true;
                stop.request_stop();
            }
        },
        stop.get_token());
    QVERIFY(reached);
    QCOMPARE(verdictName(report.verdict), u"cancelled"_s);
    QCOMPARE(report.creators[0].error->code, u"stopped"_s);
    QCOMPARE(m_moves->schemas(), 0);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM pg_stat_activity WHERE application_name LIKE 'cutover 2%'"_s),
             u"0"_s);
    QCOMPARE(verdictName(m_moves->moveAll().verdict), u"verified"_s);
}

void TestRun::movesIntoAGlobalSchema()
{
    const QString path = m_moves->makeCreator(u"alice"_s);
    m_moves->execute(u"CREATE TABLE public.mine(a int)"_s);
    SourceRequest sources;
    sources.files = {path};
    sources.globalSchema = true;
    RunRequest global = m_moves->request();
    global.sources = *discover(sources, CountRows::No);
    global.globalSchema = true;
    const RunReport report = m_moves->move(global);
    QCOMPARE(verdictName(report.verdict), u"verified"_s);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM public.posts"_s), u"2"_s);
    QCOMPARE(verdictName(verifyRun(m_moves->target(), report.run, {}, {}).verdict), u"verified"_s);
    QCOMPARE(verdictName(m_moves->move(global).verdict), u"unchanged"_s);
    const RollbackReport back = rollback(m_moves->target(), report.run, {}, ChangedData::Refuse, {}, {});
    QVERIFY(!back.error);
    QCOMPARE(back.removed.size(), 2);
    QCOMPARE(
        m_moves->value(
            u"SELECT string_agg(relname, ',') FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"_s),
        u"mine"_s);
}

void TestRun::refusesANameClashInAGlobalSchema()
{
    const QString path = m_moves->makeCreator(u"alice"_s);
    m_moves->execute(u"CREATE TABLE public.posts(mine int)"_s);
    SourceRequest sources;
    sources.files = {path};
    sources.globalSchema = true;
    RunRequest global = m_moves->request();
    global.sources = *discover(sources, CountRows::No);
    global.globalSchema = true;
    const RunReport report = m_moves->move(global);
    QCOMPARE(report.creators[0].error->code, u"name-exists"_s);
    QCOMPARE(report.creators[0].error->detail, u"posts"_s);
    QCOMPARE(
        m_moves->value(
            u"SELECT count(*)::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"_s),
        u"1"_s);
    QCOMPARE(m_moves->schemas(), 0);
}

void TestRun::givesObjectsToTheOwner()
{
    m_moves->makeCreator(u"alice"_s);
    m_moves->execute(u"DO $$ BEGIN CREATE ROLE the_app; EXCEPTION WHEN duplicate_object THEN NULL; END $$"_s);
    RunRequest owned = m_moves->request();
    owned.owner = u"the_app"_s;
    QCOMPARE(verdictName(m_moves->move(owned).verdict), u"verified"_s);
    m_moves->execute(u"SET ROLE the_app; INSERT INTO creator_alice.accounts(username) VALUES ('x')"_s);
    QCOMPARE(m_moves->value(u"SELECT max(id)::text FROM creator_alice.accounts"_s), u"12"_s);
    QCOMPARE(m_moves->value(u"SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'creator_alice'"_s),
             u"the_app"_s);
}

void TestRun::refusesAnUnknownOwner()
{
    m_moves->makeCreator(u"alice"_s);
    RunRequest owned = m_moves->request();
    owned.owner = u"no'body"_s;
    const RunReport report = m_moves->move(owned);
    QVERIFY(report.error);
    QCOMPARE(report.error->code, u"no-such-role"_s);
    QVERIFY(localRuns().isEmpty());
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 'c%'"_s), u"0"_s);
}

void TestRun::verifiesAgainAndNamesAlteredCells()
{
    m_moves->makeCreator(u"alice"_s);
    const RunReport report = m_moves->moveAll();
    QCOMPARE(verdictName(verifyRun(m_moves->target(), report.run, {}, {}).verdict), u"verified"_s);
    QCOMPARE(verdictName(verifySchema(m_moves->target(), u"creator_alice"_s, {}, {}).verdict), u"verified"_s);
    m_moves->execute(u"UPDATE creator_alice.posts SET price = 0.3 WHERE id = 1"_s);
    const RunReport altered = verifySchema(m_moves->target(), u"creator_alice"_s, {}, {});
    QCOMPARE(verdictName(altered.verdict), u"failed"_s);
    QList<Difference> differences;
    for (const TableReport &table : altered.creators[0].tables)
        differences += table.differences;
    QCOMPARE(differences.size(), 1);
    QCOMPARE(differences[0].table, u"posts"_s);
    QCOMPARE(differences[0].column, u"price"_s);
    QCOMPARE(differences[0].key, u"id=1"_s);
    m_moves->execute(
        u"UPDATE creator_alice.posts SET price = 0.30000000000000004 WHERE id = 1; DROP INDEX creator_alice.ix_posts_account"_s);
    const RunReport without = verifySchema(m_moves->target(), u"creator_alice"_s, {}, {});
    QCOMPARE(verdictName(without.verdict), u"failed"_s);
    QVERIFY(without.creators[0].error->detail.contains(u"ix_posts_account"_s));
}

void TestRun::verifyNeedsTheUnalteredSnapshot()
{
    m_moves->makeCreator(u"alice"_s);
    const RunReport report = m_moves->moveAll();
    const QString snapshot = QDir(report.folder).filePath(u"snapshot-0000.sqlite3"_s);
    QVERIFY(QFile::setPermissions(snapshot, QFile::ReadOwner | QFile::WriteOwner));
    testsupport::makeSqlite(snapshot, u"INSERT INTO accounts VALUES (99, 'forged', NULL)"_s);
    QCOMPARE(verifyRun(m_moves->target(), report.run, {}, {}).creators[0].error->code, u"snapshot-changed"_s);
    QVERIFY(QFile::remove(snapshot));
    QCOMPARE(verifyRun(m_moves->target(), report.run, {}, {}).creators[0].error->code, u"snapshot-gone"_s);
}

void TestRun::secondRunIntoTheSameSchemaIsRefused()
{
    m_moves->makeCreator(u"alice"_s);
    auto other = postgres::Connection::open(m_moves->target(), u"test"_s);
    QVERIFY(other);
    QVERIFY(other->value(u"SELECT pg_advisory_lock(hashtextextended('cutover creator_alice', 0))::text"_s));
    const RunReport report = m_moves->moveAll();
    QCOMPARE(report.creators[0].error->code, u"run-active"_s);
}

void TestRun::dryRunWritesNothing()
{
    m_moves->makeCreator(u"alice"_s);
    const DryRun dry = dryRun(m_moves->request(), {.ddl = true, .plans = true}, {}, {});
    QCOMPARE(verdictName(dry.report.verdict), u"verified"_s);
    QCOMPARE(dry.plans.size(), 1);
    QVERIFY(!dry.report.creators[0].ddl.isEmpty());
    QVERIFY(!dry.report.creators[0].tables[0].verified);
    QVERIFY(!QDir(m_moves->path(u"data"_s)).exists());
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 'c%'"_s), u"0"_s);
}

void TestRun::runsAGivenPlan()
{
    const QString path = m_moves->makeCreator(u"alice"_s);
    RunRequest planned = m_moves->request();
    planned.plans = dryRun(planned, {.plans = true}, {}, {}).plans;
    planned.plans[0].tables[1].columns[1].target.name = u"account"_s;
    testsupport::makeSqlite(path, u"INSERT INTO accounts VALUES (5000000, 'new', NULL)"_s);
    planned.plans[0].tables[1].target.foreignKeys.clear();
    planned.plans[0].tables[1].target.indexes.clear();
    const RunReport report = m_moves->move(planned);
    QVERIFY2(!report.creators[0].error, report.creators[0].error ? qPrintable(report.creators[0].error->detail) : "");
    QCOMPARE(m_moves->value(u"SELECT account::text FROM creator_alice.posts WHERE id = 1"_s), u"10"_s);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM creator_alice.accounts"_s), u"3"_s);
}

void TestRun::refusesAnOutdatedPlan()
{
    const QString path = m_moves->makeCreator(u"alice"_s);
    RunRequest planned = m_moves->request();
    planned.plans = dryRun(planned, {.plans = true}, {}, {}).plans;
    testsupport::makeSqlite(path, u"ALTER TABLE posts ADD COLUMN extra TEXT"_s);
    const RunReport report = m_moves->move(planned);
    QCOMPARE(report.creators[0].error->code, u"plan-outdated"_s);
    QCOMPARE(m_moves->schemas(), 0);
}

void TestRun::splitsALargeTableIntoRanges()
{
    m_moves->makeCreator(
        u"big"_s,
        u"CREATE TABLE t(id INTEGER PRIMARY KEY, filler BLOB, note TEXT);"
        "INSERT INTO t SELECT value * 3 - 40, zeroblob(60000), CASE value % 100 WHEN 0 THEN 'a' || char(0) END "
        "FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 1000) "
        "SELECT value FROM n); INSERT INTO t VALUES (9223372036854775807, x'01', 'end'), (-9223372036854775808, NULL, 'start')"_s);
    RunRequest two = m_moves->request();
    two.jobs = 2;
    const RunReport report = m_moves->move(two);
    QVERIFY2(!report.creators[0].error, report.creators[0].error ? qPrintable(report.creators[0].error->detail) : "");
    QCOMPARE(verdictName(report.verdict), u"verified-with-notes"_s);
    QCOMPARE(report.creators[0].tables[0].rows, 1002);
    QCOMPARE(report.attic(), 10);
}

/// Row 2 of posts is an orphan; row 8 of marks (not of its ordinal) refers to it.
static const QString orphansSql =
    u"CREATE TABLE accounts(id INTEGER PRIMARY KEY); INSERT INTO accounts VALUES (10);"
    "CREATE TABLE posts(id INTEGER PRIMARY KEY, account INT NOT NULL REFERENCES accounts, price REAL, bytes BLOB, "
    "\"at\" DATETIME, note TEXT);"
    "INSERT INTO posts VALUES (1, 10, 1.5, NULL, '2024-01-02 03:04:05', NULL), "
    "(2, 11, 0.30000000000000004, x'00ff', '2024-01-02 03:04:05', 'a' || char(0) || 'ü'), (3, 10, 2, NULL, NULL, NULL);"
    "CREATE TABLE marks(k TEXT PRIMARY KEY, post INT REFERENCES posts) WITHOUT ROWID;"
    "INSERT INTO marks VALUES ('b', 2), ('a', 1), ('c', NULL)"_s;

void TestRun::setsOrphansAside()
{
    m_moves->makeCreator(u"alice"_s, orphansSql);
    RunRequest aside = m_moves->request();
    aside.choices.orphans = OrphanChoice::Attic;
    const RunReport report = m_moves->move(aside);
    QVERIFY2(!report.creators[0].error, report.creators[0].error ? qPrintable(report.creators[0].error->detail) : "");
    QCOMPARE(verdictName(report.verdict), u"verified-with-notes"_s);
    QCOMPARE(m_moves->value(u"SELECT string_agg(id::text, ' ' ORDER BY id) FROM creator_alice.posts"_s), u"1 3"_s);
    QCOMPARE(m_moves->value(u"SELECT string_agg(k, ' ' ORDER BY k) FROM creator_alice.marks"_s), u"a c"_s);
    QCOMPARE(m_moves->value(u"SELECT bool_and(convalidated)::text FROM pg_constraint WHERE contype = 'f'"_s),
             u"true"_s);
    QCOMPARE(
        m_moves->value(u"SELECT string_agg(concat_ws(' ', table_name, row_id, column_name, storage, encode(original, "
                       "'escape'), key_values), '|' ORDER BY table_name, row_id, column_no) FROM cutover.attic"_s),
        u"marks 1  row {\"k\":\"b\"}|marks 1 k text b {\"k\":\"b\"}|marks 1 post integer 2 {\"k\":\"b\"}|"
        "posts 2  row {\"id\":2}|posts 2 id integer 2 {\"id\":2}|posts 2 account integer 11 {\"id\":2}|"
        "posts 2 price real 0.30000000000000004 {\"id\":2}|posts 2 bytes blob \\000\\377 {\"id\":2}|"
        "posts 2 at text 2024-01-02 03:04:05 {\"id\":2}|posts 2 note text a\\000\\303\\274 {\"id\":2}"_s);
    QCOMPARE(report.attic(), 8);
    QStringList notes;
    for (const Note &note : report.creators[0].notes)
        notes += u"%1 %2 %3"_s.arg(note.code, note.table).arg(note.count);
    QCOMPARE(notes, (QStringList{u"nul-in-text posts 1"_s, u"rows-set-aside posts 1"_s, u"rows-set-aside marks 1"_s}));

    const RunReport again = verifyRun(m_moves->target(), report.run, {}, {});
    QCOMPARE(verdictName(again.verdict), u"verified-with-notes"_s);
    QCOMPARE(again.attic(), 8);
    QVERIFY(!rollback(m_moves->target(), report.run, {}, ChangedData::Refuse, {}, {}).error);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM cutover.attic"_s), u"0"_s);
}

void TestRun::provesWhatIsSetAside_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");

    const QString cell = u"table_name = 'posts' AND column_name = 'price'"_s;
    QTest::addRow("a value altered")
        << QString(u"UPDATE cutover.attic SET original = '0.3' WHERE "_s + cell)
        << u"posts.price id=2: 0.30000000000000004 / recorded in cutover.attic: '0.3' (real)"_s;
    QTest::addRow("a value of another class")
        << QString(u"UPDATE cutover.attic SET storage = 'text' WHERE "_s + cell)
        << u"posts.price id=2: 0.30000000000000004 / recorded in cutover.attic: '0.30000000000000004' (text)"_s;
    QTest::addRow("a value gone") << QString(u"DELETE FROM cutover.attic WHERE "_s + cell)
                                  << u"posts.price id=2: 0.30000000000000004 / nothing recorded"_s;
    QTest::addRow("a value twice") << QString(u"INSERT INTO cutover.attic SELECT * FROM cutover.attic WHERE "_s + cell)
                                   << u"posts.price id=2: nothing recorded / recorded in cutover.attic: "
                                      "'0.30000000000000004' (real)"_s;
    QTest::addRow("the whole row gone") << u"DELETE FROM cutover.attic WHERE table_name = 'marks'"_s
                                        << u"marks. rows set aside: 1 / 0"_s;
    QTest::addRow("the row in the table as well")
        << u"INSERT INTO creator_alice.posts(id, account) VALUES (2, 10)"_s << u"posts. id=2: "_s;
}

void TestRun::provesWhatIsSetAside()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, expected);
    m_moves->makeCreator(u"alice"_s, orphansSql);
    RunRequest aside = m_moves->request();
    aside.choices.orphans = OrphanChoice::Attic;
    QVERIFY(!m_moves->move(aside).error);
    m_moves->execute(sql);
    const RunReport report = verifySchema(m_moves->target(), u"creator_alice"_s, {}, {});
    QCOMPARE(verdictName(report.verdict), u"failed"_s);
    QStringList differences;
    for (const TableReport &table : report.creators[0].tables) {
        for (const Difference &d : table.differences)
            differences += u"%1.%2 %3: %4 / %5"_s.arg(d.table, d.column, d.key, d.expected, d.found);
    }
    QVERIFY2(!differences.filter(expected).isEmpty(), qPrintable(differences.join(u'\n')));
}

void TestRun::setsOrphansAsideInRanges()
{
    m_moves->makeCreator(
        u"big"_s, u"CREATE TABLE t(id INTEGER PRIMARY KEY, parent INT REFERENCES t, filler BLOB);"
                  "INSERT INTO t SELECT value, CASE WHEN value % 100 = 0 THEN 5000 + value END, zeroblob(60000) "
                  "FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 1000) "
                  "SELECT value FROM n)"_s);
    RunRequest two = m_moves->request();
    two.jobs = 2;
    two.choices.orphans = OrphanChoice::Attic;
    const RunReport report = m_moves->move(two);
    QVERIFY2(!report.creators[0].error, report.creators[0].error ? qPrintable(report.creators[0].error->detail) : "");
    QCOMPARE(report.creators[0].tables[0].rows, 990);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM cutover.attic WHERE storage = 'row'"_s), u"10"_s);
    QCOMPARE(report.attic(), 30);
}

/// More than one transaction could lock: each in a transaction of its own.
void TestRun::movesManyTablesOneByOne()
{
    constexpr int tables = 120;
    QString sql;
    for (int i = 0; i < tables; ++i) {
        sql += u"CREATE TABLE t%1(id INTEGER PRIMARY KEY, up INTEGER REFERENCES t%2(id), name TEXT CHECK (name <> ''));"
               "CREATE INDEX ix%1 ON t%1(up); INSERT INTO t%1 VALUES (1, 1, 'a'), (2, NULL, 'b');"_s.arg(i)
                   .arg(i / 2);
    }
    m_moves->makeCreator(u"many"_s, sql);
    RunRequest wide = m_moves->request();
    wide.jobs = 8;
    std::atomic<qint64> steps = 0;
    const RunReport report = migrate(wide,
                                     [&steps](const base::Progress &progress) {
                                         if (progress.phase == base::Phase::Constraints)
                                             steps = progress.of; // of one value only
                                     },
                                     {});
    QVERIFY2(!report.creators[0].error, report.creators[0].error ? qPrintable(report.creators[0].error->detail) : "");
    QCOMPARE(report.rows(), 2 * tables);
    QVERIFY(steps >= 3LL * tables);
    QCOMPARE(m_moves->value(
                 u"SELECT count(*)::text FROM pg_constraint WHERE connamespace = 'creator_many'::regnamespace AND "
                 "contype = 'f'"_s),
             QString::number(tables));
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM cutover.task"_s), u"0"_s);
    QVERIFY(!rollback(m_moves->target(), report.run, {}, ChangedData::Refuse, {}, {}).error);
}

/// Small ones and a large one, more than there are workers.
void TestRun::movesManyCreators()
{
    for (int i = 0; i < 12; ++i)
        m_moves->makeCreator(u"c%1"_s.arg(i));
    m_moves->makeCreator(u"broken"_s);
    m_moves->execute(u"CREATE SCHEMA creator_broken"_s);
    RunRequest three = m_moves->request();
    three.jobs = 3;
    std::atomic<double> last = 0;
    std::atomic<bool> backwards = false;
    const RunReport report = migrate(three,
                                     [&](const base::Progress &progress) {
                                         backwards = backwards || progress.fraction > 1;
                                         last = progress.fraction;
                                     },
                                     {});
    QCOMPARE(report.creators.size(), 13);
    for (const CreatorReport &creator : report.creators) {
        const bool broken = creator.creator == u"broken";
        QCOMPARE(verdictName(creator.verdict), broken ? u"failed"_s : u"verified"_s);
        QCOMPARE(creator.error ? creator.error->code : QString(), broken ? u"schema-exists"_s : QString());
    }
    QVERIFY(last > 0.5 && !backwards);
    QCOMPARE(
        m_moves->value(u"SELECT string_agg(state || ' ' || number, ',') FROM (SELECT state, count(*) AS number FROM "
                       "cutover.creator GROUP BY state ORDER BY state) AS states"_s),
        u"committed 12,failed 1"_s);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM pg_stat_activity WHERE application_name LIKE 'cutover 2%'"_s),
             u"0"_s);
}

void TestRun::historyTellsBothPlaces()
{
    m_moves->makeCreator(u"alice"_s);
    const RunReport report = m_moves->moveAll();
    const auto inDatabase = databaseRuns(m_moves->target());
    QVERIFY(inDatabase);
    for (const QList<RunReport> &runs : {localRuns(), *inDatabase}) {
        QCOMPARE(runs.size(), 1);
        QCOMPARE(runs[0].run, report.run);
        QCOMPARE(verdictName(runs[0].verdict), u"verified"_s);
        QCOMPARE(runs[0].creators.size(), 1);
        QCOMPARE(runs[0].creators[0].schema, u"creator_alice"_s);
        QCOMPARE(verdictName(runs[0].creators[0].verdict), u"verified"_s);
    }
}

void TestRun::forgetsARun()
{
    m_moves->makeCreator(u"alice"_s);
    const RunReport report = m_moves->moveAll();
    QVERIFY(QDir(report.folder).exists());
    QVERIFY(forgetRun(report.run));
    QVERIFY(!QDir(report.folder).exists());
    QCOMPARE(forgetRun(report.run).error().code, u"not-found"_s);
    QCOMPARE(forgetRun(u"../data"_s).error().code, u"not-found"_s);
    QCOMPARE(m_moves->value(u"SELECT count(*)::text FROM creator_alice.posts"_s), u"2"_s);
}

QTEST_GUILESS_MAIN(TestRun)
#include "tst_run.moc"
