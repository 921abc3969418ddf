// SPDX-License-Identifier: MIT
#include "migration/transfer/canonicaljson.h"

#include <QtGlobal>
#include <algorithm>
#include <map>
#include <utility>

namespace migration {

namespace {

constexpr int mostNested = 500;

/// Reads one document; every function says whether what it wanted was there, and appends it to `out`.
class Reader
{
public:
    explicit Reader(std::string_view text) : m_rest(text) {}
    bool document(std::string &out)
    {
        const bool found = value(out, 0);
        skipSpace();
        return found && m_rest.empty();
    }

private:
    void skipSpace() { m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t\r\n"), m_rest.size())); }
    bool take(char c)
    {
        if (m_rest.empty() || m_rest.front() != c)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    bool word(std::string_view text, std::string &out)
    {
        if (!m_rest.starts_with(text))
            return false;
        m_rest.remove_prefix(text.size());
        out += text;
        return true;
    }
    bool value(std::string &out, int depth);
    bool object(std::string &out, int depth);
    bool array(std::string &out, int depth);
    bool string(std::string &out);
    bool escape(std::string &characters);
    bool unit(quint32 &value);
    bool number(std::string &out);
    std::string_view digits();

    std::string_view m_rest;
};

bool Reader::value(std::string &out, int depth)
{
    skipSpace();
    if (m_rest.empty() || depth > mostNested)
        return false;
    switch (m_rest.front()) {
    case '{':
        return object(out, depth + 1);
    case '[':
        return array(out, depth + 1);
    case '"':
        return string(out);
    case 't':
        return word("true", out);
    case 'f':
        return word("false", out);
    case 'n':
        return word("null", out);
    default:
        return number(out);
    }
}

bool Reader::object(std::string &out, int depth)
{
    take('{');
    std::map<std::string, std::string> members;
    skipSpace();
    if (!take('}')) {
        do {
            std::string key;
            std::string member;
            skipSpace();
            if (!string(key))
                return false;
            skipSpace();
            if (!take(':') || !value(member, depth))
                return false;
            members.insert_or_assign(std::move(key), std::move(member));
            skipSpace();
        } while (take(','));
        if (!take('}'))
            return false;
    }
    const char *separator = "{";
    for (const auto &[key, member] : members)
        out.append(std::exchange(separator, ",")).append(key).append(":").append(member);
    out += members.empty() ? "{}" : "}";
    return depth <= mostNested;
}

bool Reader::array(std::string &out, int depth)
{
    take('[');
    out += '[';
    skipSpace();
    if (!take(']')) {
        bool more = true;
        while (more) {
            if (!value(out, depth))
                return false;
            skipSpace();
            more = take(',');
            if (more)
                out += ',';
        }
        if (!take(']'))
            return false;
    }
    out += ']';
    return depth <= mostNested;
}

void appendUtf8(std::string &out, quint32 c)
{
    const auto byte = [&out](quint32 value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | c >> 6);
        byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        byte(0xE0 | c >> 12);
        byte(0x80 | (c >> 6 & 0x3F));
        byte(0x80 | (c & 0x3F));
    } else {
        byte(0xF0 | c >> 18);
        byte(0x80 | (c >> 12 & 0x3F));
        byte(0x80 | (c >> 6 & 0x3F));
        byte(0x80 | (c & 0x3F));
    }
}

bool Reader::unit(quint32 &value)
{
    if (m_rest.size() < 4)
        return false;
    value = 0;
    for (const char c : m_rest.substr(0, 4)) {
        const size_t digit = std::string_view("0123456789abcdefABCDEF").find(c);
        if (digit == std::string_view::npos)
            return false;
        value = value * 16 + static_cast<quint32>(digit < 16 ? digit : digit - 6);
    }
    m_rest.remove_prefix(4);
    return true;
}

bool Reader::escape(std::string &characters)
{
    if (m_rest.empty())
        return false;
    const char c = m_rest.front();
    m_rest.remove_prefix(1);
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (const size_t at = letters.find(c); at != std::string_view::npos) {
        characters += meanings[at];
        return true;
    }
    quint32 first = 0;
    if (c != 'u' || !unit(first) || (first >= 0xDC00 && first <= 0xDFFF))
        return false;
    if (first >= 0xD800 && first <= 0xDBFF) {
        quint32 second = 0;
        if (!take('\\') || !take('u') || !unit(second) || second < 0xDC00 || second > 0xDFFF)
            return false;
        first = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    }
    appendUtf8(characters, first);
    return true;
}

/// Appended in quotes, with only quotes and backslashes escaped.
bool Reader::string(std::string &out)
{
    if (!take('"'))
        return false;
    std::string characters;
    while (!take('"')) {
        if (m_rest.empty() || static_cast<unsigned char>(m_rest.front()) < 0x20)
            return false;
        if (take('\\')) {
            if (!escape(characters))
                return false;
            continue;
        }
        characters += m_rest.front();
        m_rest.remove_prefix(1);
    }
    out += '"';
    for (const char c : characters) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    out += '"';
    return true;
}

std::string_view Reader::digits()
{
    const std::string_view found = m_rest.substr(0, std::min(m_rest.find_first_not_of("0123456789"), m_rest.size()));
    m_rest.remove_prefix(found.size());
    return found;
}

/// As 0 or [-]digits without zeros at either end, e and the power of ten of the last digit.
bool Reader::number(std::string &out)
{
    const bool negative = take('-');
    const std::string_view whole = digits();
    if (whole.empty() || (whole.size() > 1 && whole.front() == '0'))
        return false;
    std::string_view fraction;
    if (take('.') && (fraction = digits()).empty())
        return false;
    long long exponent = 0;
    if (take('e') || take('E')) {
        const bool down = take('-');
        if (!down)
            take('+');
        const std::string_view power = digits();
        if (power.empty() || power.size() > 15)
            return false;
        for (const char c : power)
            exponent = exponent * 10 + (c - '0');
        exponent = down ? -exponent : exponent;
    }
    std::string all = std::string(whole).append(fraction);
    exponent -= static_cast<long long>(fraction.size());
    all.erase(0, all.find_first_not_of('0'));
    while (!all.empty() && all.back() == '0') {
        all.pop_back();
        ++exponent;
    }
    if (all.empty())
        out += '0';
    else
        out.append(negative ? "-" : "").append(all).append("e").append(std::to_string(exponent));
    return true;
}

} // namespace

std::optional<std::string> canonicalJson(std::string_view text)
{
    std::string canonical;
    if (!Reader(text).document(canonical))
        return {};
    return canonical;
}

} // namespace migration
