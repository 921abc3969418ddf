// SPDX-License-Identifier: MIT
#include "migration/run/largecreator.h"

#include "migration/run/buildsettings.h"
#include "migration/run/commit.h"
#include "migration/run/journalledtasks.h"
#include "migration/run/leftbackends.h"
#include "migration/run/tablefindings.h"
#include "migration/run/taskcosts.h"
#include "postgres/ddl.h"
#include "schema/identifier.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>
#include <algorithm>
#include <atomic>
#include <numeric>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using Id = TaskGraph::Id;
constexpr Id none = -1; ///< what was done by an earlier attempt of the run

QString keyOf(const LoadPiece &piece)
{
    return piece.whole ? u"load %1"_s.arg(piece.table) : u"load %1 from %2"_s.arg(piece.table).arg(piece.range.first);
}

/// The tasks of one creator and what they found out. Functions for tasks run in any thread.
class LargeCreator : public std::enable_shared_from_this<LargeCreator>
{
public:
    LargeCreator(std::shared_ptr<CreatorJob> job, int group, WorkerPool &pool)
        : m_job(std::move(job)),
          m_group(group),
          m_pool(pool),
          m_staging(stagingOf(*m_job)),
          m_pieces(loadPieces(m_staging.plan)),
          m_tasks(*m_job, m_staging),
          m_findings(m_staging.plan.tables.size())
    {
        for (const TablePlan &table : m_staging.plan.tables) {
            const schema::TargetTable &target = m_targets.emplace_back(table.targetTable());
            m_constraints += (keysSql(m_staging.schemaName, target).isEmpty() ? 0 : 1) + target.indexes.size() +
                             target.foreignKeys.size() + 1;
        }
    }

    base::Result<void> begin(Worker &worker);
    void addTasks();

private:
    using Body = JournalledTasks::Body;
    using End = std::function<void(const LoadedRows &done)>; ///< once it is committed
    /// What a table's tasks are, for those that wait for them.
    struct TableTasks
    {
        QList<Id> loads;
        Id settled = none; ///< indexes, statistics and what foreign keys want to know are there
        Id lastForeignKey = none;
    };

    base::Result<void> checkPieces() const;
    /// The journal's entry, the schema, and the tables that are loaded in pieces.
    base::Result<void> makeStaging(postgres::Connection &connection);
    Id add(double cost, QList<Id> after, WorkerPool::Work work);
    /// A task that is done in one transaction together with its line in the journal.
    Id addJournalled(base::Phase phase, const QString &key, double cost, const QList<Id> &after, Body body,
                     End ended = {});
    Id addSql(const QString &key, double cost, const QList<Id> &after, QStringList sql);
    /// The statements are asked for when they are about to run.
    Id addLateSql(const QString &key, double cost, const QList<Id> &after, std::function<QStringList()> sql);
    /// The same for statements that build indexes.
    Id addBuild(qsizetype table, const QString &key, double cost, const QList<Id> &after, const QStringList &sql);
    void addLoads();
    [[nodiscard]] bool hasForeignKeys(qsizetype number) const;
    Id addVacuum(qsizetype number, const QList<Id> &after);
    void addTable(qsizetype number);
    void addForeignKeys();
    void addFinish();
    base::Result<void> verifyOnce(qsizetype number, Worker &worker, const std::stop_token &stop);
    base::Result<void> verify(qsizetype number, Worker &worker, const std::stop_token &stop);
    base::Result<StagingVerdict> judgeAll(postgres::Connection &connection);
    base::Result<void> giveManyTables(postgres::Connection &connection);
    base::Result<void> finish(Worker &worker, const std::stop_token &stop);
    void constraintMade();

    std::shared_ptr<CreatorJob> m_job;
    int m_group;
    WorkerPool &m_pool;
    Staging m_staging;
    QList<schema::TargetTable> m_targets;
    QList<TableTasks> m_tables;
    QList<Id> m_verifications;
    const QList<LoadPiece> m_pieces;
    JournalledTasks m_tasks;
    qint64 m_constraints = 0; ///< tasks that make something of the loaded tables
    std::atomic<qint64> m_constraintsMade = 0;
    TableFindings m_findings;
};

base::Result<void> LargeCreator::begin(Worker &worker)
{
    if (auto locked = m_job->context.session.lockSchema(m_staging.plan.schemaName); !locked)
        return locked;
    auto connection = worker.connection();
    if (!connection)
        return base::fail(connection.error());
    if (auto free =
            checkPlaceFree(**connection, m_staging.plan, m_job->context.request.ifPresentFor(m_job->source.creator));
        !free)
        return free;
    if (auto recorded = recordStep(*m_job, u"load"_s, RunFolder::Flush::ToDisk); !recorded)
        return recorded;
    m_job->onServer = CreatorJob::OnServer::Staging;
    if (!m_job->takenUp)
        return makeStaging(**connection);
    if (auto known = m_tasks.takeUp(**connection); !known)
        return known;
    return checkPieces();
}

/// Another version of the program may cut tables in other places.
base::Result<void> LargeCreator::checkPieces() const
{
    QSet<QString> keys;
    for (const LoadPiece &piece : m_pieces)
        keys.insert(keyOf(piece));
    const QStringList earlier = m_tasks.keysOfEarlier();
    const bool known = std::all_of(earlier.begin(), earlier.end(), [&keys](const QString &key) {
        return !key.startsWith(u"load ") || keys.contains(key);
    });
    if (known)
        return {};
    return base::fail(u"run-outdated"_s,
                      QCoreApplication::translate("migration",
                                                  "%1 was begun by another version of the program, which divided the "
                                                  "work in another way: it cannot be finished. Nothing half-done of it "
                                                  "is left; move it with a new run.")
                          .arg(m_job->source.creator));
}

base::Result<void> LargeCreator::makeStaging(postgres::Connection &connection)
{
    QStringList sql{creatorSql(entryOf(*m_job), CreatorState::Loading),
                    u"CREATE SCHEMA "_s + schema::quoteIdentifier(m_staging.schemaName)};
    qsizetype last = -1;
    for (const LoadPiece &piece : m_pieces) {
        if (!piece.whole && piece.table != last)
            sql += postgres::createTable(m_staging.schemaName, m_targets[piece.table]);
        last = piece.table;
    }
    auto transaction = postgres::Transaction::begin(connection);
    return transaction ? transaction->commit(joined(sql)) : base::Result<void>(base::fail(transaction.error()));
}

Id LargeCreator::add(double cost, QList<Id> after, WorkerPool::Work work)
{
    after.removeAll(none);
    return m_pool.add({m_group, cost, after}, std::move(work));
}

Id LargeCreator::addJournalled(base::Phase phase, const QString &key, double cost, const QList<Id> &after, Body body,
                               End ended)
{
    if (const auto done = m_tasks.doneEarlier(key)) {
        m_job->context.reused.rows += done->rows;
        ++m_job->context.reused.tasks;
        if (phase == base::Phase::Constraints)
            constraintMade();
        else if (m_job->progress)
            m_job->progress({.phase = phase, .table = key, .done = done->rows, .of = m_staging.plan.rows});
        return none;
    }
    return add(cost, after,
               [self = shared_from_this(), phase, key, body = std::move(body),
                ended = std::move(ended)](Worker &worker, const std::stop_token &stop) -> base::Result<void> {
                   const RunClock::Span span(self->m_job->context.clock, phase);
                   const auto done = self->m_tasks.run(worker, key, body, stop);
                   if (phase == base::Phase::Constraints)
                       self->constraintMade();
                   if (!done)
                       return base::fail(done.error());
                   if (ended)
                       ended(*done);
                   return {};
               });
}

Id LargeCreator::addSql(const QString &key, double cost, const QList<Id> &after, QStringList sql)
{
    return addLateSql(key, cost, after, [sql = std::move(sql)] { return sql; });
}

Id LargeCreator::addLateSql(const QString &key, double cost, const QList<Id> &after, std::function<QStringList()> sql)
{
    return addJournalled(base::Phase::Constraints, key, cost, after,
                         [sql = std::move(sql)](postgres::Connection &connection,
                                                const std::stop_token &stop) -> base::Result<LoadedRows> {
                             const auto canceller = connection.cancelOnStop(stop);
                             if (auto done = connection.executeAll(sql()); !done)
                                 return base::fail(done.error());
                             return LoadedRows();
                         });
}

Id LargeCreator::addBuild(qsizetype table, const QString &key, double cost, const QList<Id> &after,
                          const QStringList &sql)
{
    return addLateSql(key, cost, after, [self = shared_from_this(), table, sql] {
        return self->m_pool.idle() == 0 ? buildSettings(self->m_staging.plan.tables[table].rows) + sql : sql;
    });
}

void LargeCreator::constraintMade()
{
    const qint64 made = ++m_constraintsMade;
    if (m_job->progress)
        m_job->progress({.phase = base::Phase::Constraints, .done = made, .of = m_constraints});
}

void LargeCreator::addLoads()
{
    for (const LoadPiece &piece : m_pieces) {
        const QString key = keyOf(piece);
        if (const auto done = m_tasks.doneEarlier(key))
            m_findings.addAtticOfEarlier(piece.table, done->attic);
        m_tables[piece.table].loads.append(addJournalled(
            base::Phase::Load, key, loadCost(piece.bytes, piece.rows), {},
            [self = shared_from_this(), &piece](postgres::Connection &connection,
                                                const std::stop_token &stop) -> base::Result<LoadedRows> {
                const Staging &staging = self->m_staging;
                if (piece.whole) {
                    auto made =
                        connection.execute(postgres::createTable(staging.schemaName, self->m_targets[piece.table]));
                    if (!made)
                        return base::fail(made.error());
                }
                return loadPiece(staging, piece, connection, self->m_job->progress, stop);
            },
            [self = shared_from_this(), &piece](const LoadedRows &loaded) {
                self->m_findings.addLoaded(piece.table, loaded);
            }));
    }
}

/// At either end.
bool LargeCreator::hasForeignKeys(qsizetype number) const
{
    const QString &name = m_targets[number].name;
    return !m_targets[number].foreignKeys.isEmpty() ||
           std::any_of(m_targets.begin(), m_targets.end(), [&name](const schema::TargetTable &child) {
               return std::any_of(child.foreignKeys.begin(), child.foreignKeys.end(),
                                  [&name](const schema::TargetForeignKey &key) { return key.parentTable == name; });
           });
}

/// Notes which pages of a table that came in pieces everybody sees, as FREEZE does for a whole one: what reads the
/// table afterwards need not look that up row by row. Nothing but time depends on it.
Id LargeCreator::addVacuum(qsizetype number, const QList<Id> &after)
{
    return add(vacuumCost(m_staging.plan.tables[number]), after,
               [self = shared_from_this(), number](Worker &worker, const std::stop_token &stop) -> base::Result<void> {
                   auto connection = worker.connection();
                   if (!connection)
                       return base::fail(connection.error());
                   const auto canceller = (*connection)->cancelOnStop(stop);
                   const auto done =
                       (*connection)
                           ->execute(u"VACUUM (TRUNCATE off) "_s +
                                     schema::qualified(self->m_staging.schemaName, self->m_targets[number].name));
                   if (!done && mayBeTriedAgain(done.error(), 1, stop))
                       return self->m_tasks.areStillThere(worker);
                   return {};
               });
}

/// Keys, then indexes side by side, then statistics; meanwhile, once the keys are there, the comparison, which locks
/// nobody out.
void LargeCreator::addTable(qsizetype number)
{
    const schema::TargetTable &table = m_targets[number];
    TableTasks &tasks = m_tables[number];
    const TablePlan &plan = m_staging.plan.tables[number];
    const auto keys = static_cast<double>((table.primaryKey ? 1 : 0) + table.uniques.size());
    QList<Id> ready = tasks.loads;
    if (const QStringList sql = keysSql(m_staging.schemaName, table); !sql.isEmpty())
        ready = {addBuild(number, u"keys %1"_s.arg(number), keys * keyCost(plan), ready, sql)};
    QList<Id> indexed = ready;
    for (const schema::TargetIndex &index : table.indexes) {
        indexed += addBuild(number, u"index %1 "_s.arg(number) + index.name, indexCost(plan), ready,
                            {postgres::createIndex(m_staging.schemaName, table, index)});
    }
    // VACUUM sees only what has reached the server's disk as there for good.
    const bool vacuum = tasks.loads.size() > 1 && hasForeignKeys(number);
    const QStringList flush = vacuum ? QStringList{u"SET LOCAL synchronous_commit = on"_s} : QStringList();
    tasks.settled = addSql(u"analyze %1"_s.arg(number), analyzeCost(plan), indexed,
                           flush + QStringList{u"ANALYZE "_s + schema::qualified(m_staging.schemaName, table.name)});
    if (vacuum)
        tasks.settled = addVacuum(number, {tasks.settled});
    m_verifications +=
        add(compareCost(plan), ready, [self = shared_from_this(), number](Worker &worker, const auto &stop) {
            return self->verify(number, worker, stop);
        });
}

/// Two foreign keys of one table, at either end, would wait for each other's locks: one after the other.
void LargeCreator::addForeignKeys()
{
    QHash<QString, qsizetype> numbers;
    for (qsizetype i = 0; i < m_targets.size(); ++i)
        numbers.insert(m_targets[i].name, i);
    QList<qsizetype> order(m_targets.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [this](qsizetype a, qsizetype b) {
        return m_staging.plan.tables[a].bytes > m_staging.plan.tables[b].bytes;
    });
    for (const qsizetype child : order) {
        for (const schema::TargetForeignKey &key : m_targets[child].foreignKeys) {
            const qsizetype parent = numbers.value(key.parentTable, child);
            QList<Id> after;
            for (const qsizetype end : {child, parent})
                after += {m_tables[end].settled, m_tables[end].lastForeignKey};
            const Id id =
                addSql(u"foreign key %1 "_s.arg(child) + key.name, foreignKeyCost(m_staging.plan.tables[child]), after,
                       keyComparisonSettings() +
                           QStringList{postgres::createForeignKey(m_staging.schemaName, m_targets[child], key)});
            for (const qsizetype end : {child, parent}) {
                if (id != none)
                    m_tables[end].lastForeignKey = id;
            }
        }
    }
}

void LargeCreator::addFinish()
{
    QList<Id> after = m_verifications;
    for (const TableTasks &tasks : m_tables)
        after += {tasks.settled, tasks.lastForeignKey};
    add(0, after, [self = shared_from_this()](Worker &worker, const auto &stop) { return self->finish(worker, stop); });
}

void LargeCreator::addTasks()
{
    m_tables.resize(m_targets.size());
    addLoads();
    for (qsizetype number = 0; number < m_targets.size(); ++number)
        addTable(number);
    addForeignKeys();
    addFinish();
}

base::Result<void> LargeCreator::verify(qsizetype number, Worker &worker, const std::stop_token &stop)
{
    const RunClock::Span span(m_job->context.clock, base::Phase::Verify);
    for (int attempts = 1;; ++attempts) {
        auto done = verifyOnce(number, worker, stop);
        if (done || !mayBeTriedAgain(done.error(), attempts, stop))
            return done;
        if (!m_tasks.areStillThere(worker))
            return done;
    }
}

base::Result<void> LargeCreator::verifyOnce(qsizetype number, Worker &worker, const std::stop_token &stop)
{
    auto connection = worker.connection();
    if (!connection)
        return base::fail(connection.error());
    const LoadedRows loaded = m_findings.loaded(number);
    auto verified = verifyStagedTable(m_staging, number, **connection, m_job->progress, stop, &loaded);
    if (!verified)
        return base::fail(verified.error());
    m_findings.setCompared(number, std::move(*verified));
    return {};
}

base::Result<StagingVerdict> LargeCreator::judgeAll(postgres::Connection &connection)
{
    const RunClock::Span span(m_job->context.clock, base::Phase::Verify);
    auto differences = catalogDifferences(m_staging, connection);
    if (!differences)
        return base::fail(differences.error());
    StagingVerdict verdict{.tables = m_findings.compared(), .catalogDifferences = std::move(*differences)};
    if (auto fine = judge(*m_job, verdict, m_findings.attic()); !fine)
        return base::fail(fine.error());
    return verdict;
}

/// More of them than the last step could lock at once.
base::Result<void> LargeCreator::giveManyTables(postgres::Connection &connection)
{
    const QString &owner = m_job->context.request.owner;
    if (owner.isEmpty() || m_staging.plan.globalSchema || relationsOf(m_staging.plan) <= m_job->context.mostRelations)
        return {};
    const RunClock::Span span(m_job->context.clock, base::Phase::Commit);
    m_job->tablesGiven = true;
    return giveTables(connection, m_staging, owner);
}

base::Result<void> LargeCreator::finish(Worker &worker, const std::stop_token &stop)
{
    auto connection = worker.connection();
    if (!connection)
        return base::fail(connection.error());
    const auto verdict = judgeAll(**connection);
    if (!verdict)
        return base::fail(verdict.error());
    if (auto given = giveManyTables(**connection); !given)
        return given;
    if (auto recorded = recordStep(*m_job, u"commit"_s, RunFolder::Flush::ToDisk); !recorded)
        return recorded;
    auto transaction = postgres::Transaction::begin(**connection, u"SET LOCAL synchronous_commit = on; "_s +
                                                                      forgetTasksSql(m_staging.address));
    if (!transaction)
        return base::fail(transaction.error());
    if (auto committed = commitJob(*m_job, *verdict, **connection, *transaction, stop); !committed)
        return committed;
    (void)recordStep(*m_job, u"committed"_s, RunFolder::Flush::ToDisk); // the database's journal has it already
    return {};
}

} // namespace

base::Result<void> beginLargeCreator(const std::shared_ptr<CreatorJob> &job, int group, WorkerPool &pool,
                                     Worker &worker)
{
    const auto creator = std::make_shared<LargeCreator>(job, group, pool);
    if (auto begun = creator->begin(worker); !begun)
        return begun;
    creator->addTasks();
    return {};
}

} // namespace migration
