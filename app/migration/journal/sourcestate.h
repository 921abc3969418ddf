// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/report.h"

/// Where a file stands beside the runs that this computer remembers.
namespace migration {

enum class SourceState : quint8 {
    New,       ///< no run moved it
    Unchanged, ///< moved, and not written to since
    Changed,   ///< moved, and written to since
};

/// When the file, or what was not yet written back into it (its log), was last written.
QDateTime lastWritten(const QString &path);

/// `runs`: newest first, as localRuns() says them.
SourceState stateOf(const QString &path, const QDateTime &lastChange, const QList<RunReport> &runs);

} // namespace migration
