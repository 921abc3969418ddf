// SPDX-License-Identifier: MIT
#pragma once

#include "cli/command.h"
#include "migration/run/run.h"

namespace cli {

/// What `plan` and `migrate` have in common: sources found, choices read, nothing written.
base::Result<migration::RunRequest> runRequest(const SourceOptions &options, const Context &context);

/// At least one of the sources can be moved.
bool anyUsable(const QList<migration::Source> &sources);
/// The report of a run that never began because no source can be moved.
migration::RunReport refusedReport(const QList<migration::Source> &sources);

struct PlanOptions
{
    SourceOptions source;
    TargetOptions target;
    Text out;
    bool ddl = false;
};
/// The dry run: `plan`, and `migrate --dry-run`.
ExitCode runPlan(const PlanOptions &options, const Context &context);

} // namespace cli
