// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <functional>

namespace schema {

/// Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. NUL is valid.
bool isValidUtf8(const char *data, qsizetype size);

/// What can be kept of a text in a database without NULs and bad bytes: NULs left out, each maximal run of bytes that
/// begins a character but does not finish it, and each other bad byte, as one U+FFFD.
QByteArray readableText(const char *data, qsizetype size);
/// The same, handed over piece by piece.
void forReadableText(const char *data, qsizetype size, const std::function<void(const char *, qsizetype)> &take);

struct TextFlaws
{
    bool invalid = false; ///< not UTF-8
    bool nul = false;     ///< U+0000 somewhere
};

/// Both at once, in one fast pass where the text is plain ASCII.
TextFlaws flawsOf(const char *data, qsizetype size);

/// Characters (code points) of valid UTF-8.
qsizetype characterCount(const char *data, qsizetype size);

} // namespace schema
