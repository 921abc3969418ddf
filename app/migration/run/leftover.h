// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/databasejournal.h"
#include "sqlite/snapshot.h"

#include <QHash>
#include <atomic>
#include <optional>

namespace migration {

/// What an earlier attempt of the run left of a creator that is not committed.
struct Leftover
{
    std::optional<sqlite::Snapshot> snapshot; ///< complete then
    bool journalled = false;                  ///< the database knows of it
    std::optional<CreatorPlan> plan;          ///< of its staging schema, which is there
};
using Leftovers = QHash<int, Leftover>; ///< by the creator's number

/// What did not have to be done once more. From any thread.
struct ReusedSoFar
{
    std::atomic<qint64> rows = 0;
    std::atomic<qint64> tasks = 0;
};

} // namespace migration
