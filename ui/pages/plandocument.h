// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/choices.h"
#include "ui/session/plannedsource.h"

namespace ui {

/// What will happen, as an HTML page of its own. For any thread.
QString planAsHtml(const QList<PlannedSource> &sources, const migration::Choices &choices, const QString &title);

} // namespace ui
