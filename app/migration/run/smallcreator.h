// SPDX-License-Identifier: MIT
#pragma once

#include "migration/run/creatorjob.h"

namespace migration {

/// Whether all that the creator becomes can be made, compared and shown in one transaction.
bool fitsOneTransaction(const CreatorJob &job, qint64 mostBytes);

/// A prepared creator in one transaction: nothing of it is ever half there, and nothing is to be tidied up. The commit
/// does not wait for the disk: the run's end does.
base::Result<void> moveAtOnce(CreatorJob &job, Worker &worker, const std::stop_token &stop);

} // namespace migration
