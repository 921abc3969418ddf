// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plan.h"
#include "schema/table.h"
#include "sqlite/database.h"

#include <stop_token>

namespace migration {

/// Per table of a plan (in its order): the rows that go to the attic as the plan's choices have it, ascending.
using AsideRows = QList<QList<qint64>>;

/// Empty if the plan sets no orphans aside.
base::Result<AsideRows> findAsideRows(const CreatorPlan &plan, const schema::Schema &schema,
                                      const sqlite::Database &snapshot, const std::stop_token &stop);

/// Tells the plan how many there are, and a person.
void addAsideRows(CreatorPlan &plan, const AsideRows &rows);

} // namespace migration
