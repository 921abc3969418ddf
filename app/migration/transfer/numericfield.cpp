// SPDX-License-Identifier: MIT
#include "migration/transfer/numericfield.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace migration {

namespace {

constexpr int base = 10000;
constexpr int digitsPerGroup = 4;
constexpr qint16 positive = 0x0000;
constexpr qint16 negative = 0x4000;

/// Groups of four decimal digits, the first worth 10000^weight.
struct Groups
{
    std::array<qint16, 8> values{};
    int count = 0;
    int weight = 0;
};

void putField(postgres::CopyBuffer &buffer, const Groups &groups, qint16 sign, int scale)
{
    buffer.put(static_cast<qint32>(8 + 2 * groups.count));
    buffer.put(static_cast<qint16>(groups.count));
    buffer.put(static_cast<qint16>(groups.weight));
    buffer.put(sign);
    buffer.put(static_cast<qint16>(scale));
    for (int i = 0; i < groups.count; ++i)
        buffer.put(groups.values[static_cast<size_t>(i)]);
}

Groups groupsOf(quint64 magnitude)
{
    Groups groups;
    for (; magnitude > 0; magnitude /= base)
        groups.values[static_cast<size_t>(groups.count++)] = static_cast<qint16>(magnitude % base);
    std::reverse(groups.values.begin(), groups.values.begin() + groups.count);
    groups.weight = std::max(groups.count - 1, 0);
    while (groups.count > 0 && groups.values[static_cast<size_t>(groups.count - 1)] == 0)
        --groups.count;
    return groups;
}

/// `digits` (no zeros at either end) of which the first is worth 10^exponent.
Groups groupsOf(const char *digits, int count, int exponent)
{
    Groups groups;
    groups.weight = exponent >= 0 ? exponent / digitsPerGroup : -((digitsPerGroup - 1 - exponent) / digitsPerGroup);
    int place = digitsPerGroup - 1 - (exponent - groups.weight * digitsPerGroup);
    static constexpr std::array<qint16, digitsPerGroup> worth{1000, 100, 10, 1};
    for (int i = 0; i < count; ++i, ++place) {
        if (i == 0 || place % digitsPerGroup == 0)
            ++groups.count;
        qint16 &group = groups.values[static_cast<size_t>(groups.count - 1)];
        group = static_cast<qint16>(group + (digits[i] - '0') * worth[static_cast<size_t>(place % digitsPerGroup)]);
    }
    return groups;
}

} // namespace

void putNumeric(postgres::CopyBuffer &buffer, qint64 value)
{
    const quint64 magnitude = value < 0 ? 0 - static_cast<quint64>(value) : static_cast<quint64>(value);
    putField(buffer, groupsOf(magnitude), value < 0 ? negative : positive, 0);
}

void putNumeric(postgres::CopyBuffer &buffer, double value)
{
    if (value == 0) {
        putField(buffer, {}, positive, 1);
        return;
    }
    std::array<char, 32> text; // d.ddde±xxx
    const char *const end =
        std::to_chars(text.data(), text.data() + text.size(), std::fabs(value), std::chars_format::scientific).ptr;
    char *const mark = std::find(text.data(), text.data() + text.size(), 'e');
    int exponent = 0;
    std::from_chars(mark[1] == '+' ? mark + 2 : mark + 1, end, exponent);
    const int count = mark == text.data() + 1 ? 1 : static_cast<int>(mark - text.data()) - 1;
    if (count > 1)
        text[1] = text[0]; // over the point: the digits are now in one piece
    const Groups groups = groupsOf(count > 1 ? text.data() + 1 : text.data(), count, exponent);
    putField(buffer, groups, value < 0 ? negative : positive, std::max(1, count - 1 - exponent));
}

} // namespace migration
