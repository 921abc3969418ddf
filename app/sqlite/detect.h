// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QStringList>
#include <optional>

namespace sqlite {

/// Instead of a number of tables and rows: they could only be counted in a recovered copy, for which there is no room.
inline constexpr qint64 uncounted = -1;

/// What one path is, by content. Never blocks (a FIFO is not opened for reading), never writes, follows symlinks.
struct Probe
{
    QString path; ///< as given, absolute
    qint64 bytes = 0;
    bool usable = false;
    qint64 tables = 0;                  ///< ordinary user tables; only when usable
    qint64 rows = 0;                    ///< of all of them; only when usable and asked for
    QStringList tableNames;             ///< of the ordinary user tables; empty when not usable or uncounted
    std::optional<base::Error> refusal; ///< codes: empty, not-a-database, encrypted, truncated, source-damaged,
                                        ///< no-permission, not-found, is-folder, symlink-loop, not-a-file (FIFO,
                                        ///< device, socket), source-in-use, unreadable-name,
                                        ///< read-failed (disk fault), out-of-memory
};

enum class Rows { Skip, Count };

Probe probe(const QString &path, Rows rows);

/// Every regular file below `folder` (recursively, symlinked folders not followed) whose content is or might once have
/// been a SQLite database, sorted; also, in `strange`, files whose *name* claims it (.sqlite, .sqlite3, .db, .db3)
/// but whose content does not. Side files (-journal, -wal, -shm, *.bak, *.backup_*, tmp…) are left out of both.
struct FolderListing
{
    QStringList databases;
    QStringList strange;
};
base::Result<FolderListing> listFolder(const QString &folder);

} // namespace sqlite
