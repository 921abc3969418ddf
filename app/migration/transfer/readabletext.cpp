// SPDX-License-Identifier: MIT
#include "migration/transfer/readabletext.h"

#include <array>

namespace migration {

namespace {

/// One line of Unicode's table 3-7, "Well-Formed UTF-8 Byte Sequences".
struct Line
{
    unsigned char firstFrom;
    unsigned char firstTo;
    unsigned char secondFrom;
    unsigned char secondTo;
    size_t length;
};

constexpr std::array<Line, 9> wellFormed{{{0x00, 0x7F, 0x00, 0x00, 1},
                                          {0xC2, 0xDF, 0x80, 0xBF, 2},
                                          {0xE0, 0xE0, 0xA0, 0xBF, 3},
                                          {0xE1, 0xEC, 0x80, 0xBF, 3},
                                          {0xED, 0xED, 0x80, 0x9F, 3},
                                          {0xEE, 0xEF, 0x80, 0xBF, 3},
                                          {0xF0, 0xF0, 0x90, 0xBF, 4},
                                          {0xF1, 0xF3, 0x80, 0xBF, 4},
                                          {0xF4, 0xF4, 0x80, 0x8F, 4}}};

struct Piece
{
    size_t length = 1;
    bool good = false;
};

/// Of a text that is not empty.
Piece firstPiece(std::string_view text)
{
    const auto byteAt = [&text](size_t i) { return static_cast<unsigned char>(text[i]); };
    for (const Line &line : wellFormed) {
        if (byteAt(0) < line.firstFrom || byteAt(0) > line.firstTo)
            continue;
        size_t good = 1;
        if (line.length > 1 && text.size() > 1 && byteAt(1) >= line.secondFrom && byteAt(1) <= line.secondTo) {
            good = 2;
            while (good < line.length && good < text.size() && byteAt(good) >= 0x80 && byteAt(good) <= 0xBF)
                ++good;
        }
        return {good, good == line.length};
    }
    return {};
}

} // namespace

bool isReadable(std::string_view text)
{
    while (!text.empty()) {
        const Piece piece = firstPiece(text);
        if (!piece.good || text.front() == '\0')
            return false;
        text.remove_prefix(piece.length);
    }
    return true;
}

std::string readablePart(std::string_view text)
{
    std::string readable;
    readable.reserve(text.size()); // a huge one is not to be held twice while it grows
    while (!text.empty()) {
        const Piece piece = firstPiece(text);
        if (!piece.good)
            readable += "\xEF\xBF\xBD";
        else if (text.front() != '\0')
            readable += text.substr(0, piece.length);
        text.remove_prefix(piece.length);
    }
    return readable;
}

} // namespace migration
