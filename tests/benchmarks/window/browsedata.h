// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/settings.h"

namespace benchmarks {

/// Schema creator_bench: `events` with a key and two indexes, and `loose`, the same rows without any.
void makeEvents(const postgres::Settings &settings, qint64 rows);
/// The key of one of its rows, which count from 1: not quite even, as keys are.
qint64 keyOf(qint64 row, qint64 rows);

/// Schemas creator_1, …, of the same twenty tables each.
void makeManyCreators(const postgres::Settings &settings, int creators);

} // namespace benchmarks
