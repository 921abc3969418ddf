// SPDX-License-Identifier: MIT
#pragma once

#include "migration/transfer/sourcescan.h"

namespace migration {

/// Reads PostgreSQL's rows, decoded; `row` is their number in the order they come.
base::Result<void> scanTarget(postgres::Connection &connection, const QString &schemaName, const TablePlan &table,
                              const RowVisitor &visitor, Ticker &ticker);

} // namespace migration
