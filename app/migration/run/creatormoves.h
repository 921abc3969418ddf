// SPDX-License-Identifier: MIT
#pragma once

#include "migration/run/creatorjob.h"

namespace migration {

/// Moves creators `numbers` of the request with so many workers, large ones first, small ones whenever a worker has
/// nothing else to do. A report for each; nothing half-done is left unless the server could not be reached any more.
void moveCreators(const RunContext &context, const QList<qsizetype> &numbers, int workers,
                  QList<CreatorReport> &reports, const std::stop_token &stop);

} // namespace migration
