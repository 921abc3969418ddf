// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"
#include "migration/journal/report.h"

#include <QList>
#include <optional>

namespace ui {

/// How far one creator of a move is.
struct CreatorRun
{
    QString creator;
    QString schema;
    QString source;  ///< path
    qint64 rows = 0; ///< it has
    bool begun = false;
    base::Phase phase = base::Phase::Snapshot;
    QString table;       ///< at work; empty between tables
    double fraction = 0; ///< of all its phases
    qint64 copied = 0;   ///< rows
    qint64 proven = 0;
    double seconds = 0; ///< it took
    std::optional<migration::Verdict> ended;
    QString reason; ///< why it did not arrive
};

/// A move under way, or the last one.
struct RunState
{
    double fraction = 0;
    std::optional<double> remaining; ///< seconds; none while a guess would not be honest
    double rowsPerSecond = 0;        ///< copied or proven, lately
    qint64 rows = 0;
    qint64 rowsCopied = 0;
    qint64 rowsProven = 0;
    qsizetype current = -1; ///< number of the creator that was heard of last
    qsizetype endedCount = 0;
    QList<CreatorRun> creators; ///< in the order of the request
};

} // namespace ui
