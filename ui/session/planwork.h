// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"
#include "migration/plan/choices.h"
#include "ui/session/plannedsource.h"

#include <functional>
#include <stop_token>

namespace ui {

/// One source to be planned.
struct PlanTask
{
    PlannedSource planned; ///< with what is known of it already
    /// What was chosen for it before may be about a file of another shape: then it is forgotten, not refused.
    bool first = false;
};

struct PlanAnswer
{
    QList<PlannedSource> planned;
    QStringList forgotten;              ///< creators whose choices no longer apply
    std::optional<base::Error> refusal; ///< the choices cannot be met; nothing is planned
};

/// Looks at what was not looked at yet and plans everything by these choices. `surveyed` gets each source once it was
/// looked at, without a plan; both callbacks are called from other threads.
PlanAnswer makePlans(const QList<PlanTask> &tasks, const migration::Choices &choices,
                     const base::ProgressSink &progress, const std::function<void(const PlannedSource &)> &surveyed,
                     const std::stop_token &stop);

} // namespace ui
