// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QStringView>

namespace browse {

enum class SqlTokenKind : quint8 { Keyword, Word, QuotedName, String, Number, Comment, Parameter, Operator };

struct SqlToken
{
    SqlTokenKind kind = SqlTokenKind::Word;
    qsizetype start = 0;
    qsizetype size = 0;
    bool open = false; ///< a string, name or comment that the text ends within

    [[nodiscard]] qsizetype end() const { return start + size; }
};

/// PostgreSQL's lexical rules (nested comments, $tag$ … $tag$, E'…'), for colours and completion: never to judge what
/// a statement does. White space is left out; takes any text whatever.
QList<SqlToken> sqlTokens(QStringView sql);

/// The words of SQL that a query is made of, in capital letters, sorted.
const QStringList &sqlKeywords();

} // namespace browse
