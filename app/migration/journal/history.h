// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "migration/journal/report.h"
#include "postgres/settings.h"

namespace migration {

/// The runs that have a folder on this computer, newest first. A run that ended without a verdict is `interrupted`,
/// or `running` while its process lives.
QList<RunReport> localRuns();

/// What a run's own report says; none if it has none on this computer.
std::optional<Verdict> localVerdict(const QString &runId);

/// The runs that the database's journal knows, newest first, as far as it tells; empty where there is no journal.
base::Result<QList<RunReport>> databaseRuns(const postgres::Settings &target);

/// Writes into the run's own report, if it is on this computer, that these creators (none named: the whole run) were
/// rolled back.
void noteRollback(const QString &runId, const QStringList &creators);

/// Deletes a run's folder (snapshots, plan, journal). The database's journal keeps the run. Code: not-found,
/// run-active.
base::Result<void> forgetRun(const QString &runId);

} // namespace migration
