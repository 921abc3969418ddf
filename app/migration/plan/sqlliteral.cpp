// SPDX-License-Identifier: MIT
#include "migration/plan/sqlliteral.h"

#include "schema/realtext.h"
#include "sqlite/sqltokenizer.h"

#include <QList>
#include <cmath>
#include <limits>
#include <span>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using schema::Affinity;
using schema::StorageClass;
using sqlite::Token;
using sqlite::TokenKind;
using Tokens = std::span<const Token>;

Literal integerLiteral(qint64 integer)
{
    Literal literal;
    literal.storage = StorageClass::Integer;
    literal.integer = integer;
    return literal;
}

Literal realLiteral(double real)
{
    Literal literal;
    literal.storage = StorageClass::Real;
    literal.real = real;
    return literal;
}

Literal textLiteral(const QString &text)
{
    Literal literal;
    literal.storage = StorageClass::Text;
    literal.bytes = text.toUtf8();
    return literal;
}

Literal clockLiteral(Clock clock)
{
    Literal literal;
    literal.storage = StorageClass::Text;
    literal.clock = clock;
    return literal;
}

/// Without the sign, so that the smallest integer can be told from a real.
std::optional<Literal> readNumber(const QString &text, bool negative)
{
    bool good = false;
    if (text.startsWith(u"0x"_s, Qt::CaseInsensitive)) {
        const auto bits = static_cast<qint64>(text.mid(2).toULongLong(&good, 16));
        if (!good || (negative && bits == std::numeric_limits<qint64>::min()))
            return {};
        return integerLiteral(negative ? -bits : bits);
    }
    const qint64 integer = (negative ? QString(u'-' + text) : text).toLongLong(&good);
    if (good)
        return integerLiteral(integer);
    const double real = text.toDouble(&good);
    if (!good && !std::isinf(real))
        return {};
    return realLiteral(negative ? -real : real);
}

std::optional<Literal> readBlob(QStringView text)
{
    const QByteArray hex = text.sliced(2, text.size() - 3).toLatin1();
    Literal literal;
    literal.storage = StorageClass::Blob;
    literal.bytes = QByteArray::fromHex(hex);
    if (literal.bytes.size() * 2 != hex.size())
        return {};
    return literal;
}

Literal readWord(const Token &token)
{
    if (token.isWord("NULL"_L1))
        return {};
    if (token.isWord("TRUE"_L1) || token.isWord("FALSE"_L1))
        return integerLiteral(token.isWord("TRUE"_L1) ? 1 : 0);
    if (token.isWord("CURRENT_TIMESTAMP"_L1))
        return clockLiteral(Clock::Timestamp);
    if (token.isWord("CURRENT_DATE"_L1))
        return clockLiteral(Clock::Date);
    if (token.isWord("CURRENT_TIME"_L1))
        return clockLiteral(Clock::Time);
    return textLiteral(token.text.toString());
}

std::optional<Literal> readSingle(const Token &token)
{
    switch (token.kind) {
    case TokenKind::Number:
        return readNumber(token.text.toString(), false);
    case TokenKind::String:
    case TokenKind::QuotedName:
        return textLiteral(token.unquoted());
    case TokenKind::Blob:
        return readBlob(token.text);
    case TokenKind::Word:
        return readWord(token);
    default:
        return {};
    }
}

std::optional<Literal> readTokens(Tokens tokens)
{
    while (tokens.size() >= 3 && tokens.front().isOperator("("_L1) && tokens.back().isOperator(")"_L1))
        tokens = tokens.subspan(1, tokens.size() - 2);
    if (tokens.size() == 1)
        return readSingle(tokens.front());
    bool negative = false;
    for (; tokens.size() > 1; tokens = tokens.subspan(1)) {
        if (!tokens.front().isOperator("-"_L1) && !tokens.front().isOperator("+"_L1))
            return {};
        negative = negative != tokens.front().isOperator("-"_L1);
    }
    if (tokens.empty() || tokens.front().kind != TokenKind::Number)
        return {};
    return readNumber(tokens.front().text.toString(), negative);
}

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// The number that a text stands for as a whole, if it does.
std::optional<Literal> numberIn(const QByteArray &text)
{
    qsizetype first = 0;
    qsizetype end = text.size();
    while (first < end && isSpace(text[first]))
        ++first;
    while (end > first && isSpace(text[end - 1]))
        --end;
    const QString trimmed = QString::fromUtf8(text.sliced(first, end - first));
    for (const QChar c : trimmed) {
        if (!(c >= u'0' && c <= u'9') && !QStringView(u"+-.eE").contains(c))
            return {};
    }
    const bool negative = trimmed.startsWith(u'-');
    const bool sign = negative || trimmed.startsWith(u'+');
    const QString digits = trimmed.mid(sign ? 1 : 0);
    if (digits.isEmpty() || digits.startsWith(u'-') || digits.startsWith(u'+'))
        return {};
    return readNumber(digits, negative);
}

/// A real that an integer gives back becomes one.
Literal narrowed(const Literal &literal)
{
    constexpr double limit = 9.2e18;
    if (literal.storage != StorageClass::Real || !(std::abs(literal.real) < limit))
        return literal;
    if (std::trunc(literal.real) == literal.real)
        return integerLiteral(static_cast<qint64>(literal.real));
    return literal;
}

Literal asText(const Literal &literal)
{
    if (literal.storage == StorageClass::Integer)
        return textLiteral(QString::number(literal.integer));
    if (literal.storage == StorageClass::Real)
        return textLiteral(QString::fromLatin1(schema::realDigits(literal.real)));
    return literal;
}

} // namespace

std::optional<Literal> readLiteral(const QString &sql)
{
    const QList<Token> tokens = sqlite::tokenize(sql);
    return readTokens(Tokens(tokens.constData(), static_cast<size_t>(tokens.size() - 1)));
}

Literal applyAffinity(Literal literal, Affinity affinity)
{
    const bool number = literal.storage == StorageClass::Integer || literal.storage == StorageClass::Real;
    if (affinity == Affinity::Text)
        return number ? asText(literal) : literal;
    if (affinity == Affinity::Blob || literal.clock != Clock::None)
        return literal;
    if (literal.storage == StorageClass::Text) {
        if (const auto found = numberIn(literal.bytes))
            literal = *found;
    }
    if (affinity != Affinity::Real)
        return narrowed(literal);
    return literal.storage == StorageClass::Integer ? realLiteral(static_cast<double>(literal.integer)) : literal;
}

} // namespace migration
