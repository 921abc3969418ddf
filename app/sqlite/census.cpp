// SPDX-License-Identifier: MIT
#include "sqlite/census.h"

#include "schema/identifier.h"
#include "sqlite/database.h"
#include "sqlite/interruption.h"
#include "sqlite/keycensus.h"
#include "sqlite/orphans.h"
#include "sqlite/progressmeter.h"
#include "sqlite/rowid.h"
#include "sqlite/tablescan.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <new>
#include <thread>

namespace sqlite {

namespace {

using schema::TableCensus;

/// The error, with where it happened.
base::Error about(const schema::Table &table, const base::Error &error)
{
    if (error.code == base::stoppedCode)
        return error;
    return {error.code, error.message, error.detail + u" – table " + table.name};
}

/// Tables are cut into pieces of about so many rows, but no more of them than the workers need to end together.
constexpr qint64 rowsOfPiece = 100'000;
constexpr int piecesOfWorker = 4;
/// Wider tables are not cut: a query may have no room for their rowid.
constexpr qsizetype mostColumnsOfCut = 1000;

/// What a worker takes at a time. Everything else waits until all rows were looked at.
struct Task
{
    enum class Kind : quint8 { Rows, ForeignKey, Keys };
    Kind kind = Kind::Rows;
    qsizetype table = 0;
    size_t piece = 0;         ///< of Rows
    qsizetype foreignKey = 0; ///< of ForeignKey
    qint64 rows = 0;
};

/// One table on its way.
struct TableState
{
    QList<RowRange> ranges;
    std::vector<std::unique_ptr<TableScan>> scans; ///< parallel to the ranges
    std::vector<qsizetype> keyColumns;             ///< whose values are gathered, to search for orphans
    TableCensus census;
    std::vector<schema::ForeignKeyCensus> orphans; ///< parallel to the foreign keys; each has its own worker
};

class CensusTaking
{
public:
    CensusTaking(const QString &path, const schema::Schema &schema, int workers, const base::ProgressSink &progress,
                 std::stop_token stop)
        : m_path(path),
          m_schema(schema),
          m_workers(std::max(1, workers)),
          m_tables(static_cast<size_t>(schema.tables.size())),
          m_meter(base::Phase::Census, progress),
          m_asked(std::move(stop)),
          m_forward(m_asked, [this] { halt(); })
    {
    }
    base::Result<schema::Census> run();

private:
    base::Result<void> planTasks();
    base::Result<QList<RowRange>> rangesOf(const Database &database, const schema::Table &table, qint64 rows) const;
    void planKeyColumns();
    void work();
    base::Result<void> workThrough();
    base::Result<void> take(const Database &database, const Task &task);
    base::Result<void> scanRows(const Database &database, const Task &task);
    base::Result<void> lookAtKeys(const Database &database, const Task &task);
    base::Result<void> lookForOrphans(const Database &database, const Task &task);
    std::vector<const KeyRuns *> gathered(const schema::Table &table, const QString &column) const;
    void waitForRows();
    void halt();
    void failed(const base::Error &error);
    schema::Census collected();

    [[nodiscard]] TableState &stateOf(const Task &task) { return m_tables[static_cast<size_t>(task.table)]; }

    const QString &m_path;
    const schema::Schema &m_schema;
    int m_workers;
    std::vector<TableState> m_tables; ///< parallel to the schema's
    std::vector<Task> m_tasks;
    std::atomic<size_t> m_next = 0;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    size_t m_scansLeft = 0;
    std::optional<base::Error> m_error;
    ProgressMeter m_meter;
    std::stop_source m_halt; ///< stops the workers: on demand or after the first error
    std::stop_token m_asked;
    std::stop_callback<std::function<void()>> m_forward; ///< the last member: it uses the others
};

base::Result<QList<RowRange>> CensusTaking::rangesOf(const Database &database, const schema::Table &table,
                                                     qint64 rows) const
{
    const QList<RowRange> whole{RowRange{}};
    const auto parts = static_cast<int>(std::min<qint64>(rows / rowsOfPiece, qint64{m_workers} * piecesOfWorker));
    if (m_workers == 1 || parts < 2 || table.withoutRowid || table.columns.size() > mostColumnsOfCut)
        return whole;
    const auto name = rowidNameOf(database, table.name);
    if (!name)
        return base::fail(name.error());
    if (name->isEmpty())
        return whole;
    const QString from = u" FROM main." + schema::quoteIdentifier(table.name);
    const auto first = database.integer(u"SELECT min(" + *name + u')' + from);
    const auto last = database.integer(u"SELECT max(" + *name + u')' + from);
    if (!first || !last)
        return base::fail(first ? last.error() : first.error());
    return evenRanges({*first, *last}, parts);
}

/// Of keys of one column each: child's and parent's values, for a merge of both to tell whether there are orphans.
void CensusTaking::planKeyColumns()
{
    const auto add = [this](const schema::Table &table, const QString &column) {
        std::vector<qsizetype> &columns =
            m_tables[static_cast<size_t>(&table - m_schema.tables.constData())].keyColumns;
        const qsizetype index = table.columnIndex(column);
        if (index >= 0 && std::find(columns.begin(), columns.end(), index) == columns.end())
            columns.push_back(index);
    };
    for (const schema::Table &table : m_schema.tables) {
        for (const schema::ForeignKey &foreignKey : table.foreignKeys) {
            const schema::Table *parent = parentOf(m_schema, foreignKey);
            if (parent == nullptr || foreignKey.columns.size() != 1)
                continue;
            add(table, foreignKey.columns.first());
            add(*parent, foreignKey.parentColumns.first());
        }
    }
}

base::Result<void> CensusTaking::planTasks()
{
    const auto database = Database::open(m_path, Database::Mode::Immutable);
    if (!database)
        return base::fail(database.error());
    const Interruption interruption(database->handle(), m_halt.get_token());
    qint64 total = 0;
    for (qsizetype i = 0; i < m_schema.tables.size(); ++i) {
        const schema::Table &table = m_schema.tables[i];
        TableState &state = m_tables[static_cast<size_t>(i)];
        const auto rows = database->integer(u"SELECT count(*) FROM main." + schema::quoteIdentifier(table.name));
        if (!rows)
            return base::fail(rows.error());
        const auto ranges = rangesOf(*database, table, *rows);
        if (!ranges)
            return base::fail(ranges.error());
        total += *rows;
        state.ranges = *ranges;
        state.scans.resize(static_cast<size_t>(ranges->size()));
        for (size_t piece = 0; piece < state.scans.size(); ++piece)
            m_tasks.push_back({Task::Kind::Rows, i, piece, 0, *rows});
        m_scansLeft += state.scans.size();
        m_tasks.push_back({Task::Kind::Keys, i, 0, 0, *rows});
        state.orphans.resize(static_cast<size_t>(table.foreignKeys.size()));
        for (qsizetype k = 0; k < table.foreignKeys.size(); ++k)
            m_tasks.push_back({Task::Kind::ForeignKey, i, 0, k, *rows});
    }
    m_meter.expect(total);
    // The largest of each kind first: then no worker is left with much when the others have nothing.
    std::stable_sort(m_tasks.begin(), m_tasks.end(),
                     [](const Task &a, const Task &b) { return a.kind != b.kind ? a.kind < b.kind : a.rows > b.rows; });
    return {};
}

base::Result<schema::Census> CensusTaking::run()
{
    planKeyColumns();
    if (const auto planned = planTasks(); !planned)
        return base::fail(planned.error());
    {
        std::vector<std::jthread> threads;
        const int wanted = std::clamp(m_workers, 1, std::max(1, static_cast<int>(m_tasks.size())));
        for (int i = 1; i < wanted; ++i)
            threads.emplace_back([this] { work(); });
        work();
    }
    if (m_asked.stop_requested())
        return base::failStopped();
    if (m_error)
        return base::fail(*m_error);
    m_meter.finish();
    return collected();
}

void CensusTaking::work()
{
    try {
        if (const auto done = workThrough(); !done)
            failed(done.error());
    } catch (const std::bad_alloc &) {
        failed({QStringLiteral("out-of-memory"),
                QCoreApplication::translate("sqlite", "There is not enough memory to look at every value of the "
                                                      "database. Close other programs and try again."),
                QStringLiteral("std::bad_alloc")});
    }
}

base::Result<void> CensusTaking::workThrough()
{
    const auto database = Database::open(m_path, Database::Mode::Immutable);
    if (!database)
        return base::fail(database.error());
    const Interruption interruption(database->handle(), m_halt.get_token());
    for (size_t i = m_next++; i < m_tasks.size(); i = m_next++) {
        if (m_halt.stop_requested())
            return base::failStopped();
        if (auto taken = take(*database, m_tasks[i]); !taken)
            return taken;
    }
    return {};
}

base::Result<void> CensusTaking::take(const Database &database, const Task &task)
{
    base::Result<void> done;
    if (task.kind == Task::Kind::Rows) {
        done = scanRows(database, task);
    } else {
        waitForRows();
        if (m_halt.stop_requested())
            return base::failStopped();
        done = task.kind == Task::Kind::Keys ? lookAtKeys(database, task) : lookForOrphans(database, task);
    }
    if (!done)
        return base::fail(about(m_schema.tables[task.table], done.error()));
    return done;
}

base::Result<void> CensusTaking::scanRows(const Database &database, const Task &task)
{
    TableState &state = stateOf(task);
    auto scan = std::make_unique<TableScan>(m_schema.tables[task.table], state.keyColumns, QFileInfo(m_path).path());
    auto done = scan->run(database, state.ranges[static_cast<qsizetype>(task.piece)], m_meter);
    if (!done)
        return done;
    state.scans[task.piece] = std::move(scan);
    const std::scoped_lock lock(m_mutex);
    if (--m_scansLeft == 0)
        m_changed.notify_all();
    return {};
}

base::Result<void> CensusTaking::lookAtKeys(const Database &database, const Task &task)
{
    TableState &state = stateOf(task);
    for (size_t piece = 1; piece < state.scans.size(); ++piece)
        state.scans.front()->add(*state.scans[piece]);
    TableCensus census = state.scans.front()->result();
    auto keys = censusOfKeys(database, m_schema.tables[task.table], census.columns);
    if (!keys)
        return base::fail(keys.error());
    census.keys = std::move(*keys);
    state.census = std::move(census);
    return {};
}

std::vector<const KeyRuns *> CensusTaking::gathered(const schema::Table &table, const QString &column) const
{
    const TableState &state = m_tables[static_cast<size_t>(&table - m_schema.tables.constData())];
    std::vector<const KeyRuns *> all;
    for (const auto &scan : state.scans) {
        const KeyRuns *keys = scan->keysOf(table.columnIndex(column));
        if (keys == nullptr)
            return {};
        all.push_back(keys);
    }
    return all;
}

base::Result<void> CensusTaking::lookForOrphans(const Database &database, const Task &task)
{
    const schema::Table &table = m_schema.tables[task.table];
    const schema::ForeignKey &foreignKey = table.foreignKeys[task.foreignKey];
    m_meter.add(table.name, 0, 0);
    if (const schema::Table *parent = parentOf(m_schema, foreignKey); parent && foreignKey.columns.size() == 1) {
        const auto children = gathered(table, foreignKey.columns.first());
        const auto parents = gathered(*parent, foreignKey.parentColumns.first());
        if (!children.empty() && !parents.empty() && allFound(children, parents))
            return {};
    }
    auto census = findOrphans(database, m_schema, table, foreignKey);
    if (!census)
        return base::fail(census.error());
    stateOf(task).orphans[static_cast<size_t>(task.foreignKey)] = std::move(*census);
    return {};
}

void CensusTaking::waitForRows()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_scansLeft == 0 || m_halt.stop_requested(); });
}

void CensusTaking::halt()
{
    const std::scoped_lock lock(m_mutex);
    m_halt.request_stop();
    m_changed.notify_all();
}

/// Keeps the first error: those that follow come from stopping the others.
void CensusTaking::failed(const base::Error &error)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_error)
            m_error = error;
    }
    halt();
}

schema::Census CensusTaking::collected()
{
    schema::Census census;
    for (TableState &state : m_tables) {
        for (schema::ForeignKeyCensus &orphans : state.orphans)
            state.census.foreignKeys.append(std::move(orphans));
        census.tables.append(std::move(state.census));
    }
    return census;
}

} // namespace

base::Result<schema::Census> takeCensus(const QString &path, const schema::Schema &schema, int workers,
                                        const base::ProgressSink &progress, std::stop_token stop)
{
    return CensusTaking(path, schema, workers, progress, std::move(stop)).run();
}

} // namespace sqlite
