// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/choices.h"
#include "migration/plan/plandraft.h"

namespace migration {

/// What a person should know of a column's type.
QList<Note> typeNotes(const QString &table, const ColumnDraft &column, JsonChoice json);

} // namespace migration
