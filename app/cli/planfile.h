// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "migration/plan/plan.h"

#include <QList>

namespace cli {

/// What `plan --out` writes and `migrate --plan` reads.
base::Result<void> writePlanFile(const QString &path, const QList<migration::CreatorPlan> &plans);
/// Code bad-plan where the file is no such plan.
base::Result<QList<migration::CreatorPlan>> readPlanFile(const QString &path);

} // namespace cli
