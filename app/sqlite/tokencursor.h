// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "sqlite/sqltokenizer.h"
#include "sqlite/sqlwords.h"

#include <optional>
#include <span>

namespace sqlite {

/// Walks over the tokens of one statement. The first failure sticks: from then on it stands at the end, nothing is
/// accepted and every loop ends, so that callers need to look at the error only once.
class TokenCursor
{
public:
    explicit TokenCursor(const QString &sql);

    [[nodiscard]] const Token &peek(qsizetype ahead = 0) const;
    [[nodiscard]] bool at(QLatin1String word, qsizetype ahead = 0) const { return peek(ahead).isWord(word); }
    [[nodiscard]] bool atOperator(QLatin1String spelling) const { return peek().isOperator(spelling); }
    [[nodiscard]] bool atName(NamePlace place) const { return canBeName(peek(), place); }
    Token take();

    bool accept(QLatin1String word);
    bool accept(QLatin1String word, QLatin1String second); ///< both or nothing
    bool acceptOperator(QLatin1String spelling);
    void expect(QLatin1String word);
    void expectOperator(QLatin1String spelling);
    /// Only semicolons may be left.
    void expectEnd();

    QString takeName(NamePlace place);
    /// "(", anything with balanced parentheses, ")": the tokens in between (at least one).
    std::span<const Token> takeGroup();
    /// The tokens up to a comma, closing parenthesis or AUTOINCREMENT outside any parentheses (at least one).
    std::span<const Token> takePart();
    /// Everything up to the end or a semicolon outside any parentheses (at least one).
    std::span<const Token> takeRest();
    /// From the first of the tokens to the end of the last, as written.
    [[nodiscard]] QString textOf(std::span<const Token> tokens) const;
    [[nodiscard]] QString textBetween(qsizetype start, qsizetype end) const;

    /// Fails at the next token; `expected` says in English what could have stood there.
    void fail(const QString &expected);
    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    /// Only after a failure.
    [[nodiscard]] const base::Error &error() const { return *m_error; }

private:
    enum class StopAt { PartEnd, GroupEnd, StatementEnd };
    std::span<const Token> takeUntil(StopAt stop);

    QString m_sql;
    QList<Token> m_tokens;
    qsizetype m_position = 0;
    std::optional<base::Error> m_error;
};

/// The code of everything about a source's SQL that is not understood.
inline constexpr QLatin1String notUnderstoodCode{"schema-not-understood"};

} // namespace sqlite
