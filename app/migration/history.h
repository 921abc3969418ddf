// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "migration/report.h"

namespace migration {

/// The runs that have a folder on this computer, newest first. A run that ended without a verdict is `interrupted`,
/// or `running` while its process lives.
QList<RunReport> localRuns();

/// Deletes a run's folder (snapshots, plan, journal). The database's journal keeps the run. Code: not-found, run-active.
base::Result<void> forgetRun(const QString &runId);

} // namespace migration
