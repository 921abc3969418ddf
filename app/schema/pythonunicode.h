// SPDX-License-Identifier: MIT
#pragma once

#include <string>

/// Python's idea of Unicode, which names the applications' schemas. Qt's differs (final sigma, İ, newer letters).
namespace schema {

struct CodePointRange
{
    char32_t first;
    char32_t last;
};

/// first, first + step, … last all become themselves + delta.
struct LowerRun
{
    char32_t first;
    char32_t last;
    char32_t step;
    int delta;
};

/// str.isalnum() of one code point.
bool pythonIsAlnum(char32_t codePoint);
/// str.lower() with its full mappings.
std::u32string pythonLower(const std::u32string &text);

} // namespace schema
