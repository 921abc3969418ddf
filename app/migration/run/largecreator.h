// SPDX-License-Identifier: MIT
#pragma once

#include "migration/run/creatorjob.h"
#include "migration/run/workerpool.h"

#include <memory>

namespace migration {

/// A prepared creator as a graph of small tasks, each journalled in the transaction that does it. Makes its staging
/// schema, then adds the tasks to the pool as `group`; of one that is taken up again, those that are not journalled.
base::Result<void> beginLargeCreator(const std::shared_ptr<CreatorJob> &job, int group, WorkerPool &pool,
                                     Worker &worker);

} // namespace migration
