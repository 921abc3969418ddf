// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/momentforms.h"
#include "schema/table.h"
#include "schema/target.h"

#include <QString>
#include <optional>

namespace migration {

/// PostgreSQL's DEFAULT for a column's DEFAULT in SQLite: a literal, or CURRENT_TIMESTAMP, _DATE or _TIME (which are
/// UTC cut to seconds). The column's affinity is applied first, as SQLite does. Empty where there is none or it is
/// NULL; none where it is an expression or the target type cannot hold it.
std::optional<QString> translateDefault(const schema::Column &column, schema::TypeKind target, ZonelessMeans zoneless);

} // namespace migration
