// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1String>
#include <QList>
#include <QStringView>

/// SQLite's own lexical rules, so that what SQLite has accepted is split at the same places here.
namespace sqlite {

enum class TokenKind : quint8 {
    Word,       ///< a bare identifier or keyword
    QuotedName, ///< "x", [x] or `x`
    String,     ///< 'x'
    Blob,       ///< x'00ff'
    Number,
    Variable, ///< ?1, :a, @a, $a, #1
    Operator, ///< also ( ) , ; and .
    Invalid,  ///< what SQLite would refuse: an unfinished quote, 12ab, a control character
    End
};

/// A piece of the text it was made from, which must outlive it.
struct Token
{
    TokenKind kind = TokenKind::End;
    qsizetype start = 0;
    QStringView text;

    [[nodiscard]] qsizetype end() const { return start + text.size(); }
    /// Whether it is this word, unquoted, in any case.
    [[nodiscard]] bool isWord(QLatin1String word) const;
    [[nodiscard]] bool isOperator(QLatin1String spelling) const;
    /// A name or string without its quotes; anything else as it is.
    [[nodiscard]] QString unquoted() const;
};

/// All tokens without white space and comments. The last one, and only that, is End. Takes any text whatever.
QList<Token> tokenize(QStringView sql);

} // namespace sqlite
