// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/copywriter.h"

namespace migration {

/// Appends one field of PostgreSQL's binary numeric: no digits after the point.
void putNumeric(postgres::CopyBuffer &buffer, qint64 value);
/// The shortest digits that read back as `value` (finite, not -0.0), at least one of them after the point.
void putNumeric(postgres::CopyBuffer &buffer, double value);

} // namespace migration
