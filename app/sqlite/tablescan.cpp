// SPDX-License-Identifier: MIT
#include "sqlite/tablescan.h"

#include <algorithm>

namespace sqlite {

namespace {

using schema::StorageClass;

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

} // namespace

TableScan::TableScan(const schema::Table &table, const std::vector<qsizetype> &keyColumns, const QString &folder)
    : m_table(table)
{
    m_tallies.reserve(static_cast<size_t>(table.columns.size()));
    for (const schema::Column &column : table.columns)
        m_tallies.emplace_back(column);
    for (const qsizetype column : keyColumns)
        m_keys.push_back({column, KeyRuns(folder)});
    m_sums.table = table.name;
}

base::Result<void> TableScan::run(const Database &database, RowRange range, ProgressMeter &meter)
{
    auto reader = RowReader::open(database, sourceOf(m_table), range);
    if (!reader)
        return base::fail(reader.error());
    Batch batch(meter, m_table.name);
    auto more = reader->next();
    for (; more && *more; more = reader->next()) {
        qint64 bytes = 0;
        auto tally = m_tallies.begin();
        for (const schema::RawValue &value : reader->values()) {
            bytes += bytesOf(value);
            (tally++)->add(value, reader->row());
        }
        gatherKeys(reader->values());
        if (m_sums.rows++ == 0)
            m_sums.minRowid = reader->row();
        m_sums.maxRowid = reader->row();
        m_sums.bytes += bytes;
        m_sums.largestRow = std::max(m_sums.largestRow, bytes);
        batch.add(bytes);
    }
    if (!more)
        return base::fail(more.error());
    for (KeyColumn &key : m_keys)
        key.usable = key.runs.finish();
    return {};
}

void TableScan::gatherKeys(std::span<const schema::RawValue> values)
{
    for (KeyColumn &key : m_keys) {
        const schema::RawValue &value = values[static_cast<size_t>(key.column)];
        if (value.storage == StorageClass::Integer)
            key.runs.add(value.integer);
        else if (value.storage != StorageClass::Null)
            key.runs.spoil();
    }
}

void TableScan::add(const TableScan &later)
{
    if (later.m_sums.rows == 0)
        return;
    if (m_sums.rows == 0)
        m_sums.minRowid = later.m_sums.minRowid;
    m_sums.maxRowid = later.m_sums.maxRowid;
    m_sums.rows += later.m_sums.rows;
    m_sums.bytes += later.m_sums.bytes;
    m_sums.largestRow = std::max(m_sums.largestRow, later.m_sums.largestRow);
    for (size_t i = 0; i < m_tallies.size(); ++i)
        m_tallies[i].add(later.m_tallies[i]);
}

schema::TableCensus TableScan::result() const
{
    schema::TableCensus census = m_sums;
    for (const ColumnTally &tally : m_tallies)
        census.columns.append(tally.result());
    return census;
}

const KeyRuns *TableScan::keysOf(qsizetype column) const
{
    const auto key = std::find_if(m_keys.begin(), m_keys.end(),
                                  [column](const KeyColumn &candidate) { return candidate.column == column; });
    return key != m_keys.end() && key->usable ? &key->runs : nullptr;
}

} // namespace sqlite
