// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plan.h"

#include <vector>

namespace migration {

/// Indices into TablePlan::columns of the target's primary key; empty if it has none.
std::vector<size_t> keyColumnsOf(const TablePlan &table);

} // namespace migration
