// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plan.h"
#include "sqlite/rowreader.h"

namespace migration {

/// A piece of the load: a whole table, or some rowids of it.
struct LoadPiece
{
    qsizetype table = 0;
    sqlite::RowRange range;
    bool whole = true;
    qint64 bytes = 0; ///< about
    qint64 rows = 0;  ///< about
};

/// Every table of the plan; in pieces where losing one at work with its connection would cost too much. The same for
/// the same plan: a resumed run goes by it.
QList<LoadPiece> loadPieces(const CreatorPlan &plan);

} // namespace migration
