// SPDX-License-Identifier: MIT
#include "migration/plan/nullexpression.h"

#include "schema/identifier.h"
#include "sqlite/sqltokenizer.h"
#include "sqlite/sqlwords.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using sqlite::Token;
using sqlite::TokenKind;

constexpr int deepestNesting = 200;

/// A part of an expression: a column, or something that is true, false or unknown.
struct Operand
{
    QString sql;
    bool condition = true;
};

/// Recursive descent. Every function gives none where the text is not of the small language.
class Translator
{
public:
    Translator(const QString &sql, const ColumnLookup &lookup) : m_tokens(sqlite::tokenize(sql)), m_lookup(lookup) {}

    std::optional<Translation> condition();
    std::optional<Translation> column();
    std::optional<Translation> functionCall();

private:
    [[nodiscard]] const Token &peek(qsizetype ahead = 0) const
    {
        return m_tokens[std::min(m_position + ahead, m_tokens.size() - 1)];
    }
    [[nodiscard]] bool atEnd() const { return peek().kind == TokenKind::End; }
    bool accept(QLatin1String word);
    bool accept(QLatin1String word, QLatin1String second);
    bool acceptOperator(QLatin1String spelling);

    using Level = std::optional<Operand> (Translator::*)();
    std::optional<Operand> chain(Level next, QLatin1String word);
    std::optional<Operand> disjunction() { return chain(&Translator::conjunction, "OR"_L1); }
    std::optional<Operand> conjunction() { return chain(&Translator::negation, "AND"_L1); }
    std::optional<Operand> negation();
    std::optional<Operand> test();
    std::optional<Operand> primary();
    std::optional<NamedColumn> name();
    /// "is null", "is not null" or empty.
    QString nullTest();
    [[nodiscard]] Translation translation(const QString &sql) const { return {sql, m_columns, {}}; }

    QList<Token> m_tokens;
    qsizetype m_position = 0;
    const ColumnLookup &m_lookup;
    QStringList m_columns;
    int m_depth = 0;
};

bool Translator::accept(QLatin1String word)
{
    const bool found = peek().isWord(word);
    m_position += found ? 1 : 0;
    return found;
}

bool Translator::accept(QLatin1String word, QLatin1String second)
{
    const bool found = peek().isWord(word) && peek(1).isWord(second);
    m_position += found ? 2 : 0;
    return found;
}

bool Translator::acceptOperator(QLatin1String spelling)
{
    const bool found = peek().isOperator(spelling);
    m_position += found ? 1 : 0;
    return found;
}

std::optional<Operand> Translator::chain(Level next, QLatin1String word)
{
    auto first = (this->*next)();
    if (!first || !peek().isWord(word))
        return first;
    QStringList parts{first->sql};
    bool conditions = first->condition;
    while (accept(word)) {
        const auto part = (this->*next)();
        if (!part)
            return {};
        parts.append(part->sql);
        conditions = conditions && part->condition;
    }
    if (!conditions)
        return {};
    const QString glue = u' ' + word + u' ';
    return Operand{u'(' + parts.join(glue) + u')', true};
}

std::optional<Operand> Translator::negation()
{
    if (!accept("NOT"_L1))
        return test();
    if (++m_depth > deepestNesting)
        return {};
    const auto negated = negation();
    --m_depth;
    if (!negated || !negated->condition)
        return {};
    return Operand{u"(NOT "_s + negated->sql + u')', true};
}

QString Translator::nullTest()
{
    if (accept("ISNULL"_L1) || accept("IS"_L1, "NULL"_L1))
        return u" IS NULL"_s;
    if (accept("NOTNULL"_L1) || accept("NOT"_L1, "NULL"_L1))
        return u" IS NOT NULL"_s;
    if (peek().isWord("IS"_L1) && peek(1).isWord("NOT"_L1) && peek(2).isWord("NULL"_L1)) {
        m_position += 3;
        return u" IS NOT NULL"_s;
    }
    return {};
}

std::optional<Operand> Translator::test()
{
    auto operand = primary();
    if (!operand)
        return {};
    for (QString test = nullTest(); !test.isEmpty(); test = nullTest())
        operand = Operand{u'(' + operand->sql + test + u')', true};
    return operand;
}

std::optional<Operand> Translator::primary()
{
    if (acceptOperator("("_L1)) {
        if (++m_depth > deepestNesting)
            return {};
        auto inner = disjunction();
        --m_depth;
        if (!inner || !acceptOperator(")"_L1))
            return {};
        return inner;
    }
    const auto column = name();
    if (!column)
        return {};
    return Operand{schema::quoteIdentifier(column->target), column->boolean};
}

std::optional<NamedColumn> Translator::name()
{
    const Token &token = peek();
    const bool word = token.kind == TokenKind::Word && sqlite::canBeName(token, sqlite::NamePlace::Name);
    if (!word && token.kind != TokenKind::QuotedName)
        return {};
    auto column = m_lookup(token.unquoted());
    if (column) {
        ++m_position;
        m_columns.append(column->source);
    }
    return column;
}

std::optional<Translation> Translator::condition()
{
    const auto whole = disjunction();
    if (!whole || !whole->condition || !atEnd())
        return {};
    return translation(whole->sql);
}

std::optional<Translation> Translator::column()
{
    int open = 0;
    while (acceptOperator("("_L1))
        ++open;
    const auto column = name();
    while (open > 0 && acceptOperator(")"_L1))
        --open;
    if (!column || open > 0 || !atEnd())
        return {};
    Translation found = translation(schema::quoteIdentifier(column->target));
    found.onlyColumn = column->target;
    return found;
}

std::optional<Translation> Translator::functionCall()
{
    static constexpr std::array functions{"lower"_L1, "upper"_L1, "length"_L1};
    for (const QLatin1String function : functions) {
        if (!peek().isWord(function) || !peek(1).isOperator("("_L1))
            continue;
        m_position += 2;
        QString argument;
        if (peek().kind == TokenKind::String) {
            argument = schema::quoteLiteral(peek().unquoted()) + u"::text"_s;
            ++m_position;
        } else if (const auto column = name(); column && column->text) {
            argument = schema::quoteIdentifier(column->target);
        } else {
            return {};
        }
        if (!acceptOperator(")"_L1) || !atEnd())
            return {};
        return translation(function + u'(' + argument + u')');
    }
    return {};
}

} // namespace

std::optional<Translation> translateCondition(const QString &sql, const ColumnLookup &lookup)
{
    return Translator(sql, lookup).condition();
}

std::optional<Translation> translateIndexExpression(const QString &sql, const ColumnLookup &lookup,
                                                    IndexPurpose purpose)
{
    if (auto column = Translator(sql, lookup).column())
        return column;
    if (auto condition = Translator(sql, lookup).condition())
        return condition;
    if (purpose == IndexPurpose::Uniqueness)
        return {};
    return Translator(sql, lookup).functionCall();
}

} // namespace migration
