// SPDX-License-Identifier: MIT
#include "sqlite/sqlwords.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sqlite {

namespace {

/// Never a name without quotes. All of SQLite's other keywords are taken for names where no keyword fits.
constexpr std::array reservedWords{
    "ADD"_L1,     "ALL"_L1,        "ALTER"_L1,       "AND"_L1,     "AS"_L1,       "AUTOINCREMENT"_L1,
    "BETWEEN"_L1, "CASE"_L1,       "CHECK"_L1,       "COLLATE"_L1, "COMMIT"_L1,   "CONSTRAINT"_L1,
    "CREATE"_L1,  "DEFAULT"_L1,    "DEFERRABLE"_L1,  "DELETE"_L1,  "DISTINCT"_L1, "DROP"_L1,
    "ELSE"_L1,    "ESCAPE"_L1,     "EXCEPT"_L1,      "EXISTS"_L1,  "FOREIGN"_L1,  "FROM"_L1,
    "GROUP"_L1,   "HAVING"_L1,     "IN"_L1,          "INDEX"_L1,   "INSERT"_L1,   "INTERSECT"_L1,
    "INTO"_L1,    "IS"_L1,         "ISNULL"_L1,      "JOIN"_L1,    "LIMIT"_L1,    "NOT"_L1,
    "NOTHING"_L1, "NOTNULL"_L1,    "NULL"_L1,        "ON"_L1,      "OR"_L1,       "ORDER"_L1,
    "PRIMARY"_L1, "REFERENCES"_L1, "RETURNING"_L1,   "SELECT"_L1,  "SET"_L1,      "TABLE"_L1,
    "THEN"_L1,    "TO"_L1,         "TRANSACTION"_L1, "UNION"_L1,   "UNIQUE"_L1,   "UPDATE"_L1,
    "USING"_L1,   "VALUES"_L1,     "WHEN"_L1,        "WHERE"_L1};

constexpr std::array namesButNoTypes{"CROSS"_L1, "FULL"_L1,    "INDEXED"_L1, "INNER"_L1,
                                     "LEFT"_L1,  "NATURAL"_L1, "OUTER"_L1,   "RIGHT"_L1};

constexpr std::array operandWords{"NULL"_L1, "ISNULL"_L1, "NOTNULL"_L1};

/// Of the words that may be names.
constexpr std::array operatorWords{"LIKE"_L1, "GLOB"_L1, "MATCH"_L1, "REGEXP"_L1};

template <size_t size>
bool isOneOf(const Token &token, const std::array<QLatin1String, size> &words)
{
    return std::ranges::any_of(words, [&token](QLatin1String word) { return token.isWord(word); });
}

/// LIKE and its kind are operators only where no operand is wanted.
bool wantsOperandAfter(const Token &token, bool wantedBefore)
{
    if (token.kind == TokenKind::Operator)
        return !token.isOperator(")"_L1);
    if (token.kind != TokenKind::Word || (wantedBefore && canBeName(token, NamePlace::Name)))
        return false;
    return isOneOf(token, operatorWords) || (isOneOf(token, reservedWords) && !isOneOf(token, operandWords));
}

} // namespace

bool canBeName(const Token &token, NamePlace place)
{
    if (token.kind == TokenKind::QuotedName || token.kind == TokenKind::String)
        return true;
    if (token.kind != TokenKind::Word || isOneOf(token, reservedWords))
        return false;
    return place == NamePlace::Name || !isOneOf(token, namesButNoTypes);
}

bool mayEndAfter(std::span<const Token> expression)
{
    bool wantsOperand = true;
    for (const Token &token : expression)
        wantsOperand = wantsOperandAfter(token, wantsOperand);
    return !wantsOperand;
}

} // namespace sqlite
