// SPDX-License-Identifier: MIT
#pragma once

#include "browse/relation.h"
#include "postgres/settings.h"

namespace ui {
class Database;
}

namespace benchmarks {

/// The tab Rows on the tables of makeEvents(): first screens, jumps, filters, sorting, and scrolling on and on.
void measureRows(const postgres::Settings &settings, qint64 rows);

/// The table creator_bench.events, once the database was looked into.
browse::Relation eventsOf(const ui::Database &database);

} // namespace benchmarks
