// SPDX-License-Identifier: MIT
#include "sqlite/census.h"

#include "schema/identifier.h"
#include "sqlite/columntally.h"
#include "sqlite/database.h"
#include "sqlite/interruption.h"
#include "sqlite/keycensus.h"
#include "sqlite/orphans.h"
#include "sqlite/progressmeter.h"
#include "sqlite/rowreader.h"

#include <QCoreApplication>
#include <algorithm>
#include <atomic>
#include <mutex>
#include <new>
#include <thread>

namespace sqlite {

namespace {

using schema::StorageClass;
using schema::TableCensus;

constexpr qint64 bytesOfNumber = 8;
constexpr qint64 rowsBetweenReports = 256;

qint64 bytesOf(const schema::RawValue &value)
{
    switch (value.storage) {
    case StorageClass::Null:
        return 0;
    case StorageClass::Integer:
    case StorageClass::Real:
        return bytesOfNumber;
    case StorageClass::Text:
    case StorageClass::Blob:
        break;
    }
    return value.size;
}

RowSource sourceOf(const schema::Table &table)
{
    RowSource source{table.name, {}, !table.withoutRowid};
    for (const schema::Column &column : table.columns)
        source.columns.append(column.name);
    return source;
}

/// Reports rows in small batches; what is left when it goes away too.
class Batch
{
public:
    Batch(ProgressMeter &meter, const QString &table) : m_meter(meter), m_table(table) {}
    ~Batch() { report(); }
    Batch(const Batch &) = delete;
    Batch &operator=(const Batch &) = delete;
    void add(qint64 bytes)
    {
        m_bytes += bytes;
        if (++m_rows == rowsBetweenReports)
            report();
    }

private:
    void report()
    {
        m_meter.add(m_table, m_rows, m_bytes);
        m_rows = 0;
        m_bytes = 0;
    }

    ProgressMeter &m_meter;
    const QString &m_table;
    qint64 m_rows = 0;
    qint64 m_bytes = 0;
};

/// Everything about one table that one pass over its rows tells.
base::Result<TableCensus> scan(const Database &database, const schema::Table &table, ProgressMeter &meter)
{
    auto reader = RowReader::open(database, sourceOf(table), {});
    if (!reader)
        return base::fail(reader.error());
    std::vector<ColumnTally> tallies;
    tallies.reserve(static_cast<size_t>(table.columns.size()));
    for (const schema::Column &column : table.columns)
        tallies.emplace_back(column);

    TableCensus census;
    census.table = table.name;
    Batch batch(meter, table.name);
    auto more = reader->next();
    for (; more && *more; more = reader->next()) {
        qint64 bytes = 0;
        auto tally = tallies.begin();
        for (const schema::RawValue &value : reader->values()) {
            bytes += bytesOf(value);
            (tally++)->add(value, reader->row());
        }
        if (census.rows++ == 0)
            census.minRowid = reader->row();
        census.maxRowid = reader->row();
        census.bytes += bytes;
        census.largestRow = std::max(census.largestRow, bytes);
        batch.add(bytes);
    }
    if (!more)
        return base::fail(more.error());
    for (const ColumnTally &tally : tallies)
        census.columns.append(tally.result());
    return census;
}

base::Result<TableCensus> censusOfTable(const Database &database, const schema::Table &table, ProgressMeter &meter)
{
    auto census = scan(database, table, meter);
    if (!census)
        return census;
    auto keys = censusOfKeys(database, table, census->columns);
    if (!keys)
        return base::fail(keys.error());
    census->keys = std::move(*keys);
    return census;
}

/// The error, with where it happened.
base::Error about(const schema::Table &table, const base::Error &error)
{
    if (error.code == base::stoppedCode)
        return error;
    return {error.code, error.message, error.detail + u" – table " + table.name};
}

/// One table's rows, or one of its foreign keys: what a worker takes at a time.
struct Task
{
    qsizetype table = 0;
    qsizetype foreignKey = -1; ///< -1: the table itself
    qint64 rows = 0;
    TableCensus ofTable;
    schema::ForeignKeyCensus ofForeignKey;
};

class CensusTaking
{
public:
    CensusTaking(const QString &path, const schema::Schema &schema, const base::ProgressSink &progress,
                 std::stop_token stop)
        : m_path(path),
          m_schema(schema),
          m_meter(base::Phase::Census, progress),
          m_asked(std::move(stop)),
          m_forward(m_asked, [this] { m_halt.request_stop(); })
    {
    }
    base::Result<schema::Census> run(int workers);

private:
    base::Result<void> planTasks();
    void work();
    base::Result<void> workThrough();
    base::Result<void> take(const Database &database, Task &task);
    void failed(const base::Error &error);
    schema::Census collected();

    const QString &m_path;
    const schema::Schema &m_schema;
    ProgressMeter m_meter;
    std::stop_token m_asked;
    std::stop_source m_halt; ///< stops the workers: on demand or after the first error
    std::stop_callback<std::function<void()>> m_forward;
    std::vector<Task> m_tasks;
    std::atomic<size_t> m_next = 0;
    std::mutex m_mutex;
    std::optional<base::Error> m_error;
};

base::Result<void> CensusTaking::planTasks()
{
    const auto database = Database::open(m_path, Database::Mode::Immutable);
    if (!database)
        return base::fail(database.error());
    const Interruption interruption(database->handle(), m_halt.get_token());
    qint64 total = 0;
    for (qsizetype i = 0; i < m_schema.tables.size(); ++i) {
        const schema::Table &table = m_schema.tables[i];
        const auto rows = database->integer(u"SELECT count(*) FROM main." + schema::quoteIdentifier(table.name));
        if (!rows)
            return base::fail(rows.error());
        total += *rows;
        m_tasks.push_back({i, -1, *rows, {}, {}});
        for (qsizetype k = 0; k < table.foreignKeys.size(); ++k)
            m_tasks.push_back({i, k, *rows, {}, {}});
    }
    m_meter.expect(total);
    // Tables first, the largest of each kind first: then no worker is left with much when the others have nothing.
    std::stable_sort(m_tasks.begin(), m_tasks.end(), [](const Task &a, const Task &b) {
        const bool aTable = a.foreignKey < 0;
        const bool bTable = b.foreignKey < 0;
        return aTable != bTable ? aTable : a.rows > b.rows;
    });
    return {};
}

base::Result<schema::Census> CensusTaking::run(int workers)
{
    if (const auto planned = planTasks(); !planned)
        return base::fail(planned.error());
    {
        std::vector<std::jthread> threads;
        const int wanted = std::clamp(workers, 1, std::max(1, static_cast<int>(m_tasks.size())));
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

base::Result<void> CensusTaking::take(const Database &database, Task &task)
{
    const schema::Table &table = m_schema.tables[task.table];
    if (task.foreignKey < 0) {
        auto census = censusOfTable(database, table, m_meter);
        if (!census)
            return base::fail(about(table, census.error()));
        task.ofTable = std::move(*census);
        return {};
    }
    m_meter.add(table.name, 0, 0);
    auto census = findOrphans(database, m_schema, table, table.foreignKeys[task.foreignKey]);
    if (!census)
        return base::fail(about(table, census.error()));
    task.ofForeignKey = std::move(*census);
    return {};
}

/// Keeps the first error: those that follow come from stopping the others.
void CensusTaking::failed(const base::Error &error)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_error)
            m_error = error;
    }
    m_halt.request_stop();
}

schema::Census CensusTaking::collected()
{
    schema::Census census;
    census.tables.resize(m_schema.tables.size());
    for (Task &task : m_tasks) {
        if (task.foreignKey < 0)
            census.tables[task.table] = std::move(task.ofTable);
    }
    for (qsizetype i = 0; i < census.tables.size(); ++i)
        census.tables[i].foreignKeys.resize(m_schema.tables[i].foreignKeys.size());
    for (Task &task : m_tasks) {
        if (task.foreignKey >= 0)
            census.tables[task.table].foreignKeys[task.foreignKey] = std::move(task.ofForeignKey);
    }
    return census;
}

} // namespace

base::Result<schema::Census> takeCensus(const QString &path, const schema::Schema &schema, int workers,
                                        const base::ProgressSink &progress, std::stop_token stop)
{
    return CensusTaking(path, schema, progress, std::move(stop)).run(workers);
}

} // namespace sqlite
