// SPDX-License-Identifier: MIT
#include "migration/run/buildsettings.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace migration {

/// More processes for one index would only cost more. Portions that a processor's cache holds, sorted one by one and
/// merged once, take less time than all rows sorted in memory, where each comparison waits for the memory.
QStringList buildSettings(qint64 rows)
{
    constexpr double bytesOfRow = 100;
    constexpr double bytesToMergeOnePortion = 512 << 10; // twice what the server needs
    const double bytes = std::sqrt(static_cast<double>(rows) * bytesOfRow * bytesToMergeOnePortion);
    const int megabytes = std::clamp(static_cast<int>(bytes / (1 << 20)), 8, 256);
    return {u"SET LOCAL max_parallel_maintenance_workers = 0"_s,
            u"SET LOCAL maintenance_work_mem = '%1MB'"_s.arg(megabytes)};
}

/// Both sides in the order of the key: the server takes that from indexes where it knows that everybody sees the rows,
/// which loading with FREEZE and VACUUM see to, and sorts otherwise. The hash table of the parents that it would prefer
/// is soon far larger than a processor's cache.
QStringList keyComparisonSettings()
{
    return {u"SET LOCAL enable_hashjoin = off"_s, u"SET LOCAL jit = off"_s,
            u"SET LOCAL max_parallel_workers_per_gather = 0"_s};
}

} // namespace migration
