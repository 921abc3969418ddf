// SPDX-License-Identifier: MIT
#include "schema/pythonunicode.h"

#include "schema/pythonunicode-tables.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace schema {

namespace {

constexpr char32_t capitalSigma = 0x3A3;
constexpr char32_t smallSigma = 0x3C3;
constexpr char32_t finalSigma = 0x3C2;
constexpr char32_t capitalDottedI = 0x130;
constexpr char32_t combiningDotAbove = 0x307;

/// The entry with the greatest `first` that is not above `codePoint`.
template <typename Entry>
const Entry *entryOf(std::span<const Entry> entries, char32_t codePoint)
{
    const auto after = std::upper_bound(entries.begin(), entries.end(), codePoint,
                                        [](char32_t c, const Entry &entry) { return c < entry.first; });
    if (after == entries.begin())
        return nullptr;
    const Entry &entry = *std::prev(after);
    return codePoint <= entry.last ? &entry : nullptr;
}

bool isIn(std::span<const CodePointRange> ranges, char32_t codePoint)
{
    return entryOf(ranges, codePoint) != nullptr;
}

char32_t lowerOf(char32_t codePoint)
{
    const LowerRun *run = entryOf(std::span<const LowerRun>(lowerRuns), codePoint);
    if (!run || (codePoint - run->first) % run->step != 0)
        return codePoint;
    return static_cast<char32_t>(static_cast<int>(codePoint) + run->delta);
}

/// Final_Sigma of Unicode 3.13, as Python tests it: a cased letter before and none after, case-ignorables aside.
bool isFinalSigma(const std::u32string &text, size_t at)
{
    const auto ignorable = [](char32_t c) { return isIn(caseIgnorableRanges, c); };
    const auto begin = text.begin();
    const auto here = begin + static_cast<std::ptrdiff_t>(at);
    const auto before = std::find_if_not(std::make_reverse_iterator(here), text.rend(), ignorable);
    if (before == text.rend() || !isIn(casedRanges, *before))
        return false;
    const auto after = std::find_if_not(here + 1, text.end(), ignorable);
    return after == text.end() || !isIn(casedRanges, *after);
}

} // namespace

bool pythonIsAlnum(char32_t codePoint)
{
    return isIn(alnumRanges, codePoint);
}

std::u32string pythonLower(const std::u32string &text)
{
    std::u32string lower;
    lower.reserve(text.size());
    for (size_t i = 0; i < text.size(); ++i) {
        const char32_t c = text[i];
        if (c == capitalSigma) {
            lower += isFinalSigma(text, i) ? finalSigma : smallSigma;
        } else if (c == capitalDottedI) {
            lower += U'i';
            lower += combiningDotAbove;
        } else {
            lower += lowerOf(c);
        }
    }
    return lower;
}

} // namespace schema
