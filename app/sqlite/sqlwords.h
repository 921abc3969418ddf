// SPDX-License-Identifier: MIT
#pragma once

#include "sqlite/sqltokenizer.h"

/// Which words may stand for themselves where SQLite's grammar wants a name.
namespace sqlite {

enum class NamePlace {
    Name, ///< of a table, column, index or constraint; also a quoted name or a string
    Type, ///< a word of a column's type, a collation; fewer keywords
};

bool canBeName(const Token &token, NamePlace place);

/// Whether a word after this token is an operator's operand, and so no ASC, DESC or the like that ends the expression.
bool wantsOperand(const Token &token);

} // namespace sqlite
