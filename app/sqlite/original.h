// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "sqlite/fileheader.h"
#include "sqlite/rawfile.h"

/// A database file that belongs to an application, and what lies beside it.
namespace sqlite {

/// How its newest committed state can be read without changing a byte in or beside it.
enum class ReadWay {
    Shared,  ///< through an ordinary connection: it has a rollback journal, or an owner whose -shm we can join
    AsIs,    ///< its file alone is the whole database, though an ordinary connection would make a -wal beside it
    Recover, ///< a hot -journal or a -wal without a living owner: only a recovered copy of all of it tells
};

struct Original
{
    QString path;    ///< as given
    QByteArray file; ///< native bytes, all links resolved: side files lie beside this one
    qint64 bytes = 0;
    qint64 walBytes = 0;
    qint64 journalBytes = 0;
    FileHeader header;
    DatabaseLocks locks; ///< of others
    ReadWay way = ReadWay::Shared;

    [[nodiscard]] QByteArray wal() const { return file + "-wal"; }
    [[nodiscard]] QByteArray journal() const { return file + "-journal"; }
    [[nodiscard]] QByteArray sharedMemory() const { return file + "-shm"; }
};

/// `path` as the system knows it; fails where no file can be named so, or where nothing is there that could be opened.
base::Result<QByteArray> locate(const QString &path);

/// Looks at `path` (located at `file`), or says why it is no database that could be read. Never blocks, never writes.
/// The caller holds the OriginalLock.
base::Result<Original> examine(const QString &path, const QByteArray &file);

} // namespace sqlite
