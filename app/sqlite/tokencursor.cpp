// SPDX-License-Identifier: MIT
#include "sqlite/tokencursor.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace sqlite {

namespace {

constexpr qsizetype longestQuote = 40;

QString shown(const Token &token)
{
    if (token.kind == TokenKind::End)
        return QStringLiteral("the end of the text");
    return u"\"" + token.text.left(longestQuote).toString() + u'"';
}

bool endsPart(const Token &token)
{
    return token.isOperator(","_L1) || token.isWord("AUTOINCREMENT"_L1);
}

base::Error syntaxError(QStringView sql, const Token &found, const QString &expected)
{
    const QStringView before = sql.left(found.start);
    const qsizetype line = before.count(u'\n') + 1;
    const qsizetype column = before.size() - before.lastIndexOf(u'\n');
    const QString message =
        QCoreApplication::translate("sqlite", "A definition in the database is not understood at line %1, column %2. "
                                              "It may come from a newer SQLite or have been changed by hand. Please "
                                              "report it with the text of the definition.")
            .arg(line)
            .arg(column);
    const QString detail =
        QStringLiteral("line %1, column %2: expected %3, found %4").arg(line).arg(column).arg(expected, shown(found));
    return {notUnderstoodCode, message, detail};
}

} // namespace

TokenCursor::TokenCursor(const QString &sql) : m_sql(sql), m_tokens(tokenize(m_sql))
{
}

const Token &TokenCursor::peek(qsizetype ahead) const
{
    return m_tokens[std::min(m_position + ahead, m_tokens.size() - 1)];
}

Token TokenCursor::take()
{
    const Token token = peek();
    if (token.kind != TokenKind::End)
        ++m_position;
    return token;
}

bool TokenCursor::accept(QLatin1String word)
{
    if (!at(word))
        return false;
    ++m_position;
    return true;
}

bool TokenCursor::accept(QLatin1String word, QLatin1String second)
{
    if (!at(word) || !at(second, 1))
        return false;
    m_position += 2;
    return true;
}

bool TokenCursor::acceptOperator(QLatin1String spelling)
{
    if (!atOperator(spelling))
        return false;
    ++m_position;
    return true;
}

void TokenCursor::expect(QLatin1String word)
{
    if (!accept(word))
        fail(word);
}

void TokenCursor::expectOperator(QLatin1String spelling)
{
    if (!acceptOperator(spelling))
        fail(u"\"" + spelling + u'"');
}

void TokenCursor::expectEnd()
{
    while (acceptOperator(";"_L1)) {
    }
    if (peek().kind != TokenKind::End)
        fail(u"the end of the text"_s);
}

QString TokenCursor::takeName(NamePlace place)
{
    if (atName(place))
        return take().unquoted();
    fail(u"a name"_s);
    return {};
}

std::span<const Token> TokenCursor::takeGroup()
{
    expectOperator("("_L1);
    const auto inside = takeUntil(StopAt::GroupEnd);
    expectOperator(")"_L1);
    return inside;
}

std::span<const Token> TokenCursor::takePart()
{
    return takeUntil(StopAt::PartEnd);
}

std::span<const Token> TokenCursor::takeRest()
{
    return takeUntil(StopAt::StatementEnd);
}

std::span<const Token> TokenCursor::takeUntil(StopAt stop)
{
    const qsizetype start = m_position;
    qsizetype depth = 0;
    for (;; ++m_position) {
        const Token &token = peek();
        if (token.kind == TokenKind::Invalid) {
            fail(u"an expression"_s);
            return {};
        }
        const bool ends = token.kind == TokenKind::End || token.isOperator(";"_L1) ||
                          (depth == 0 && (token.isOperator(")"_L1) || (stop == StopAt::PartEnd && endsPart(token))));
        if (ends)
            break;
        depth += token.isOperator("("_L1) ? 1 : token.isOperator(")"_L1) ? -1 : 0;
    }
    if (depth > 0)
        fail(u"\")\""_s);
    else if (m_position == start)
        fail(u"an expression"_s);
    if (failed())
        return {};
    return {m_tokens.constData() + start, static_cast<size_t>(m_position - start)};
}

QString TokenCursor::textOf(std::span<const Token> tokens) const
{
    return tokens.empty() ? QString() : textBetween(tokens.front().start, tokens.back().end());
}

QString TokenCursor::textBetween(qsizetype start, qsizetype end) const
{
    return m_sql.sliced(start, end - start);
}

void TokenCursor::fail(const QString &expected)
{
    if (!m_error)
        m_error = syntaxError(m_sql, peek(), expected);
    m_position = m_tokens.size() - 1;
}

} // namespace sqlite
