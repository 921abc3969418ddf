// SPDX-License-Identifier: MIT
#include "migration/run/largecreator.h"

#include "migration/run/commit.h"
#include "migration/run/leftbackends.h"
#include "postgres/catalog.h"
#include "postgres/ddl.h"
#include "schema/identifier.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>
#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using Id = TaskGraph::Id;
constexpr Id none = -1; ///< what was done by an earlier attempt of the run

/// About how long a step takes, in bytes of a load: rows count as well as bytes do, in an index above all.
constexpr double rowBytes = 60; ///< what a row costs besides its own bytes
constexpr double keyBytes = 60; ///< for each row, as all below
constexpr double indexBytes = 90;
constexpr double foreignKeyBytes = 50;
constexpr double verifyCost = 0.6; ///< beside the load of the same table
constexpr double analyzeCost = 0.05;

double loadCost(qint64 bytes, qint64 rows)
{
    return static_cast<double>(bytes) + rowBytes * static_cast<double>(rows);
}

/// How the server is to compare both sides of a foreign key: read from the tables, because in an index each key of rows
/// that nobody has read yet is looked up in the table as well; and sorted where a hash table of the parents would be
/// far larger than a processor's cache (half the time then).
const QStringList keyComparison{u"SET LOCAL enable_indexscan = off"_s, u"SET LOCAL enable_indexonlyscan = off"_s,
                                u"SET LOCAL enable_bitmapscan = off"_s, u"SET LOCAL jit = off"_s};
const QStringList sortedKeys{u"SET LOCAL enable_hashjoin = off"_s};
constexpr qint64 mostHashedRows = 200'000;

QStringList foreignKeySql(const QString &schemaName, const schema::TargetTable &child,
                          const schema::TargetForeignKey &key, qint64 parentRows)
{
    return keyComparison + (parentRows > mostHashedRows ? sortedKeys : QStringList()) +
           QStringList{postgres::createForeignKey(schemaName, child, key)};
}

/// Where other workers keep the server busy, more processes for one index only cost more.
const QStringList oneProcess{u"SET LOCAL max_parallel_maintenance_workers = 0"_s};

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
          m_attic(m_staging.plan.tables.size()),
          m_loaded(m_staging.plan.tables.size())
    {
        m_verdict.tables.resize(m_staging.plan.tables.size());
        for (const TablePlan &table : m_staging.plan.tables) {
            const schema::TargetTable &target = m_targets.emplace_back(table.targetTable());
            m_constraints += (keysSql(m_staging.schemaName, target).isEmpty() ? 0 : 1) + target.indexes.size() +
                             target.foreignKeys.size() + 1;
        }
    }

    base::Result<void> begin(Worker &worker);
    void addTasks();

private:
    using Body = std::function<base::Result<LoadedRows>(postgres::Connection &connection, const std::stop_token &stop)>;
    using End = std::function<void(const LoadedRows &done)>; ///< once it is committed
    /// What a table's tasks are, for those that wait for them.
    struct TableTasks
    {
        QList<Id> loads;
        Id analyzed = none;
        Id lastForeignKey = none;
    };

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
    Id addBuild(const QString &key, double cost, const QList<Id> &after, const QStringList &sql);
    void addLoads();
    void addTable(qsizetype number);
    void addForeignKeys();
    void addFinish();
    /// What a task did, or did before its connection was lost; the same once more where nothing of it is there.
    base::Result<LoadedRows> journalled(Worker &worker, const QString &key, const Body &body,
                                        const std::stop_token &stop);
    static base::Result<LoadedRows> attempt(postgres::Connection &connection, const QString &key,
                                            const ExceptionAddress &address, const Body &body,
                                            const std::stop_token &stop);
    base::Result<std::optional<TaskEntry>> lookUp(const QString &key, int backend, Worker &worker);
    base::Result<void> verifyOnce(qsizetype number, Worker &worker, const std::stop_token &stop);
    base::Result<void> verify(qsizetype number, Worker &worker, const std::stop_token &stop);
    base::Result<void> compareCatalog(postgres::Connection &connection);
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
    QHash<QString, TaskEntry> m_done; ///< by an earlier attempt of the run, by key
    qint64 m_constraints = 0;         ///< tasks that make something of the loaded tables
    std::atomic<qint64> m_constraintsMade = 0;

    std::mutex m_mutex; ///< of all below
    QList<qint64> m_attic;
    QList<LoadedRows> m_loaded; ///< by this process
    QSet<QString> m_committed;  ///< keys of the tasks that this process did
    StagingVerdict m_verdict;
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
    auto done = tasksOf(**connection, m_staging.address);
    if (!done)
        return base::fail(done.error());
    m_done = std::move(*done);
    return {};
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
    if (const auto done = m_done.constFind(key); done != m_done.cend()) {
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
                   const auto done = self->journalled(worker, key, body, stop);
                   if (phase == base::Phase::Constraints)
                       self->constraintMade();
                   if (!done)
                       return base::fail(done.error());
                   if (ended)
                       ended(*done);
                   return {};
               });
}

base::Result<LoadedRows> LargeCreator::attempt(postgres::Connection &connection, const QString &key,
                                               const ExceptionAddress &address, const Body &body,
                                               const std::stop_token &stop)
{
    auto transaction = postgres::Transaction::begin(connection);
    if (!transaction)
        return base::fail(transaction.error());
    auto loaded = body(connection, stop);
    if (!loaded)
        return base::fail(stop.stop_requested() ? base::failStopped().value() : loaded.error());
    if (auto done = transaction->commit(taskSql(address, {key, loaded->rows, loaded->forms, loaded->attic})); !done)
        return base::fail(done.error());
    return loaded;
}

/// Whether the task was committed before its connection was lost. An Error if what was done before it is not there any
/// more: a server that crashed loses what it had not yet written to its disk.
base::Result<std::optional<TaskEntry>> LargeCreator::lookUp(const QString &key, int backend, Worker &worker)
{
    auto connection = worker.connection();
    if (!connection)
        return base::fail(connection.error());
    if (auto ended = endLeftBackend(**connection, m_job->context.folder.id(), backend); !ended)
        return base::fail(ended.error());
    if (auto held = m_job->context.session.ensure(); !held)
        return base::fail(held.error());
    // Before the server is asked: others go on meanwhile.
    const QSet<QString> committed = [this] {
        const std::scoped_lock lock(m_mutex);
        return m_committed;
    }();
    const auto there = postgres::schemaExists(**connection, m_staging.schemaName);
    if (!there)
        return base::fail(there.error());
    const auto tasks = tasksOf(**connection, m_staging.address);
    if (!tasks)
        return base::fail(tasks.error());
    const bool complete = *there && std::all_of(committed.begin(), committed.end(),
                                                [&](const QString &done) { return tasks->contains(done); });
    if (!complete) {
        return base::fail(u"connection-lost"_s,
                          QCoreApplication::translate("migration",
                                                      "The server lost what had been done of this creator, usually "
                                                      "because it crashed. Resume the run to move it again."));
    }
    return tasks->contains(key) ? std::optional(tasks->value(key)) : std::nullopt;
}

base::Result<LoadedRows> LargeCreator::journalled(Worker &worker, const QString &key, const Body &body,
                                                  const std::stop_token &stop)
{
    for (int attempts = 1;; ++attempts) {
        auto connection = worker.connection();
        if (!connection)
            return base::fail(connection.error());
        const int backend = (*connection)->backend();
        auto done = attempt(**connection, key, m_staging.address, body, stop);
        if (!done && mayBeTriedAgain(done.error(), attempts, stop)) {
            const auto known = lookUp(key, backend, worker);
            if (!known)
                return base::fail(known.error().code == u"connection-lost" ? known.error() : done.error());
            if (!*known)
                continue;
            // Without a digest, so that it is compared with the snapshot itself.
            done = LoadedRows{.rows = (*known)->rows, .forms = (*known)->forms, .attic = (*known)->attic, .digest = {}};
        }
        if (done) {
            const std::scoped_lock lock(m_mutex);
            m_committed.insert(key);
        }
        return done;
    }
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

Id LargeCreator::addBuild(const QString &key, double cost, const QList<Id> &after, const QStringList &sql)
{
    return addLateSql(key, cost, after,
                      [self = shared_from_this(), sql] { return self->m_pool.idle() == 0 ? oneProcess + sql : sql; });
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
        const QString key =
            piece.whole ? u"load %1"_s.arg(piece.table) : u"load %1 from %2"_s.arg(piece.table).arg(piece.range.first);
        {
            const std::scoped_lock lock(m_mutex);
            m_attic[piece.table] += m_done.value(key).attic;
        }
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
                const std::scoped_lock lock(self->m_mutex);
                self->m_attic[piece.table] += loaded.attic;
                migration::add(self->m_loaded[piece.table], loaded);
            }));
    }
}

/// Keys, then indexes side by side, then statistics; meanwhile, once the keys are there, the comparison, which locks
/// nobody out.
void LargeCreator::addTable(qsizetype number)
{
    const schema::TargetTable &table = m_targets[number];
    TableTasks &tasks = m_tables[number];
    const TablePlan &plan = m_staging.plan.tables[number];
    const auto rows = static_cast<double>(plan.rows);
    const auto keys = static_cast<double>((table.primaryKey ? 1 : 0) + table.uniques.size());
    QList<Id> ready = tasks.loads;
    if (const QStringList sql = keysSql(m_staging.schemaName, table); !sql.isEmpty())
        ready = {addBuild(u"keys %1"_s.arg(number), keyBytes * keys * rows, ready, sql)};
    QList<Id> indexed = ready;
    for (const schema::TargetIndex &index : table.indexes) {
        indexed += addBuild(u"index %1 "_s.arg(number) + index.name, indexBytes * rows, ready,
                            {postgres::createIndex(m_staging.schemaName, table, index)});
    }
    tasks.analyzed = addSql(u"analyze %1"_s.arg(number), analyzeCost * loadCost(plan.bytes, plan.rows), indexed,
                            {u"ANALYZE "_s + schema::qualified(m_staging.schemaName, table.name)});
    m_verifications += add(verifyCost * loadCost(plan.bytes, plan.rows), ready,
                           [self = shared_from_this(), number](Worker &worker, const auto &stop) {
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
                after += {m_tables[end].analyzed, m_tables[end].lastForeignKey};
            const Id id =
                addSql(u"foreign key %1 "_s.arg(child) + key.name,
                       foreignKeyBytes * static_cast<double>(m_staging.plan.tables[child].rows), after,
                       foreignKeySql(m_staging.schemaName, m_targets[child], key, m_staging.plan.tables[parent].rows));
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
        after += {tasks.analyzed, tasks.lastForeignKey};
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
        if (const auto known = lookUp({}, 0, worker); !known)
            return done;
    }
}

base::Result<void> LargeCreator::verifyOnce(qsizetype number, Worker &worker, const std::stop_token &stop)
{
    auto connection = worker.connection();
    if (!connection)
        return base::fail(connection.error());
    const LoadedRows loaded = [&] {
        const std::scoped_lock lock(m_mutex);
        return m_loaded[number];
    }();
    auto verified = verifyStagedTable(m_staging, number, **connection, m_job->progress, stop, &loaded);
    if (!verified)
        return base::fail(verified.error());
    const std::scoped_lock lock(m_mutex);
    m_verdict.tables[number] = std::move(*verified);
    return {};
}

base::Result<void> LargeCreator::compareCatalog(postgres::Connection &connection)
{
    const RunClock::Span span(m_job->context.clock, base::Phase::Verify);
    auto differences = catalogDifferences(m_staging, connection);
    if (!differences)
        return base::fail(differences.error());
    m_verdict.catalogDifferences = std::move(*differences);
    return judge(*m_job, m_verdict, m_attic);
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
    if (auto fine = compareCatalog(**connection); !fine)
        return fine;
    if (auto given = giveManyTables(**connection); !given)
        return given;
    if (auto recorded = recordStep(*m_job, u"commit"_s, RunFolder::Flush::ToDisk); !recorded)
        return recorded;
    auto transaction = postgres::Transaction::begin(**connection, u"SET LOCAL synchronous_commit = on; "_s +
                                                                      forgetTasksSql(m_staging.address));
    if (!transaction)
        return base::fail(transaction.error());
    if (auto committed = commitJob(*m_job, m_verdict, **connection, *transaction, stop); !committed)
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
