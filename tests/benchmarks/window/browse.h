// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace benchmarks {

/// The place Browse, with a server of its own below `folder`: `rows` of a table of 20,000,000 (BROWSE_ROWS says how
/// many else), `export` of it beside psql's \copy, and a `tree` of 200,000 tables; `parts` names some of them, or none
/// for all. Where PGHOST is set, that of its database is measured which was made there before, so that one can look for
/// what takes the time.
void measureBrowse(const QString &folder, const QStringList &parts);

} // namespace benchmarks
