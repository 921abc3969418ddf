// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plandraft.h"

/// PostgreSQL's limits for one row.
namespace migration {

inline constexpr qsizetype mostColumns = 1'600;

enum class RowWidth : quint8 {
    Fits,
    MayNotFit,  ///< not if most columns have a value in one row
    DoesNotFit, ///< in no row of those that are there
};

/// A row must fit into a page of 8 kB; long values move out, short ones and numbers cannot.
RowWidth rowWidthOf(const TableDraft &table);

} // namespace migration
