// SPDX-License-Identifier: MIT
#pragma once

#include "sqlite/sqlparser.h"
#include "sqlite/tokencursor.h"

namespace sqlite {

/// "part, …" of an index, PRIMARY KEY or UNIQUE, without the parentheses around.
QList<PartDefinition> takeParts(TokenCursor &cursor);

/// "(name, …)" of a foreign key. COLLATE, ASC and DESC mean nothing there, but old files have them.
QStringList takeColumnNames(TokenCursor &cursor);

} // namespace sqlite
