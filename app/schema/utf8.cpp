// SPDX-License-Identifier: MIT
#include "schema/utf8.h"

#include <cstring>

namespace schema {

namespace {

constexpr quint64 highBits = 0x8080808080808080U;
constexpr quint64 lowBits = 0x0101010101010101U;
constexpr char replacement[] = "\xEF\xBF\xBD";

quint64 wordAt(const char *data)
{
    quint64 word = 0;
    std::memcpy(&word, data, sizeof word);
    return word;
}

struct Step
{
    int length = 1; ///< bytes of the character, or of its part that is there
    bool valid = false;
};

struct Lead
{
    int length = 0;                  ///< of the whole character; 0: no character begins so
    unsigned char secondFrom = 0x80; ///< narrower than 80…BF where that would be overlong, a surrogate or too large
    unsigned char secondTo = 0xBF;
};

Lead leadOf(unsigned char byte)
{
    if (byte < 0x80)
        return {1};
    if (byte < 0xC2 || byte > 0xF4)
        return {0};
    if (byte < 0xE0)
        return {2};
    if (byte < 0xF0)
        return {3, static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80),
                static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF)};
    return {4, static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80),
            static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF)};
}

/// The character at `data` (size > 0), or the longest beginning of one.
Step stepAt(const char *data, qsizetype size)
{
    const Lead lead = leadOf(static_cast<unsigned char>(data[0]));
    if (lead.length <= 1)
        return {1, lead.length == 1};
    int length = 1;
    for (; length < lead.length && length < size; ++length) {
        const auto byte = static_cast<unsigned char>(data[length]);
        const bool fits = length == 1 ? byte >= lead.secondFrom && byte <= lead.secondTo : (byte & 0xC0) == 0x80;
        if (!fits)
            break;
    }
    return {length, length == lead.length};
}

/// How many bytes at the beginning are ASCII for sure (in whole words).
qsizetype asciiWords(const char *data, qsizetype size)
{
    qsizetype i = 0;
    while (size - i >= 8 && (wordAt(data + i) & highBits) == 0)
        i += 8;
    return i;
}

} // namespace

bool isValidUtf8(const char *data, qsizetype size)
{
    for (qsizetype i = 0; i < size;) {
        i += asciiWords(data + i, size - i);
        if (i == size)
            break;
        const Step step = stepAt(data + i, size - i);
        if (!step.valid)
            return false;
        i += step.length;
    }
    return true;
}

TextFlaws flawsOf(const char *data, qsizetype size)
{
    quint64 nonAscii = 0;
    quint64 zeros = 0;
    qsizetype i = 0;
    for (; size - i >= 8; i += 8) {
        const quint64 word = wordAt(data + i);
        nonAscii |= word;
        zeros |= (word - lowBits) & ~word; // high bit of the lowest zero byte, if any
    }
    for (; i < size; ++i) {
        const quint64 byte = static_cast<unsigned char>(data[i]);
        nonAscii |= byte;
        zeros |= byte == 0 ? highBits : 0;
    }
    TextFlaws flaws;
    flaws.invalid = (nonAscii & highBits) != 0 && !isValidUtf8(data, size);
    flaws.nul = (zeros & highBits) != 0 && std::memchr(data, 0, static_cast<size_t>(size)) != nullptr;
    return flaws;
}

qsizetype characterCount(const char *data, qsizetype size)
{
    qsizetype count = 0;
    for (qsizetype i = 0; i < size; ++i)
        count += (static_cast<unsigned char>(data[i]) & 0xC0) != 0x80;
    return count;
}

QByteArray readableText(const char *data, qsizetype size)
{
    QByteArray text;
    text.reserve(size);
    forReadableText(data, size, [&text](const char *part, qsizetype length) { text.append(part, length); });
    return text;
}

void forReadableText(const char *data, qsizetype size, const std::function<void(const char *, qsizetype)> &take)
{
    qsizetype begin = 0; // of the characters that are fine as they are
    for (qsizetype i = 0; i < size;) {
        const Step step = stepAt(data + i, size - i);
        const qsizetype next = i + step.length;
        if (!step.valid || data[i] == '\0') {
            if (i > begin)
                take(data + begin, i - begin);
            if (!step.valid)
                take(replacement, sizeof replacement - 1);
            begin = next;
        }
        i = next;
    }
    if (size > begin)
        take(data + begin, size - begin);
}

} // namespace schema
