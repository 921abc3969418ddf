// SPDX-License-Identifier: MIT
#include "schema/textshape.h"

#include <QByteArrayView>
#include <algorithm>
#include <array>

namespace schema {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHex(char c)
{
    const char lower = static_cast<char>(c | 0x20);
    return isDigit(c) || (lower >= 'a' && lower <= 'f');
}

/// Steps over what it finds and says whether there was something.
struct Scanner
{
    const char *at;
    const char *end;

    bool one(char c)
    {
        const bool found = at != end && *at == c;
        at += found;
        return found;
    }
    bool oneOf(char a, char b) { return one(a) || one(b); }
    qsizetype digits()
    {
        const char *first = at;
        while (at != end && isDigit(*at))
            ++at;
        return at - first;
    }
    bool twoDigits()
    {
        if (end - at < 2 || !isDigit(at[0]) || !isDigit(at[1]))
            return false;
        at += 2;
        return true;
    }
    [[nodiscard]] bool done() const { return at == end; }
};

/// -?(0|[1-9][0-9]*) that a 64-bit integer can hold and give back (so not -0).
bool isInteger(const char *data, qsizetype size)
{
    const bool negative = data[0] == '-';
    const char *digits = negative ? data + 1 : data;
    const qsizetype count = size - (negative ? 1 : 0);
    if (count < 1 || count > 19 || (digits[0] == '0' && (count > 1 || negative)))
        return false;
    if (!std::all_of(digits, digits + count, isDigit))
        return false;
    if (count < 19)
        return true;
    const QByteArrayView limit(negative ? "9223372036854775808" : "9223372036854775807");
    return std::lexicographical_compare(digits, digits + count, limit.begin(), limit.end()) ||
           std::equal(digits, digits + count, limit.begin());
}

/// Any decimal number: sign, digits with or without a point, exponent.
bool isDecimal(const char *data, qsizetype size)
{
    Scanner text{data, data + size};
    text.oneOf('-', '+');
    qsizetype digits = text.digits();
    if (text.one('.'))
        digits += text.digits();
    if (digits == 0)
        return false;
    if (text.oneOf('e', 'E')) {
        text.oneOf('-', '+');
        if (text.digits() == 0)
            return false;
    }
    return text.done();
}

bool zoneFollows(Scanner &text)
{
    text.one(' ');
    if (text.oneOf('Z', 'z'))
        return text.done();
    if (!text.oneOf('+', '-') || !text.twoDigits())
        return false;
    if (text.done())
        return true;
    text.one(':');
    return text.twoDigits() && text.done();
}

/// The outline of a date or date-time, whatever its numbers say.
bool isNearMoment(const char *data, qsizetype size)
{
    Scanner text{data, data + size};
    if (!text.twoDigits() || !text.twoDigits() || !text.one('-') || !text.twoDigits() || !text.one('-') ||
        !text.twoDigits())
        return false;
    if (text.done())
        return true;
    if (!(text.oneOf(' ', 'T') || text.one('t')) || !text.twoDigits() || !text.one(':') || !text.twoDigits())
        return false;
    if (text.one(':')) {
        if (!text.twoDigits())
            return false;
        if (text.one('.') && text.digits() == 0)
            return false;
    }
    return text.done() || zoneFollows(text);
}

bool isUuid(const char *data, qsizetype size)
{
    if (size != 36 || data[8] != '-' || data[13] != '-' || data[18] != '-' || data[23] != '-')
        return false;
    for (qsizetype i = 0; i < size; ++i) {
        if (i == 8 || i == 13 || i == 18 || i == 23)
            continue;
        if (!isHex(data[i]))
            return false;
    }
    return true;
}

/// The first byte that is not JSON's white space; NUL if there is none.
char firstOfJson(const char *data, qsizetype size)
{
    const char *found =
        std::find_if(data, data + size, [](char c) { return c != ' ' && c != '\n' && c != '\r' && c != '\t'; });
    return found == data + size ? '\0' : *found;
}

ShapeFinding finding(TextShape shape)
{
    ShapeFinding result;
    result.shape = shape;
    return result;
}

ShapeFinding uuidOrOther(const char *data, qsizetype size)
{
    ShapeFinding result;
    if (isUuid(data, size)) {
        result.shape = TextShape::Uuid;
        result.lowerCaseUuid = std::none_of(data, data + size, [](char c) { return c >= 'A' && c <= 'F'; });
    }
    return result;
}

ShapeFinding jsonOrOther(const char *data, qsizetype size)
{
    if (const char first = firstOfJson(data, size); first != '{' && first != '[')
        return {};
    const JsonFinding json = checkJson(data, size);
    if (json.verdict != JsonVerdict::Container)
        return {};
    return finding(json.escapedNul ? TextShape::JsonWithNul : TextShape::Json);
}

ShapeFinding numericShape(const char *data, qsizetype size)
{
    if (size >= 10 && data[4] == '-' && data[7] == '-') {
        if (const auto parsed = parseMoment(data, size)) {
            ShapeFinding result;
            result.shape = TextShape::Moment;
            result.form = parsed->form;
            result.moment = parsed->moment;
            return result;
        }
        if (isNearMoment(data, size))
            return finding(TextShape::NearMoment);
    }
    if (isInteger(data, size))
        return finding(TextShape::Integer);
    if (isDecimal(data, size))
        return finding(TextShape::Real);
    return uuidOrOther(data, size);
}

/// What a first byte lets a text be.
enum class Start : quint8 { Nothing, Digit, Sign, Word, Hex, Bracket };

constexpr std::array<Start, 256> starts = [] {
    std::array<Start, 256> table{};
    for (const char c : {'a', 'b', 'c', 'd', 'e', 'A', 'B', 'C', 'D', 'E'})
        table[static_cast<unsigned char>(c)] = Start::Hex;
    for (const char c : {'t', 'f', 'y', 'n', 'o', 'T', 'F', 'Y', 'N', 'O'}) // f may begin a UUID too
        table[static_cast<unsigned char>(c)] = Start::Word;
    for (const char c : {'-', '+', '.'})
        table[static_cast<unsigned char>(c)] = Start::Sign;
    for (const char c : {'{', '[', ' ', '\n', '\r', '\t'})
        table[static_cast<unsigned char>(c)] = Start::Bracket;
    for (unsigned char c = '0'; c <= '9'; ++c)
        table[c] = Start::Digit;
    return table;
}();

} // namespace

std::optional<bool> booleanWord(const char *data, qsizetype size)
{
    struct Word
    {
        QByteArrayView text;
        bool meaning;
    };
    static constexpr std::array<Word, 10> words{{{"t", true},
                                                 {"f", false},
                                                 {"y", true},
                                                 {"n", false},
                                                 {"no", false},
                                                 {"on", true},
                                                 {"off", false},
                                                 {"yes", true},
                                                 {"true", true},
                                                 {"false", false}}};
    for (const Word &word : words) {
        const auto same = [](char lower, char c) { return lower == (c | 0x20); };
        if (word.text.size() == size && std::equal(word.text.begin(), word.text.end(), data, same))
            return word.meaning;
    }
    return {};
}

ShapeFinding shapeOf(const char *data, qsizetype size)
{
    if (size == 0)
        return finding(TextShape::Empty);
    switch (starts[static_cast<unsigned char>(data[0])]) {
    case Start::Digit:
        return numericShape(data, size);
    case Start::Sign:
        return isInteger(data, size)   ? finding(TextShape::Integer)
               : isDecimal(data, size) ? finding(TextShape::Real)
                                       : ShapeFinding{};
    case Start::Word:
        return booleanWord(data, size) ? finding(TextShape::BooleanWord) : uuidOrOther(data, size);
    case Start::Hex:
        return uuidOrOther(data, size);
    case Start::Bracket:
        return jsonOrOther(data, size);
    case Start::Nothing:
        break;
    }
    return {};
}

} // namespace schema
