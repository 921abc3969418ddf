// SPDX-License-Identifier: MIT
#include "migration/transfer/difference.h"

#include "migration/plan/keycolumns.h"
#include "migration/transfer/digest.h"
#include "migration/transfer/heldrow.h"
#include "migration/transfer/valuetext.h"

#include <QCoreApplication>
#include <algorithm>
#include <bit>
#include <map>

namespace migration {

using schema::RawValue;

namespace {

/// How often a row hash is on one side more than on the other.
using HashCounts = std::map<RowHash, qint64>;

QString missing()
{
    return QCoreApplication::translate("migration", "no such row");
}

class Search
{
public:
    Search(const TablePlan &table, const Scan &source, const Scan &target)
        : m_table(table), m_source(source), m_target(target), m_keyColumns(keyColumnsOf(table))
    {
    }
    base::Result<void> findHashes(qint64 rows, qint64 mostHashes);
    base::Result<void> holdRows();
    FoundDifferences report();

private:
    base::Result<std::vector<RowHash>> hashes(const Scan &scan, quint64 mask, quint64 part);
    void compare(const std::vector<RowHash> &source, const std::vector<RowHash> &target);
    base::Result<void> hold(const Scan &scan, HashCounts wanted, const std::vector<RowHash> &keys,
                            std::vector<HeldRow> &rows);
    static std::vector<RowHash> keysOf(const std::vector<HeldRow> &rows);
    const HeldRow *counterpart(const HeldRow &row, std::vector<HeldRow> &others);
    void differingCells(const HeldRow &source, const HeldRow &target);

    const TablePlan &m_table;
    const Scan &m_source;
    const Scan &m_target;
    std::vector<size_t> m_keyColumns;
    HashCounts m_onlySource; ///< at most mostDifferences
    HashCounts m_onlyTarget;
    qint64 m_onlySourceRows = 0;
    qint64 m_onlyTargetRows = 0;
    std::vector<HeldRow> m_sourceRows;
    std::vector<HeldRow> m_targetRows;
    std::vector<HeldRow> m_sourceTwins; ///< source rows that have the key of a row in m_targetRows
    FoundDifferences m_found;
};

/// In as many rounds as keep each within `mostHashes`; ends early once enough is found.
base::Result<void> Search::findHashes(qint64 rows, qint64 mostHashes)
{
    const auto parts = std::bit_ceil(static_cast<quint64>((rows + mostHashes - 1) / mostHashes));
    for (quint64 part = 0; part < parts; ++part) {
        const auto source = hashes(m_source, parts - 1, part);
        if (!source)
            return base::fail(source.error());
        const auto target = hashes(m_target, parts - 1, part);
        if (!target)
            return base::fail(target.error());
        compare(*source, *target);
        if (std::max(m_onlySourceRows, m_onlyTargetRows) > mostDifferences)
            break;
    }
    return {};
}

base::Result<std::vector<RowHash>> Search::hashes(const Scan &scan, quint64 mask, quint64 part)
{
    std::vector<RowHash> found;
    RowHasher hasher;
    const auto scanned = scan([&](qint64, std::span<const RawValue> values) {
        const RowHash hash = hasher.hash(values);
        if ((hash.low & mask) == part)
            found.push_back(hash);
    });
    if (!scanned)
        return base::fail(scanned.error());
    std::sort(found.begin(), found.end());
    return found;
}

void Search::compare(const std::vector<RowHash> &source, const std::vector<RowHash> &target)
{
    const auto keep = [](HashCounts &counts, qint64 &rows, const RowHash &hash) {
        if (++rows <= mostDifferences)
            ++counts[hash];
    };
    auto s = source.begin();
    auto t = target.begin();
    while (s != source.end() || t != target.end()) {
        if (t == target.end() || (s != source.end() && *s < *t))
            keep(m_onlySource, m_onlySourceRows, *s++);
        else if (s == source.end() || *t < *s)
            keep(m_onlyTarget, m_onlyTargetRows, *t++);
        else
            ++s, ++t;
    }
}

base::Result<void> Search::holdRows()
{
    auto held = hold(m_source, m_onlySource, {}, m_sourceRows);
    if (held)
        held = hold(m_target, m_onlyTarget, keysOf(m_sourceRows), m_targetRows);
    if (held && !m_keyColumns.empty())
        held = hold(m_source, {}, keysOf(m_targetRows), m_sourceTwins);
    return held;
}

std::vector<RowHash> Search::keysOf(const std::vector<HeldRow> &rows)
{
    std::vector<RowHash> keys;
    keys.reserve(rows.size());
    for (const HeldRow &row : rows)
        keys.push_back(row.key);
    std::sort(keys.begin(), keys.end());
    return keys;
}

/// Rows by their hash, so often, and rows by their key.
base::Result<void> Search::hold(const Scan &scan, HashCounts wanted, const std::vector<RowHash> &keys,
                                std::vector<HeldRow> &rows)
{
    constexpr size_t mostRows = 4 * mostDifferences;
    RowHasher hasher;
    return scan([&](qint64 number, std::span<const RawValue> values) {
        const RowHash hash = hasher.hash(values);
        const RowHash key = hasher.hash(values, m_keyColumns);
        const auto found = wanted.find(hash);
        const bool byHash = found != wanted.end() && found->second-- > 0;
        const bool byKey = !m_keyColumns.empty() && std::binary_search(keys.begin(), keys.end(), key);
        if ((byHash || byKey) && rows.size() < mostRows)
            rows.push_back(
                holdRow(number, hash, key, byHash ? HeldRow::Why::Differs : HeldRow::Why::Counterpart, values));
    });
}

/// The row of the other side that this one became: of the same key, or without a key the one most like it.
const HeldRow *Search::counterpart(const HeldRow &row, std::vector<HeldRow> &others)
{
    HeldRow *best = nullptr;
    size_t mostEqual = 0;
    const size_t enough = m_keyColumns.empty() ? row.values.size() / 2 : 1;
    for (HeldRow &other : others) {
        if (other.taken || (!m_keyColumns.empty() && other.key != row.key))
            continue;
        const size_t equal = equalCells(row, other);
        if (equal == row.values.size() || equal < enough || (best && equal <= mostEqual))
            continue;
        best = &other;
        mostEqual = equal;
    }
    if (best)
        best->taken = true;
    return best;
}

void Search::differingCells(const HeldRow &source, const HeldRow &target)
{
    const size_t count = std::min(source.values.size(), target.values.size());
    for (size_t i = 0; i < count; ++i) {
        if (source.values[i].hash == target.values[i].hash)
            continue;
        auto [expected, found] = differingTexts(source.values[i], target.values[i]);
        const QString &column = m_table.columns.at(static_cast<qsizetype>(i)).source;
        m_found.differences.append({m_table.source, column, source.keyText(m_table, m_keyColumns), expected, found});
    }
}

FoundDifferences Search::report()
{
    for (const HeldRow &row : m_sourceRows) {
        ++m_found.rows;
        if (const HeldRow *other = counterpart(row, m_targetRows))
            differingCells(row, *other);
        else
            m_found.differences.append(
                {m_table.source, {}, row.keyText(m_table, m_keyColumns), row.text(m_table), missing()});
    }
    for (const HeldRow &row : m_targetRows) {
        if (row.taken || row.why != HeldRow::Why::Differs)
            continue;
        ++m_found.rows;
        if (const HeldRow *twin = counterpart(row, m_sourceTwins)) {
            differingCells(*twin, row);
            continue;
        }
        const QString key = m_keyColumns.empty() ? row.text(m_table) : row.keyText(m_table, m_keyColumns);
        m_found.differences.append({m_table.source, {}, key, missing(), row.text(m_table)});
    }
    m_found.rows = std::max({m_found.rows, m_onlySourceRows, m_onlyTargetRows});
    if (m_found.differences.size() > mostDifferences)
        m_found.differences.resize(mostDifferences);
    return std::move(m_found);
}

} // namespace

base::Result<FoundDifferences> findDifferences(const TablePlan &table, const Scan &source, const Scan &target,
                                               qint64 rows, qint64 mostHashes)
{
    Search search(table, source, target);
    auto searched = search.findHashes(rows, mostHashes);
    if (searched)
        searched = search.holdRows();
    if (!searched)
        return base::fail(searched.error());
    return search.report();
}

} // namespace migration
