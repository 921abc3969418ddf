// SPDX-License-Identifier: MIT
#pragma once

#include "schema/table.h"

namespace sqlite {

/// A column's type as SQLite keeps it, from the text between the column's name and its first constraint.
QString declaredTypeOf(const QString &text);

/// SQLite's rules for a declared type.
schema::Affinity affinityOf(const QString &declaredType, bool strictTable);

} // namespace sqlite
