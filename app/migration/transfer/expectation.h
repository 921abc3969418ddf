// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plan.h"
#include "migration/transfer/exceptions.h"
#include "schema/value.h"

#include <optional>
#include <string>

namespace migration {

/// What must have become of one source value, worked out from the plan alone.
struct Expectation
{
    std::optional<CellException::Kind> exception; ///< none: the cell alone gives the value back
    bool original = false;                        ///< the exception holds it (else the cell does)
    schema::RawValue standIn;                     ///< what the cell alone must be read as
};

/// For a value that is not NULL. `text` may be where the stand-in's bytes are. Slow: for the few cells with an
/// exception.
Expectation expectationOf(const ColumnPlan &column, const schema::RawValue &value, std::string &text);

} // namespace migration
