// SPDX-License-Identifier: MIT
#include "sqlite/sqltokenizer.h"

#include "sqlite/asciicase.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace sqlite {

namespace {

constexpr bool isDigit(char16_t c)
{
    return c >= u'0' && c <= u'9';
}

constexpr bool isHexDigit(char16_t c)
{
    return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

constexpr bool isSpace(char16_t c)
{
    return c == u' ' || (c >= u'\t' && c <= u'\r');
}

constexpr bool startsWord(char16_t c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_' || c >= 0x80;
}

constexpr bool continuesWord(char16_t c)
{
    return startsWord(c) || isDigit(c) || c == u'$';
}

constexpr char16_t byteOrderMark = 0xFEFF;

class Scanner
{
public:
    explicit Scanner(QStringView sql) : m_sql(sql) {}
    Token next();

private:
    [[nodiscard]] char16_t at(qsizetype ahead) const
    {
        const qsizetype i = m_position + ahead;
        return i < m_sql.size() ? m_sql[i].unicode() : u'\0';
    }
    [[nodiscard]] bool atEnd() const { return m_position >= m_sql.size(); }

    void skipSpaceAndComments();
    bool skipComment();
    TokenKind scan();
    TokenKind scanQuoted(char16_t closing, TokenKind kind);
    TokenKind scanBlob();
    TokenKind scanNumber();
    TokenKind scanVariable();
    TokenKind scanOperator();
    void skipDigits();
    bool skipWordCharacters();

    QStringView m_sql;
    qsizetype m_position = 0;
};

Token Scanner::next()
{
    skipSpaceAndComments();
    const qsizetype start = m_position;
    const TokenKind kind = atEnd() ? TokenKind::End : scan();
    return {kind, start, m_sql.sliced(start, m_position - start)};
}

void Scanner::skipSpaceAndComments()
{
    // SQLite also takes a byte order mark for white space where a token could start.
    while (!atEnd()) {
        if (isSpace(at(0)) || at(0) == byteOrderMark)
            ++m_position;
        else if (!skipComment())
            return;
    }
}

bool Scanner::skipComment()
{
    if (at(0) == u'-' && at(1) == u'-') {
        const qsizetype newline = m_sql.indexOf(u'\n', m_position);
        m_position = newline < 0 ? m_sql.size() : newline + 1;
        return true;
    }
    if (at(0) == u'/' && at(1) == u'*') {
        const qsizetype close = m_sql.indexOf(QStringView(u"*/"), m_position + 2);
        m_position = close < 0 ? m_sql.size() : close + 2; // SQLite accepts one that the end of the text closes
        return true;
    }
    return false;
}

TokenKind Scanner::scan()
{
    const char16_t c = at(0);
    if (c == u'\'')
        return scanQuoted(u'\'', TokenKind::String);
    if (c == u'"' || c == u'`')
        return scanQuoted(c, TokenKind::QuotedName);
    if (c == u'[')
        return scanQuoted(u']', TokenKind::QuotedName);
    if ((c == u'x' || c == u'X') && at(1) == u'\'')
        return scanBlob();
    if (startsWord(c)) {
        skipWordCharacters();
        return TokenKind::Word;
    }
    if (isDigit(c) || (c == u'.' && isDigit(at(1))))
        return scanNumber();
    if (c == u'?' || c == u':' || c == u'@' || c == u'$' || c == u'#')
        return scanVariable();
    return scanOperator();
}

TokenKind Scanner::scanQuoted(char16_t closing, TokenKind kind)
{
    const bool doubles = closing != u']';
    for (++m_position; !atEnd(); ++m_position) {
        if (at(0) != closing)
            continue;
        ++m_position;
        if (!doubles || at(0) != closing)
            return kind;
    }
    return TokenKind::Invalid;
}

TokenKind Scanner::scanBlob()
{
    m_position += 2;
    const qsizetype start = m_position;
    while (isHexDigit(at(0)))
        ++m_position;
    if (at(0) == u'\'' && (m_position - start) % 2 == 0) {
        ++m_position;
        return TokenKind::Blob;
    }
    const qsizetype close = m_sql.indexOf(u'\'', m_position);
    m_position = close < 0 ? m_sql.size() : close + 1;
    return TokenKind::Invalid;
}

void Scanner::skipDigits()
{
    // Newer versions allow one _ between digits.
    while (isDigit(at(0)) || (at(0) == u'_' && isDigit(at(1)) && isDigit(at(-1))))
        ++m_position;
}

bool Scanner::skipWordCharacters()
{
    const qsizetype start = m_position;
    while (!atEnd() && continuesWord(at(0)))
        ++m_position;
    return m_position > start;
}

TokenKind Scanner::scanNumber()
{
    if (at(0) == u'0' && (at(1) == u'x' || at(1) == u'X') && isHexDigit(at(2))) {
        for (m_position += 3; isHexDigit(at(0));)
            ++m_position;
        return TokenKind::Number;
    }
    skipDigits();
    if (at(0) == u'.') {
        ++m_position;
        skipDigits();
    }
    const bool hasExponent = at(0) == u'e' || at(0) == u'E';
    const qsizetype sign = at(1) == u'+' || at(1) == u'-' ? 1 : 0;
    if (hasExponent && isDigit(at(1 + sign))) {
        m_position += 1 + sign;
        skipDigits();
    }
    return skipWordCharacters() ? TokenKind::Invalid : TokenKind::Number;
}

TokenKind Scanner::scanVariable()
{
    const bool mayStandAlone = at(0) == u'?';
    ++m_position;
    return skipWordCharacters() || mayStandAlone ? TokenKind::Variable : TokenKind::Invalid;
}

TokenKind Scanner::scanOperator()
{
    // Longer ones first.
    static constexpr std::array operators{"->>"_L1, "->"_L1, "||"_L1, "<<"_L1, ">>"_L1, "<="_L1, ">="_L1,
                                          "<>"_L1,  "=="_L1, "!="_L1, "="_L1,  "<"_L1,  ">"_L1,  "+"_L1,
                                          "-"_L1,   "*"_L1,  "/"_L1,  "%"_L1,  "&"_L1,  "|"_L1,  "~"_L1,
                                          "("_L1,   ")"_L1,  ","_L1,  ";"_L1,  "."_L1};
    const QStringView rest = m_sql.sliced(m_position);
    const auto found = std::ranges::find_if(operators, [rest](QLatin1String each) { return rest.startsWith(each); });
    m_position += found == operators.end() ? 1 : found->size();
    return found == operators.end() ? TokenKind::Invalid : TokenKind::Operator;
}

} // namespace

bool Token::isWord(QLatin1String word) const
{
    return kind == TokenKind::Word && sameIgnoringCase(text, word);
}

bool Token::isOperator(QLatin1String spelling) const
{
    return kind == TokenKind::Operator && text == spelling;
}

QString Token::unquoted() const
{
    if (kind != TokenKind::QuotedName && kind != TokenKind::String)
        return text.toString();
    QString inner = text.sliced(1, text.size() - 2).toString();
    const QChar quote = text.front();
    if (quote != u'[')
        inner.replace(QString(2, quote), QString(quote));
    return inner;
}

QList<Token> tokenize(QStringView sql)
{
    QList<Token> tokens;
    Scanner scanner(sql);
    do {
        tokens.append(scanner.next());
    } while (tokens.constLast().kind != TokenKind::End);
    return tokens;
}

} // namespace sqlite
