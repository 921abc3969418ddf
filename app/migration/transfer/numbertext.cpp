// SPDX-License-Identifier: MIT
#include "migration/transfer/numbertext.h"

#include <QtEndian>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace migration {

namespace {

/// The fewest digits that read back as the same double, one of them before the point.
std::string shortestScientific(double value)
{
    std::array<char, 40> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific).ptr;
    return {text.data(), end};
}

int exponentOf(const std::string &scientific)
{
    return std::atoi(scientific.c_str() + scientific.find('e') + 1);
}

/// Without the exponent, and with at least one digit after the point.
std::string plainText(const std::string &scientific)
{
    const int exponent = exponentOf(scientific);
    const std::string sign = scientific.front() == '-' ? "-" : "";
    std::string digits = scientific.substr(sign.size(), scientific.find('e') - sign.size());
    std::erase(digits, '.');
    if (exponent < 0)
        digits.insert(0, static_cast<size_t>(-exponent), '0');
    const size_t whole = exponent < 0 ? 1 : static_cast<size_t>(exponent) + 1;
    if (digits.size() < whole + 1)
        digits.append(whole + 1 - digits.size(), '0');
    digits.insert(whole, 1, '.');
    return sign + digits;
}

struct NumericHeader
{
    qint16 groups = 0;
    qint16 weight = 0;
    quint16 sign = 0;
    qint16 scale = 0;
};

constexpr size_t headerBytes = 8;

std::string hexOf(std::string_view bytes)
{
    std::string hex = "numeric ";
    for (const char c : bytes) {
        constexpr std::string_view digits = "0123456789abcdef";
        const auto code = static_cast<unsigned char>(c);
        hex.append(1, digits[code >> 4]).append(1, digits[code & 15]);
    }
    return hex;
}

/// The four decimal digits worth 10000^power.
std::string groupAt(std::string_view field, const NumericHeader &header, int power)
{
    const int index = header.weight - power;
    if (index < 0 || index >= header.groups)
        return "0000";
    const int value = qFromBigEndian<qint16>(field.data() + headerBytes + 2 * static_cast<size_t>(index));
    std::array<char, 8> digits{};
    std::snprintf(digits.data(), digits.size(), "%04d", value);
    return digits.data();
}

} // namespace

std::string integerText(qint64 value)
{
    return std::to_string(value);
}

std::string realText(double value)
{
    if (std::isinf(value))
        return value < 0 ? "-Infinity" : "Infinity";
    const std::string text = shortestScientific(value);
    const int exponent = exponentOf(text);
    return exponent < -4 || exponent > 15 ? text : plainText(text);
}

std::string plainRealText(double value)
{
    return plainText(shortestScientific(value));
}

std::optional<qint64> readInteger(std::string_view text)
{
    qint64 value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || integerText(value) != text)
        return {};
    return value;
}

std::optional<double> readReal(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || std::isnan(value) || realText(value) != text)
        return {};
    return value;
}

std::string numericText(std::string_view field)
{
    constexpr quint16 negative = 0x4000;
    if (field.size() < headerBytes)
        return hexOf(field);
    const NumericHeader header{qFromBigEndian<qint16>(field.data()), qFromBigEndian<qint16>(field.data() + 2),
                               qFromBigEndian<quint16>(field.data() + 4), qFromBigEndian<qint16>(field.data() + 6)};
    if (header.sign == 0xC000)
        return "NaN";
    if (header.sign == 0xD000 || header.sign == 0xF000)
        return header.sign == 0xD000 ? "Infinity" : "-Infinity";
    const bool whole = field.size() == headerBytes + 2 * static_cast<size_t>(std::max<qint16>(header.groups, 0));
    if (!whole || header.groups < 0 || header.scale < 0 || (header.sign != 0 && header.sign != negative))
        return hexOf(field);
    std::string digits;
    for (int power = std::max<int>(header.weight, 0); power >= 0; --power)
        digits += groupAt(field, header, power);
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    if (header.scale > 0) {
        std::string fraction;
        for (int power = -1; fraction.size() < static_cast<size_t>(header.scale); --power)
            fraction += groupAt(field, header, power);
        digits.append(".").append(fraction, 0, static_cast<size_t>(header.scale));
    }
    return header.sign == negative ? "-" + digits : digits;
}

} // namespace migration
