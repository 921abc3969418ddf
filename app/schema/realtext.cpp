// SPDX-License-Identifier: MIT
#include "schema/realtext.h"

#include <QByteArrayView>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace schema {

namespace {

// As many people's eyes are used to: plain notation from 0.0001 up to 16 digits before the point.
constexpr int smallestPlainExponent = -4;
constexpr int largestPlainExponent = 15;

/// d.ddd × 10^exponent
struct Decimal
{
    char digits[24];
    int count = 0;
    int exponent = 0;
};

Decimal decimalOf(double magnitude)
{
    char text[maxRealDigits];
    const char *end = std::to_chars(text, text + sizeof text, magnitude, std::chars_format::scientific).ptr;
    const char *e = std::find(static_cast<const char *>(text), end, 'e');
    Decimal decimal;
    for (const char *at = text; at != e; ++at) {
        if (*at != '.')
            decimal.digits[decimal.count++] = *at;
    }
    std::from_chars(e[1] == '+' ? e + 2 : e + 1, end, decimal.exponent);
    return decimal;
}

char *append(char *out, const char *from, int count)
{
    std::memcpy(out, from, static_cast<size_t>(count));
    return out + count;
}

char *zeros(char *out, int count)
{
    std::memset(out, '0', static_cast<size_t>(count));
    return out + count;
}

char *writePlain(char *out, const Decimal &decimal)
{
    if (decimal.exponent < 0) {
        out = append(out, "0.", 2);
        out = zeros(out, -decimal.exponent - 1);
        return append(out, decimal.digits, decimal.count);
    }
    const int whole = decimal.exponent + 1;
    const int given = std::min(whole, decimal.count);
    out = append(out, decimal.digits, given);
    out = zeros(out, whole - given);
    *out++ = '.';
    if (given == decimal.count)
        return zeros(out, 1);
    return append(out, decimal.digits + given, decimal.count - given);
}

char *writeScientific(char *out, const Decimal &decimal)
{
    *out++ = decimal.digits[0];
    if (decimal.count > 1) {
        *out++ = '.';
        out = append(out, decimal.digits + 1, decimal.count - 1);
    }
    *out++ = 'e';
    *out++ = decimal.exponent < 0 ? '-' : '+';
    const int exponent = std::abs(decimal.exponent);
    if (exponent < 10)
        *out++ = '0';
    return std::to_chars(out, out + 3, exponent).ptr;
}

qsizetype writeWord(QByteArrayView word, char *buffer)
{
    std::memcpy(buffer, word.data(), static_cast<size_t>(word.size()));
    return word.size();
}

} // namespace

qsizetype writeRealDigits(double value, char *buffer)
{
    if (std::isnan(value))
        return writeWord("NaN", buffer);
    if (std::isinf(value))
        return writeWord(value < 0 ? "-Infinity" : "Infinity", buffer);
    char *out = buffer;
    if (std::signbit(value))
        *out++ = '-';
    const Decimal decimal = decimalOf(std::fabs(value));
    const bool plain = decimal.exponent >= smallestPlainExponent && decimal.exponent <= largestPlainExponent;
    out = plain ? writePlain(out, decimal) : writeScientific(out, decimal);
    return out - buffer;
}

QByteArray realDigits(double value)
{
    char buffer[maxRealDigits];
    return {buffer, writeRealDigits(value, buffer)};
}

} // namespace schema
