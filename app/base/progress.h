// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <functional>

namespace base {

enum class Phase : quint8 { Detect, Snapshot, Census, Plan, Load, Constraints, Verify, Commit, Rollback };

/// How far one piece of work is. `done` and `of` count `unit`s of the phase (bytes for Snapshot, rows for Census,
/// Load and Verify, steps otherwise); `of` is 0 while unknown. `bytes` is what was read or sent so far.
struct Progress
{
    Phase phase = Phase::Detect;
    QString creator;
    QString table;
    qint64 done = 0;
    qint64 of = 0;
    qint64 bytes = 0;
    double fraction = -1;        ///< of the whole run, 0…1, never going back; below 0 while unknown
    double creatorFraction = -1; ///< the same of this creator alone
    qint64 rowsLoaded = 0;       ///< of this creator, all tables
    qint64 rowsVerified = 0;
};

/// Called from whichever thread does the work, at most about ten times a second per worker. May be empty.
using ProgressSink = std::function<void(const Progress &)>;

} // namespace base
