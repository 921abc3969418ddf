// SPDX-License-Identifier: MIT
#pragma once

#include "sqlite/filehash.h"
#include "sqlite/original.h"

#include <stop_token>

struct sqlite3;

namespace sqlite {

/// A copy of our own, being made.
struct CopyTarget
{
    QByteArray file;        ///< native bytes
    QString shown;          ///< what people know it as: the path it will have, or its folder
    qint64 neededBytes = 0; ///< room for all of it
};

/// Copies the database with its -journal and -wal to `copy` (which must not exist), and lets SQLite recover the copy
/// there: rolled back or completed, as its application would find it. Fails with changedMeanwhile if the original
/// was not still throughout. The caller holds the OriginalLock.
base::Result<void> copyRecovered(const Original &original, const CopyTarget &copy, const BytesSink &progress,
                                 const std::stop_token &stop);

/// The database's own file, byte by byte. The caller sees to it that nobody writes to it meanwhile.
base::Result<void> copyBytes(const Original &original, const CopyTarget &copy, const BytesSink &progress,
                             const std::stop_token &stop);

/// Recovers a copy of our own where need be, and makes it one file that needs none beside it. `path`: of the original.
base::Result<void> foldIntoOneFile(const CopyTarget &copy, const QString &path);

/// The last error of a connection that writes `copy`, a copy of the database at `path`.
base::Error refusalOfCopy(sqlite3 *handle, const CopyTarget &copy, const QString &path);

/// What went wrong with writing `copy`.
base::Error refusalOfWriting(int systemError, const CopyTarget &copy);

/// Free bytes that we may use on the file system of the folder; -1 if it does not say.
qint64 freeBytesIn(const QByteArray &folder);

} // namespace sqlite
