// SPDX-License-Identifier: MIT
#pragma once

#include "sqlite/sqltokenizer.h"

#include <span>

/// Which words may stand for themselves where SQLite's grammar wants a name.
namespace sqlite {

enum class NamePlace {
    Name, ///< of a table, column, index or constraint; also a quoted name or a string
    Type, ///< a word of a column's type, a collation; fewer keywords
};

bool canBeName(const Token &token, NamePlace place);

/// Whether an expression may end after these tokens, so that an ASC or DESC after them is no operand's name.
bool mayEndAfter(std::span<const Token> expression);

} // namespace sqlite
