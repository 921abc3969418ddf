// SPDX-License-Identifier: MIT
#include "sqlite/fileheader.h"

#include <QtEndian>
#include <algorithm>

namespace sqlite {

namespace {

constexpr char magicText[] = "SQLite format 3";
constexpr QByteArrayView magic{magicText, sizeof magicText};
constexpr qsizetype tellingPrefix = 6;  // "SQLite"
constexpr qsizetype mostOfTheMagic = 8; // as many right bytes of 16 are no accident
constexpr qint64 largestPage = 65536;

quint32 bigEndian32(QByteArrayView bytes, qsizetype offset)
{
    return qFromBigEndian<quint32>(bytes.data() + offset);
}

unsigned byteAt(QByteArrayView bytes, qsizetype offset)
{
    return static_cast<unsigned char>(bytes[offset]);
}

qint64 validPageSize(qint64 size)
{
    const bool powerOfTwo = (size & (size - 1)) == 0;
    return size >= smallestPage && size <= largestPage && powerOfTwo ? size : 0;
}

qint64 pageSizeOf(QByteArrayView head)
{
    const auto stored = qFromBigEndian<quint16>(head.data() + 16);
    return stored == 1 ? largestPage : validPageSize(stored);
}

bool hasFixedFractions(QByteArrayView head)
{
    return byteAt(head, 21) == 64 && byteAt(head, 22) == 32 && byteAt(head, 23) == 32;
}

} // namespace

bool startsAsDatabase(QByteArrayView head)
{
    if (head.size() < magic.size())
        return head.size() >= tellingPrefix && magic.startsWith(head);
    return head.startsWith(magic);
}

bool startsNearlyAsDatabase(QByteArrayView head)
{
    if (head.size() < headerBytes)
        return false;
    qsizetype right = 0;
    for (qsizetype i = 0; i < magic.size(); ++i)
        right += head[i] == magic[i] ? 1 : 0;
    const bool fieldsFit =
        hasFixedFractions(head) && pageSizeOf(head) != 0 && byteAt(head, 18) <= 2 && byteAt(head, 19) <= 2;
    return right >= mostOfTheMagic || fieldsFit;
}

FileHeader parseHeader(QByteArrayView head)
{
    FileHeader header;
    header.pageSize = pageSizeOf(head);
    header.changeCounter = bigEndian32(head, 24);
    header.walMode = byteAt(head, 19) == 2;
    const bool countIsCurrent = header.changeCounter == bigEndian32(head, 92);
    header.pages = countIsCurrent ? bigEndian32(head, 28) : 0;
    const bool usableSizeFits = header.pageSize - byteAt(head, 20) >= 480;
    const bool readable = byteAt(head, 19) <= 2 && bigEndian32(head, 44) <= 4;
    header.plausible = header.pageSize != 0 && usableSizeFits && hasFixedFractions(head) && readable;
    return header;
}

WalHeader parseWalHeader(QByteArrayView head)
{
    WalHeader header;
    if (head.size() < WalHeader::size)
        return header;
    const quint32 walMagic = bigEndian32(head, 0);
    header.pageSize = validPageSize(bigEndian32(head, 8));
    header.salt = head.sliced(16, 8).toByteArray();
    header.valid = (walMagic & 0xfffffffe) == 0x377f0682 && header.pageSize != 0;
    return header;
}

} // namespace sqlite
