// SPDX-License-Identifier: MIT
#pragma once

#include "browse/rows.h"

namespace browse {

/// The same query of a relation that has another shape by now, by the names of its columns; filters and a sorting by
/// columns that are gone are left out.
RowsQuery reshaped(const RowsQuery &query, const std::shared_ptr<const Shape> &shape);

/// Whether a place between two rows of one query is the same place in the other.
bool haveSamePlaces(const RowsQuery &one, const RowsQuery &other);

} // namespace browse
