// SPDX-License-Identifier: MIT
#pragma once

#include "migration/transfer/sourcescan.h"

namespace migration {

using Scan = std::function<base::Result<void>(const RowVisitor &visitor)>;

struct FoundDifferences
{
    qint64 rows = 0; ///< at least so many rows differ; exact up to 20
    QList<Difference> differences;
};

/// Finds rows of the source that the target lacks, and the reverse, and names what differs in them. `rows` is the sum
/// of both sides. Both are scanned several times; never more than `mostHashes` hashes of rows are held (64 MB).
base::Result<FoundDifferences> findDifferences(const TablePlan &table, const Scan &source, const Scan &target,
                                               qint64 rows, qint64 mostHashes = qint64{4} * 1024 * 1024);

} // namespace migration
