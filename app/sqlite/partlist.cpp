// SPDX-License-Identifier: MIT
#include "sqlite/partlist.h"

using namespace Qt::StringLiterals;

namespace sqlite {

namespace {

using Tokens = std::span<const Token>;

void dropNullsOrder(Tokens &tokens)
{
    const size_t size = tokens.size();
    if (size < 3 || !tokens[size - 2].isWord("NULLS"_L1))
        return;
    if (tokens.back().isWord("FIRST"_L1) || tokens.back().isWord("LAST"_L1))
        tokens = tokens.first(size - 2);
}

bool takeDescending(Tokens &tokens)
{
    const bool descending = tokens.back().isWord("DESC"_L1);
    const bool ordered = descending || tokens.back().isWord("ASC"_L1);
    if (!ordered || !mayEndAfter(tokens.first(tokens.size() - 1)))
        return false;
    tokens = tokens.first(tokens.size() - 1);
    return descending;
}

bool inParentheses(Tokens tokens)
{
    return tokens.size() > 2 && tokens.front().isOperator("("_L1) && tokens.back().isOperator(")"_L1);
}

bool endsInCollation(Tokens tokens)
{
    return tokens.size() > 2 && tokens[tokens.size() - 2].isWord("COLLATE"_L1);
}

/// Finds "name" in "((name) COLLATE x)". Whether the parentheses belong together need not be looked at: where they do
/// not, more than one token is left over.
void readColumn(Tokens tokens, PartDefinition &part)
{
    QString collation;
    while (inParentheses(tokens) || endsInCollation(tokens)) {
        if (inParentheses(tokens)) {
            tokens = tokens.subspan(1, tokens.size() - 2);
            continue;
        }
        if (collation.isEmpty()) // the outermost one counts
            collation = tokens.back().unquoted();
        tokens = tokens.first(tokens.size() - 2);
    }
    if (tokens.size() != 1 || !canBeName(tokens.front(), NamePlace::Name))
        return;
    part.column = tokens.front().unquoted();
    part.collation = collation;
}

PartDefinition takeOnePart(TokenCursor &cursor)
{
    Tokens tokens = cursor.takePart();
    PartDefinition part;
    if (tokens.empty())
        return part;
    dropNullsOrder(tokens);
    part.descending = takeDescending(tokens);
    part.expression = cursor.textOf(tokens);
    readColumn(tokens, part);
    return part;
}

} // namespace

QList<PartDefinition> takeParts(TokenCursor &cursor)
{
    QList<PartDefinition> parts;
    do {
        parts.append(takeOnePart(cursor));
    } while (cursor.acceptOperator(","_L1));
    return parts;
}

QStringList takeColumnNames(TokenCursor &cursor)
{
    QStringList names;
    cursor.expectOperator("("_L1);
    do {
        names.append(cursor.takeName(NamePlace::Name));
        if (cursor.accept("COLLATE"_L1))
            cursor.takeName(NamePlace::Type);
        if (!cursor.accept("ASC"_L1))
            cursor.accept("DESC"_L1);
    } while (cursor.acceptOperator(","_L1));
    cursor.expectOperator(")"_L1);
    return names;
}

} // namespace sqlite
