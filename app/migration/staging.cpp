// SPDX-License-Identifier: MIT
#include "migration/staging.h"

#include "migration/tableload.h"
#include "postgres/catalog.h"
#include "postgres/ddl.h"
#include "schema/identifier.h"

#include <QSet>
#include <algorithm>
#include <atomic>
#include <numeric>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

/// A table below this is loaded whole by one worker, with FREEZE.
constexpr qint64 splitBytes = 48LL << 20;

/// A piece of the load: a whole table, or some rowids of it.
struct LoadTask
{
    qsizetype table = 0;
    sqlite::RowRange range;
    bool whole = true;
};

/// Rowids lo … hi in `pieces` even ranges; without overflow at the ends of 64 bits.
QList<sqlite::RowRange> splitRange(qint64 lo, qint64 hi, int pieces)
{
    QList<sqlite::RowRange> ranges;
    const quint64 span = static_cast<quint64>(hi) - static_cast<quint64>(lo);
    const quint64 step = span / static_cast<quint64>(pieces) + 1;
    quint64 from = static_cast<quint64>(lo);
    for (quint64 left = span;;) {
        const quint64 width = std::min(step - 1, left);
        ranges.append({static_cast<qint64>(from), static_cast<qint64>(from + width)});
        if (left <= width)
            return ranges;
        left -= width + 1;
        from += width + 1;
    }
}

QList<qsizetype> largestFirst(const CreatorPlan &plan)
{
    QList<qsizetype> order(plan.tables.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](qsizetype a, qsizetype b) { return plan.tables[a].bytes > plan.tables[b].bytes; });
    return order;
}

QList<LoadTask> loadTasks(const CreatorPlan &plan, int workers)
{
    QList<LoadTask> tasks;
    for (const qsizetype number : largestFirst(plan)) {
        const TablePlan &table = plan.tables[number];
        if (workers == 1 || !table.hasRowid || table.bytes < splitBytes || table.minRowid >= table.maxRowid) {
            tasks.append({number, {}, true});
            continue;
        }
        const int pieces = workers * 4;
        for (const sqlite::RowRange range : splitRange(table.minRowid, table.maxRowid, pieces))
            tasks.append({number, range, false});
    }
    return tasks;
}

base::Result<LoadedRows> runLoadTask(const Staging &staging, const LoadTask &task, postgres::Connection &connection,
                                     const base::ProgressSink &progress, const std::stop_token &stop)
{
    const TablePlan &table = staging.plan.tables[task.table];
    if (progress)
        progress({.phase = base::Phase::Load, .table = table.source, .of = table.rows});
    auto transaction = postgres::Transaction::begin(connection);
    if (!transaction)
        return base::fail(transaction.error());
    if (task.whole) {
        if (auto made = connection.execute(postgres::createTable(staging.schemaName, table.targetTable())); !made)
            return base::fail(made.error());
    }
    const QList<qint64> aside = staging.aside.value(task.table);
    auto loaded = loadTable(connection, staging.schemaName, table, staging.snapshotPath, {task.range, aside},
                            task.whole, staging.address, progress, stop);
    if (!loaded)
        return loaded;
    if (auto committed = transaction->commit(); !committed)
        return base::fail(committed.error());
    return loaded;
}

/// Ranges of one table each count from zero: gives every task its own name for the sum.
base::ProgressSink taskProgress(const base::ProgressSink &progress, const LoadTask &task)
{
    if (task.whole)
        return progress;
    return [progress, first = task.range.first](base::Progress p) {
        p.table += u" from "_s + QString::number(first);
        progress(p);
    };
}

QStringList tableConstraints(const QString &schemaName, const schema::TargetTable &table)
{
    QStringList sql;
    if (table.primaryKey)
        sql += postgres::createPrimaryKey(schemaName, table);
    for (const schema::TargetKey &key : table.uniques)
        sql += postgres::createUnique(schemaName, table, key);
    for (const schema::TargetIndex &index : table.indexes)
        sql += postgres::createIndex(schemaName, table, index);
    for (const schema::TargetCheck &check : table.checks)
        sql += postgres::createCheck(schemaName, table, check);
    return sql;
}

base::Result<void> executeAll(postgres::Connection &connection, const QStringList &statements,
                              const std::stop_token &stop)
{
    const auto cancel = connection.cancelOnStop(stop);
    for (const QString &statement : statements) {
        if (stop.stop_requested())
            return base::failStopped();
        if (auto done = connection.execute(statement); !done)
            return stop.stop_requested() ? base::Result<void>(base::failStopped()) : done;
    }
    return {};
}

} // namespace

QString stagingName(const QString &runId, int number)
{
    return u"cutover_stage_%1_%2"_s.arg(runId).arg(number);
}

QString asideName(const QString &runId, int number)
{
    return u"cutover_aside_%1_%2"_s.arg(runId).arg(number);
}

base::Result<QList<LoadedTable>> loadStaging(const Staging &staging, postgres::Connection &main, Workers &workers,
                                             const base::ProgressSink &progress, std::stop_token stop)
{
    if (auto made = main.execute(u"CREATE SCHEMA "_s + schema::quoteIdentifier(staging.schemaName)); !made)
        return base::fail(made.error());
    const QList<LoadTask> tasks = loadTasks(staging.plan, workers.count());
    for (const LoadTask &task : tasks) {
        if (task.whole || task.range.first != staging.plan.tables[task.table].minRowid)
            continue;
        const schema::TargetTable table = staging.plan.tables[task.table].targetTable();
        if (auto made = main.execute(postgres::createTable(staging.schemaName, table)); !made)
            return base::fail(made.error());
    }
    QList<LoadedRows> loaded(tasks.size());
    LoadedRows *results = loaded.data(); // one place per task: no two threads share one
    const auto done = workers.forEach(
        tasks.size(),
        [&](postgres::Connection &connection, qsizetype number, std::stop_token stopTask) -> base::Result<void> {
            auto rows =
                runLoadTask(staging, tasks[number], connection, taskProgress(progress, tasks[number]), stopTask);
            if (!rows)
                return base::fail(rows.error());
            results[number] = *rows;
            return {};
        },
        stop);
    if (!done)
        return base::fail(done.error());
    QList<LoadedTable> sums(staging.plan.tables.size());
    for (qsizetype i = 0; i < tasks.size(); ++i) {
        LoadedTable &sum = sums[tasks[i].table];
        sum.rows += loaded[i].rows;
        sum.forms += loaded[i].forms;
        sum.attic += loaded[i].attic;
    }
    return sums;
}

base::Result<void> buildConstraints(const Staging &staging, postgres::Connection &main, Workers &workers,
                                    const base::ProgressSink &progress, std::stop_token stop)
{
    const CreatorPlan &plan = staging.plan;
    const QList<qsizetype> order = largestFirst(plan);
    const qint64 steps = plan.tables.size() * 2;
    std::atomic<qint64> finished = 0;
    const auto step = [&] {
        const qint64 now = ++finished;
        if (progress)
            progress({.phase = base::Phase::Constraints, .done = now, .of = steps});
    };
    const auto perTable = [&](const auto &statementsOf) {
        return workers.forEach(
            order.size(),
            [&](postgres::Connection &connection, qsizetype number, std::stop_token stopTask) -> base::Result<void> {
                const TablePlan &table = plan.tables[order[number]];
                auto done = executeAll(connection, statementsOf(table.targetTable()), stopTask);
                step();
                return done;
            },
            stop);
    };
    auto keys = perTable([&](const schema::TargetTable &table) { return tableConstraints(staging.schemaName, table); });
    if (!keys)
        return keys;
    QStringList foreignKeys; // one transaction each; two to one parent would wait for each other anyway
    for (const TablePlan &table : plan.tables) {
        const schema::TargetTable target = table.targetTable();
        for (const schema::TargetForeignKey &key : target.foreignKeys)
            foreignKeys += postgres::createForeignKey(staging.schemaName, target, key);
    }
    if (auto done = executeAll(main, foreignKeys, stop); !done)
        return done;
    return perTable([&](const schema::TargetTable &table) {
        return QStringList{u"ANALYZE "_s + schema::qualified(staging.schemaName, table.name)};
    });
}

base::Result<StagingVerdict> verifyStaging(const Staging &staging, postgres::Connection &main, Workers &workers,
                                           const base::ProgressSink &progress, std::stop_token stop)
{
    const CreatorPlan &plan = staging.plan;
    StagingVerdict verdict;
    verdict.tables.resize(plan.tables.size());
    TableVerdict *results = verdict.tables.data(); // one place per task: no two threads share one
    const QList<qsizetype> order = largestFirst(plan);
    const auto done = workers.forEach(
        order.size(),
        [&](postgres::Connection &connection, qsizetype number, std::stop_token stopTask) -> base::Result<void> {
            const qsizetype table = order[number];
            if (progress)
                progress(
                    {.phase = base::Phase::Verify, .table = plan.tables[table].source, .of = plan.tables[table].rows});
            auto verified = verifyTable(connection, staging.schemaName, plan.tables[table], staging.snapshotPath,
                                        staging.address, progress, stopTask);
            if (!verified)
                return base::fail(verified.error());
            results[table] = std::move(*verified);
            return {};
        },
        stop);
    if (!done)
        return base::fail(done.error());
    auto catalog = postgres::readCatalog(main, staging.schemaName);
    if (!catalog)
        return base::fail(catalog.error());
    QList<schema::TargetTable> planned;
    QSet<QString> names;
    for (const TablePlan &table : plan.tables) {
        planned.append(table.targetTable());
        names.insert(table.target.name);
    }
    if (plan.globalSchema) // others may have tables of their own there
        catalog->removeIf([&](const schema::TargetTable &table) { return !names.contains(table.name); });
    verdict.catalogDifferences = postgres::compareCatalog(planned, *catalog);
    return verdict;
}

} // namespace migration
