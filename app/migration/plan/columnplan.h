// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plandraft.h"

namespace migration {

/// Everything of a column once its type, its name and its table's keys are decided; what a person should know goes to
/// the table's notes.
ColumnPlan planColumn(TableDraft &table, const ColumnDraft &column);

} // namespace migration
