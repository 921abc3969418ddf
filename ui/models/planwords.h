// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/plannedsource.h"

/// A whole plan in words for people.
namespace ui {

qint64 rowsOf(const QList<PlannedSource> &sources);
/// How long a move will take: "about 20 seconds".
QString timeText(const QList<PlannedSource> &sources);
/// What room it will take.
QString roomText(const QList<PlannedSource> &sources);
/// Which files another program has open, and what to do; empty if none.
QString inUse(const QList<PlannedSource> &sources);

} // namespace ui
