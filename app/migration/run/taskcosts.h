// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plan.h"

namespace migration {

/// About how long the steps of a creator take, in bytes of a load: what is begun first depends on it, nothing else.
/// Rows count as well as bytes do, in an index above all.
inline double loadCost(qint64 bytes, qint64 rows)
{
    constexpr double ofRow = 60; // besides its own bytes
    return static_cast<double>(bytes) + ofRow * static_cast<double>(rows);
}

inline double compareCost(const TablePlan &table)
{
    return 0.6 * loadCost(table.bytes, table.rows);
}

inline double analyzeCost(const TablePlan &table)
{
    return 0.05 * loadCost(table.bytes, table.rows);
}

inline double vacuumCost(const TablePlan &table)
{
    return 0.1 * loadCost(table.bytes, table.rows);
}

/// Of a primary or unique key.
inline double keyCost(const TablePlan &table)
{
    return 60 * static_cast<double>(table.rows);
}

inline double indexCost(const TablePlan &table)
{
    return 90 * static_cast<double>(table.rows);
}

inline double foreignKeyCost(const TablePlan &child)
{
    return 50 * static_cast<double>(child.rows);
}

} // namespace migration
