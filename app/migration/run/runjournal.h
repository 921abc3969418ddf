// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/report.h"
#include "migration/journal/runfolder.h"
#include "migration/run/run.h"
#include "migration/run/runsession.h"

/// A run's first and last words, in the database and on this computer.
namespace migration {

/// The request is kept; `leftOut`: creators that are not to be moved. The session gets the run's name.
base::Result<void> openJournal(RunSession &session, const RunRequest &request, const QList<CreatorReport> &leftOut,
                               RunFolder &folder);

/// Instead of closeJournal(), of a run that was stopped or failed before its journal was open: in its folder alone.
void closeUnopened(RunFolder &folder, RunReport &report, const base::Error &error);

/// Waits until all that was committed has reached the server's disk, and corrects the report if any of it has not.
void closeJournal(RunSession &session, RunFolder &folder, RunReport &report);

} // namespace migration
