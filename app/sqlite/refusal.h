// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

struct sqlite3;

/// What people are told when a file cannot be read or copied.
namespace sqlite {

enum class Reason {
    Empty,
    NotADatabase, ///< needs what it seems to be: see notADatabase()
    Encrypted,
    Truncated,
    DamagedHeader,
    Damaged,
    DamagedIndexes,
    NoPermission,
    NotFound,
    DanglingLink,
    NameTooLong,
    IsFolder,
    NotAFolder,
    SymlinkLoop,
    Fifo,
    Socket,
    Device,
    Locked,
    KeepsChanging,
    UnreadableName,
    DiskFault,
    OutOfMemory,
    NotUnderstood, ///< SQLite itself refuses it without calling it damaged
    TargetExists,
    TargetFolderMissing,
    TargetNotWritable,
};

/// The file's name for use in a sentence: no line breaks, no other characters that cannot be seen.
QString shownName(const QString &path);

base::Error refusal(Reason reason, const QString &path, const QString &detail = {});
/// `seems`: whole sentences from filekind.h.
base::Error notADatabase(const QString &path, const char *seems);
base::Error noSpace(const QString &folder, qint64 neededBytes, qint64 freeBytes);
/// There seemed to be room, but the disk is full now, or a limit of the user is reached.
base::Error noSpaceMeanwhile(const QString &copy, qint64 neededBytes, const QString &detail);
/// For a failed stat() or open() of `path`.
base::Error refusalOfErrno(int systemError, const QString &path);
/// For the last error of a connection that reads `path`.
base::Error refusalOfSqlite(sqlite3 *handle, const QString &path);

/// The code of an error that only asks for another look: the file changed between looking and reading.
inline constexpr QLatin1String changedMeanwhile{"changed-meanwhile"};
base::Error changed(const QString &path, const QString &detail);

} // namespace sqlite
