// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/choices.h"
#include "ui/session/plannedsource.h"

namespace ui {

/// What will happen, as an HTML page of its own. For any thread.
QString planAsHtml(const QList<PlannedSource> &sources, const migration::Choices &choices, const QString &title);

/// Writes it as HTML, or as PDF if the path ends so. For any thread.
base::Result<void> savePlan(const QString &path, const QString &html);

} // namespace ui
