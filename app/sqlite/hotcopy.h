// SPDX-License-Identifier: MIT
#pragma once

#include "sqlite/filehash.h"
#include "sqlite/original.h"

#include <stop_token>

struct sqlite3;

namespace sqlite {

/// Copies the database with its -journal and -wal to `copy` (native bytes, must not exist), and lets SQLite recover the
/// copy there: rolled back or completed, as its application would find it. Fails with changedMeanwhile if the original
/// was not still throughout. The caller holds the OriginalLock.
base::Result<void> copyRecovered(const Original &original, const QByteArray &copy, const BytesSink &progress,
                                 std::stop_token stop);

/// Recovers a copy of our own where need be, and makes it one file that needs none beside it.
base::Result<void> foldIntoOneFile(const QByteArray &copy, const QString &path);

/// The last error of a connection that writes `copy`, a copy of the database at `path`.
base::Error refusalOfCopy(sqlite3 *handle, const QByteArray &copy, const QString &path);

/// What went wrong with writing `copy`, of which about `neededBytes` were to be written.
base::Error refusalOfWriting(int systemError, const QByteArray &copy, qint64 neededBytes);

/// Free bytes that we may use on the file system of the folder; -1 if it does not say.
qint64 freeBytesIn(const QByteArray &folder);

} // namespace sqlite
