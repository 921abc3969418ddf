// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "schema/census.h"
#include "schema/table.h"

#include <stop_token>

namespace sqlite {

/// One pass over every value of the snapshot at `path`; tables in parallel on `workers` threads, memory bounded
/// (independent of the number of rows). Orphans and key facts by SQL on the same file.
base::Result<schema::Census> takeCensus(const QString &path, const schema::Schema &schema, int workers,
                                        const base::ProgressSink &progress, std::stop_token stop);

} // namespace sqlite
