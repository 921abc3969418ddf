// SPDX-License-Identifier: MIT
#include "migration/transfer/loadpieces.h"

#include <QSet>
#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace migration {

namespace {

/// A table that is loaded whole is created and filled in one transaction, which the server does with less work. What is
/// smaller is never cut, what is larger always.
constexpr qint64 leastBytes = 48LL << 20;
constexpr qint64 mostBytes = 256LL << 20;
constexpr qint64 pieceBytes = 16LL << 20;
constexpr qint64 mostPieces = 512;
/// Rows larger than this, on average, are for one worker alone: each may need several times its size in memory.
constexpr qint64 mostRowBytesOfSplit = 1LL << 20;

bool mayBeCut(const TablePlan &table)
{
    const bool hugeRows = table.bytes / std::max<qint64>(table.rows, 1) > mostRowBytesOfSplit;
    return table.hasRowid && table.bytes >= leastBytes && table.minRowid < table.maxRowid && !hugeRows;
}

qint64 piecesOf(const TablePlan &table)
{
    return std::min(table.bytes / pieceBytes, mostPieces);
}

/// One piece at work; time is counted in the bytes that one worker reads in it.
struct Turn
{
    qint64 begin = 0;
    qint64 bytes = 0;
    bool large = false; ///< a whole table that might be cut

    [[nodiscard]] qint64 readUntil(qint64 moment) const { return std::clamp<qint64>(moment - begin, 0, bytes); }
};

/// How a run would load all tables if these were cut: the largest first.
std::vector<Turn> turnsOf(const CreatorPlan &plan, const QSet<qsizetype> &cut)
{
    std::vector<Turn> turns;
    for (qsizetype number = 0; number < plan.tables.size(); ++number) {
        const TablePlan &table = plan.tables[number];
        if (!cut.contains(number))
            turns.push_back({0, table.bytes, mayBeCut(table)});
        else
            turns.insert(turns.end(), static_cast<size_t>(piecesOf(table)), {0, table.bytes / piecesOf(table), false});
    }
    std::stable_sort(turns.begin(), turns.end(), [](const Turn &a, const Turn &b) { return a.bytes > b.bytes; });
    std::array<qint64, 3> free{}; // as many workers as most runs have: pieces must not depend on the number of a moment
    for (Turn &turn : turns) {
        qint64 &next = *std::min_element(free.begin(), free.end());
        turn.begin = next;
        next += turn.bytes;
    }
    return turns;
}

/// Whether a run that is killed at four fifths of the load keeps more than half of what it read.
bool keepsMost(const std::vector<Turn> &turns)
{
    const auto readUntil = [&turns](qint64 moment) {
        return std::accumulate(turns.begin(), turns.end(), qint64{0},
                               [moment](qint64 sum, const Turn &turn) { return sum + turn.readUntil(moment); });
    };
    qint64 end = 0;
    for (const Turn &turn : turns)
        end = std::max(end, turn.begin + turn.bytes);
    const qint64 killedAt = readUntil(end) / 5 * 4;
    qint64 begin = 0;
    while (end - begin > 1) { // bisection
        const qint64 middle = begin + (end - begin) / 2;
        if (readUntil(middle) < killedAt)
            begin = middle;
        else
            end = middle;
    }
    qint64 lost = 0;
    for (const Turn &turn : turns) {
        if (turn.large && turn.readUntil(end) < turn.bytes)
            lost += turn.readUntil(end);
    }
    return 2 * lost < killedAt;
}

/// Those that are too large in any case, and then the largest, until little enough would be lost.
QSet<qsizetype> tablesToCut(const CreatorPlan &plan)
{
    QList<qsizetype> candidates;
    for (qsizetype number = 0; number < plan.tables.size(); ++number) {
        if (mayBeCut(plan.tables[number]))
            candidates += number;
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [&](qsizetype a, qsizetype b) { return plan.tables[a].bytes > plan.tables[b].bytes; });
    QSet<qsizetype> cut;
    for (const qsizetype number : candidates) {
        if (plan.tables[number].bytes <= mostBytes && keepsMost(turnsOf(plan, cut)))
            break;
        cut.insert(number);
    }
    return cut;
}

} // namespace

QList<LoadPiece> loadPieces(const CreatorPlan &plan)
{
    const QSet<qsizetype> cut = tablesToCut(plan);
    QList<LoadPiece> all;
    for (qsizetype number = 0; number < plan.tables.size(); ++number) {
        const TablePlan &table = plan.tables[number];
        if (!cut.contains(number)) {
            all.append({number, {}, true, table.bytes, table.rows});
            continue;
        }
        const qint64 count = piecesOf(table);
        for (const sqlite::RowRange range :
             sqlite::evenRanges({table.minRowid, table.maxRowid}, static_cast<int>(count)))
            all.append({number, range, false, table.bytes / count, table.rows / count});
    }
    return all;
}

} // namespace migration
