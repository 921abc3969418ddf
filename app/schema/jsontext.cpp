// SPDX-License-Identifier: MIT
#include "schema/textshape.h"
#include "schema/utf8.h"

#include <array>
#include <bitset>
#include <cstring>

namespace schema {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Bytes that a string may hold as they are; everything else is a quote, a backslash or a control character.
constexpr std::array<bool, 256> plainInString = [] {
    std::array<bool, 256> plain{};
    for (size_t byte = 0x20; byte < 256; ++byte)
        plain[byte] = byte != '"' && byte != '\\';
    return plain;
}();

/// Walks one document without recursion: a bit for each open bracket says whether it is an object's.
class JsonWalk
{
public:
    JsonWalk(const char *data, qsizetype size) : m_at(data), m_end(data + size) {}
    JsonFinding run();

private:
    enum class Next : quint8 { Value, ValueOrEnd, KeyOrEnd, CommaOrEnd, Done, Bad };

    [[nodiscard]] bool atEnd() const { return m_at == m_end; }
    [[nodiscard]] Next afterValue() const { return m_depth == 0 ? Next::Done : Next::CommaOrEnd; }
    [[nodiscard]] bool inObject() const { return m_objects[static_cast<size_t>(m_depth - 1)]; }
    void skipSpace();
    Next value();
    Next open(bool object);
    Next close(char bracket);
    Next key();
    Next comma();
    bool string();
    bool escape();
    int hexUnit();
    bool number();
    bool digits();
    bool word(const char *text, qsizetype length);

    const char *m_at;
    const char *m_end;
    std::bitset<maxJsonDepth> m_objects;
    int m_depth = 0;
    bool m_escapedNul = false;
};

void JsonWalk::skipSpace()
{
    while (!atEnd() && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
        ++m_at;
}

JsonFinding JsonWalk::run()
{
    skipSpace();
    const bool container = !atEnd() && (*m_at == '{' || *m_at == '[');
    Next next = Next::Value;
    while (next != Next::Done && next != Next::Bad) {
        skipSpace();
        if (atEnd())
            return {};
        switch (next) {
        case Next::Value:
            next = value();
            break;
        case Next::ValueOrEnd:
            next = *m_at == ']' ? close(']') : value();
            break;
        case Next::KeyOrEnd:
            next = *m_at == '}' ? close('}') : key();
            break;
        default:
            next = comma();
            break;
        }
    }
    skipSpace();
    if (next == Next::Bad || !atEnd())
        return {};
    return {container ? JsonVerdict::Container : JsonVerdict::Scalar, m_escapedNul};
}

JsonWalk::Next JsonWalk::value()
{
    bool good = false;
    switch (*m_at) {
    case '{':
        return open(true);
    case '[':
        return open(false);
    case '"':
        good = string();
        break;
    case 't':
        good = word("true", 4);
        break;
    case 'f':
        good = word("false", 5);
        break;
    case 'n':
        good = word("null", 4);
        break;
    default:
        good = number();
        break;
    }
    return good ? afterValue() : Next::Bad;
}

JsonWalk::Next JsonWalk::open(bool object)
{
    if (m_depth == maxJsonDepth)
        return Next::Bad;
    m_objects[static_cast<size_t>(m_depth++)] = object;
    ++m_at;
    return object ? Next::KeyOrEnd : Next::ValueOrEnd;
}

JsonWalk::Next JsonWalk::close(char bracket)
{
    if (inObject() != (bracket == '}'))
        return Next::Bad;
    --m_depth;
    ++m_at;
    return afterValue();
}

JsonWalk::Next JsonWalk::key()
{
    if (*m_at != '"' || !string())
        return Next::Bad;
    skipSpace();
    if (atEnd() || *m_at != ':')
        return Next::Bad;
    ++m_at;
    return Next::Value;
}

JsonWalk::Next JsonWalk::comma()
{
    if (*m_at != ',')
        return *m_at == '}' || *m_at == ']' ? close(*m_at) : Next::Bad;
    ++m_at;
    if (!inObject())
        return Next::Value;
    skipSpace();
    return atEnd() ? Next::Bad : key();
}

bool JsonWalk::string()
{
    for (++m_at; !atEnd();) {
        const auto byte = static_cast<unsigned char>(*m_at);
        if (plainInString[byte]) {
            ++m_at;
        } else if (byte == '"') {
            ++m_at;
            return true;
        } else if (byte != '\\' || !escape()) {
            return false;
        }
    }
    return false;
}

/// At a backslash.
bool JsonWalk::escape()
{
    if (m_end - m_at < 2)
        return false;
    const char kind = m_at[1];
    m_at += 2;
    if (kind != 'u')
        return kind != '\0' && std::strchr("\"\\/bfnrt", kind) != nullptr;
    const int unit = hexUnit();
    if (unit < 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
        return false;
    m_escapedNul = m_escapedNul || unit == 0;
    if (unit < 0xD800 || unit > 0xDBFF)
        return true;
    if (m_end - m_at < 2 || m_at[0] != '\\' || m_at[1] != 'u')
        return false;
    m_at += 2;
    const int low = hexUnit();
    return low >= 0xDC00 && low <= 0xDFFF;
}

/// Four hex digits; -1 if they are not there.
int JsonWalk::hexUnit()
{
    if (m_end - m_at < 4)
        return -1;
    int unit = 0;
    for (const char *stop = m_at + 4; m_at != stop; ++m_at) {
        const char lower = static_cast<char>(*m_at | 0x20);
        if (isDigit(*m_at))
            unit = unit * 16 + (*m_at - '0');
        else if (lower >= 'a' && lower <= 'f')
            unit = unit * 16 + (lower - 'a' + 10);
        else
            return -1;
    }
    return unit;
}

bool JsonWalk::digits()
{
    const char *first = m_at;
    while (!atEnd() && isDigit(*m_at))
        ++m_at;
    return m_at != first;
}

bool JsonWalk::number()
{
    if (*m_at == '-')
        ++m_at;
    if (!atEnd() && *m_at == '0')
        ++m_at;
    else if (!digits())
        return false;
    if (!atEnd() && *m_at == '.') {
        ++m_at;
        if (!digits())
            return false;
    }
    if (!atEnd() && (*m_at == 'e' || *m_at == 'E')) {
        ++m_at;
        if (!atEnd() && (*m_at == '+' || *m_at == '-'))
            ++m_at;
        return digits();
    }
    return true;
}

bool JsonWalk::word(const char *text, qsizetype length)
{
    if (m_end - m_at < length || std::memcmp(m_at, text, static_cast<size_t>(length)) != 0)
        return false;
    m_at += length;
    return true;
}

} // namespace

JsonFinding checkJson(const char *data, qsizetype size)
{
    const JsonFinding finding = JsonWalk(data, size).run();
    // Outside strings the walk takes ASCII only, so this is about what strings hold.
    if (finding.verdict == JsonVerdict::Invalid || !isValidUtf8(data, size))
        return {};
    return finding;
}

} // namespace schema
