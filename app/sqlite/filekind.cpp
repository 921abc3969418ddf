// SPDX-License-Identifier: MIT
#include "sqlite/filekind.h"

#include "sqlite/fileheader.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QStringDecoder>
#include <algorithm>
#include <array>
#include <cmath>

namespace sqlite {

namespace {

struct Signature
{
    qsizetype offset;
    QByteArrayView bytes;
    const char *seems;
};

template <size_t Size>
constexpr QByteArrayView bytesOf(const char (&text)[Size])
{
    return QByteArrayView(text, Size - 1); // unlike the literal's own view this keeps NULs
}

constexpr const char *archive = QT_TRANSLATE_NOOP(
    "sqlite", "It is a compressed archive. If a database is inside, unpack the archive and choose the unpacked file.");
constexpr const char *image =
    QT_TRANSLATE_NOOP("sqlite", "It is a picture. Databases have other content; choose the right file.");
constexpr const char *media =
    QT_TRANSLATE_NOOP("sqlite", "It is a sound or film file. Databases have other content; choose the right file.");
constexpr const char *program =
    QT_TRANSLATE_NOOP("sqlite", "It is a program, not data. Choose the database that the program uses.");
constexpr const char *office = QT_TRANSLATE_NOOP(
    "sqlite", "It is a document of an office or database program for Windows, which cannot be moved from here.");

const std::array signatures{
    Signature{8, bytesOf("DUCK"),
              QT_TRANSLATE_NOOP("sqlite", "It is a DuckDB database, which is read in another way than SQLite's.")},
    Signature{0, bytesOf("** This file contains an SQLite 2.1 database **"),
              QT_TRANSLATE_NOOP("sqlite",
                                "It is a database of SQLite 2, which no current SQLite reads. Convert it with "
                                "the old program: sqlite OLD .dump | sqlite3 NEW")},
    Signature{0, bytesOf("\x37\x7f\x06\x82"),
              QT_TRANSLATE_NOOP("sqlite", "It is the write-ahead log (-wal) of a database, a part of it. Choose the "
                                          "database itself; its log is then read along.")},
    Signature{0, bytesOf("\x37\x7f\x06\x83"),
              QT_TRANSLATE_NOOP("sqlite", "It is the write-ahead log (-wal) of a database, a part of it. Choose the "
                                          "database itself; its log is then read along.")},
    Signature{0, bytesOf("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"),
              QT_TRANSLATE_NOOP("sqlite", "It is the rollback journal of a database, a part of it. Choose the database "
                                          "itself; its journal is then read along.")},
    Signature{0, bytesOf("PGDMP"),
              QT_TRANSLATE_NOOP("sqlite", "It is a backup of a PostgreSQL database. Use pg_restore for it.")},
    Signature{
        0, bytesOf("\x1f\x8b"),
        QT_TRANSLATE_NOOP("sqlite", "It is compressed with gzip. Unpack it (gunzip) and choose the unpacked file.")},
    Signature{0, bytesOf("PK\x03\x04"),
              QT_TRANSLATE_NOOP("sqlite", "It is a ZIP archive. If a database is inside, unpack the archive and choose "
                                          "the unpacked file.")},
    Signature{0, bytesOf("PK\x05\x06"),
              QT_TRANSLATE_NOOP("sqlite", "It is an empty ZIP archive. Choose another file.")},
    Signature{0, bytesOf("7z\xbc\xaf\x27\x1c"), archive},
    Signature{0,
              bytesOf("\xfd"
                      "7zXZ\0"),
              archive},
    Signature{0, bytesOf("BZh"), archive},
    Signature{0, bytesOf("\x28\xb5\x2f\xfd"), archive},
    Signature{0, bytesOf("\x04\x22\x4d\x18"), archive},
    Signature{0, bytesOf("Rar!"), archive},
    Signature{257, bytesOf("ustar"), archive},
    Signature{
        0, bytesOf("%PDF"),
        QT_TRANSLATE_NOOP("sqlite", "It is a PDF document. Databases have other content; choose the right file.")},
    Signature{0, bytesOf("\x89PNG"), image},
    Signature{0, bytesOf("\xff\xd8\xff"), image},
    Signature{0, bytesOf("GIF8"), image},
    Signature{8, bytesOf("WEBP"), image},
    Signature{0, bytesOf("II*\0"), image},
    Signature{0, bytesOf("MM\0*"), image},
    Signature{4, bytesOf("ftyp"), media},
    Signature{0, bytesOf("\x1a\x45\xdf\xa3"), media},
    Signature{0, bytesOf("OggS"), media},
    Signature{0, bytesOf("ID3"), media},
    Signature{0,
              bytesOf("\x7f"
                      "ELF"),
              program},
    Signature{0, bytesOf("MZ"), program},
    Signature{4, bytesOf("Standard Jet DB"), office},
    Signature{4, bytesOf("Standard ACE DB"), office},
    Signature{0, bytesOf("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), office},
    Signature{0, bytesOf("\xff\xfe"), QT_TRANSLATE_NOOP("sqlite", "It is plain text. Choose the database itself.")},
    Signature{0, bytesOf("\xfe\xff"), QT_TRANSLATE_NOOP("sqlite", "It is plain text. Choose the database itself.")},
};

bool hasAt(QByteArrayView head, qsizetype offset, QByteArrayView bytes)
{
    return head.size() >= offset + bytes.size() && head.sliced(offset, bytes.size()) == bytes;
}

bool isAllZero(QByteArrayView head)
{
    return std::all_of(head.begin(), head.end(), [](char byte) { return byte == '\0'; });
}

bool isText(QByteArrayView head, qint64 fileBytes)
{
    const auto isControl = [](char byte) {
        return (static_cast<unsigned char>(byte) < 0x20 && !QByteArrayView("\t\n\r\f\x1b").contains(byte)) ||
               byte == 0x7f;
    };
    if (std::any_of(head.begin(), head.end(), isControl))
        return false;
    // A character that is cut off at the end of what was read is no fault: only then may the decoder wait for more.
    const auto flags = fileBytes > head.size() ? QStringDecoder::Flag::Default : QStringDecoder::Flag::Stateless;
    QStringDecoder decoder(QStringDecoder::Utf8, flags);
    const QString text = decoder.decode(head);
    return !decoder.hasError() && !text.isEmpty();
}

const char *kindOfText(QByteArrayView head)
{
    QByteArray text = head.toByteArray().toLower();
    if (text.startsWith("\xef\xbb\xbf"))
        text.remove(0, 3);
    text = text.trimmed();
    if (text.startsWith("version https://git-lfs"))
        return QT_TRANSLATE_NOOP("sqlite", "It is only the pointer that Git LFS leaves in place of a large file. Fetch "
                                           "the file itself with: git lfs pull");
    if (text.startsWith("<!doctype html") || text.contains("<html"))
        return QT_TRANSLATE_NOOP("sqlite",
                                 "It is a web page (HTML), as a failed download leaves behind. Download or copy "
                                 "the database again.");
    if (text.startsWith("<?xml") || text.startsWith('<'))
        return QT_TRANSLATE_NOOP("sqlite", "It is an XML document. Choose the database itself.");
    if (text.startsWith('{') || text.startsWith('['))
        return QT_TRANSLATE_NOOP("sqlite", "It is a JSON document. Choose the database itself.");
    if (text.contains("create table") || text.contains("insert into") || text.contains("begin transaction"))
        return QT_TRANSLATE_NOOP("sqlite",
                                 "It is a text of SQL commands, the dump of a database. Make a database of it "
                                 "first: sqlite3 NEW < THIS_FILE");
    return QT_TRANSLATE_NOOP("sqlite", "It is plain text. Choose the database itself.");
}

/// Bits of information per byte: near 8 for encrypted and compressed data, under 6 for nearly everything else.
double entropy(QByteArrayView head)
{
    std::array<int, 256> counts{};
    for (const char byte : head)
        ++counts[static_cast<unsigned char>(byte)];
    double bits = 0;
    for (const int count : counts) {
        if (count > 0) {
            const double share = static_cast<double>(count) / static_cast<double>(head.size());
            bits -= share * std::log2(share);
        }
    }
    return bits;
}

bool looksScrambled(QByteArrayView head)
{
    constexpr double surely = 7.3; // 512 random bytes have about 7.6, 4096 about 7.95
    return head.size() >= smallestPage && entropy(head) >= surely;
}

} // namespace

FileContent contentOf(QByteArrayView head, qint64 fileBytes)
{
    if (startsAsDatabase(head))
        return {FileKind::Database};
    for (const Signature &signature : signatures) {
        if (hasAt(head, signature.offset, signature.bytes))
            return {FileKind::Other, signature.seems};
    }
    if (startsNearlyAsDatabase(head))
        return {FileKind::DamagedDatabase};
    if (isAllZero(head))
        return {FileKind::Other,
                QT_TRANSLATE_NOOP("sqlite",
                                  "It begins with nothing but zero bytes, as an interrupted copy or a disk fault "
                                  "leaves behind. Use another copy or a backup.")};
    if (isText(head, fileBytes))
        return {FileKind::Other, kindOfText(head)};
    if (looksScrambled(head)) {
        if (fileBytes % smallestPage == 0)
            return {FileKind::Scrambled};
        return {FileKind::Other,
                QT_TRANSLATE_NOOP("sqlite", "Its bytes look random: it is encrypted or compressed in a "
                                            "way that is not known here. Decrypt or unpack it first.")};
    }
    return {FileKind::Other,
            QT_TRANSLATE_NOOP("sqlite", "What it is cannot be told from its content. Look whether it is "
                                        "the right file.")};
}

} // namespace sqlite
