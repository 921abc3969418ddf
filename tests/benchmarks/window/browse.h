// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace benchmarks {

/// The place Browse, on a table of 20,000,000 rows (BROWSE_ROWS says how many else), a tree of 200,000 tables, and an
/// export beside psql's \copy, with a server of its own below `folder`. Where PGHOST is set, the first of that is
/// measured in that server's database, as it was made there before, so that one can look for what takes the time.
void measureBrowse(const QString &folder);

} // namespace benchmarks
