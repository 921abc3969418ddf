// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

/// The first bytes of a database file and of its write-ahead log, as SQLite's file format defines them.
namespace sqlite {

inline constexpr qint64 headerBytes = 100;
inline constexpr qint64 smallestPage = 512;

struct FileHeader
{
    qint64 pageSize = 0; ///< 0: impossible
    qint64 pages = 0;    ///< 0: not to be trusted (written by an old SQLite, which did not keep it)
    quint32 changeCounter = 0;
    bool walMode = false;
    bool plausible = false; ///< SQLite would accept it
};

/// The 16 bytes every SQLite 3 database begins with; of a shorter file, its beginning.
bool startsAsDatabase(QByteArrayView head);
/// Damaged, but so that it was one once.
bool startsNearlyAsDatabase(QByteArrayView head);
/// `head`: at least headerBytes.
FileHeader parseHeader(QByteArrayView head);

/// The header of a -wal.
struct WalHeader
{
    static constexpr qint64 size = 32;
    static constexpr qint64 frameHeaderSize = 24;
    bool valid = false;
    qint64 pageSize = 0;
    QByteArray salt; ///< 8 bytes; every frame of the same generation carries them
};
WalHeader parseWalHeader(QByteArrayView head);

} // namespace sqlite
