// SPDX-License-Identifier: MIT
#pragma once

#include "browse/structure.h"

namespace ui {

// What a structure means, in words.
QString defaultWords(const browse::ColumnStructure &column);      ///< "a number of its own", "0"
QString ruleWords(const browse::ConstraintStructure &constraint); ///< "every id only once"
QString kindWords(const browse::ConstraintStructure &constraint); ///< "primary key", "holds for all rows"
QString indexWords(const browse::IndexStructure &index);          ///< "for the primary key"
/// The foreign key that `column` is part of; null if there is none.
const browse::ConstraintStructure *linkOf(const browse::Structure &structure, const QString &column);

} // namespace ui
