// SPDX-License-Identifier: MIT
#pragma once

#include "schema/table.h"

namespace schema {

/// What must be unique in a table: its primary key (if any), then its UNIQUE constraints, then its unique indexes
/// without expressions (also partial ones). TableCensus::keys is parallel to it.
QList<Key> keysOf(const Table &table);

} // namespace schema
