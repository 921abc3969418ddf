// SPDX-License-Identifier: MIT
#pragma once

#include "migration/run/run.h"
#include "postgres/connection.h"

namespace migration {

/// Sources whose file is as it was when a run moved it, and whose schema is still there with our mark, get verdict
/// Unchanged and leave `numbers`. One that changed since gets the Error source-changed, which says what to do. Those
/// that may replace what is there are not looked at.
base::Result<void> leaveOutUnchanged(postgres::Connection &connection, const RunRequest &request,
                                     QList<qsizetype> &numbers, RunReport &report);

} // namespace migration
