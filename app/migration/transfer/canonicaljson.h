// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace migration {

/// One JSON document with everything gone that jsonb does not keep: no white space, keys sorted, the last of equal
/// keys, numbers as digits and a power of ten, in strings only quotes and backslashes escaped (so control characters
/// are there as such). None if it is not JSON by RFC 8259, nested more than 500 deep, or has lone surrogates.
std::optional<std::string> canonicalJson(std::string_view text);

} // namespace migration
