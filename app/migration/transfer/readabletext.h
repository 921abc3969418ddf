// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

/// UTF-8 as the verifier understands it, independent of how texts were made readable.
namespace migration {

/// Valid UTF-8 without NUL.
bool isReadable(std::string_view text);
/// Without NULs; each beginning of a character that does not go on, and each other bad byte, as one U+FFFD.
std::string readablePart(std::string_view text);

} // namespace migration
