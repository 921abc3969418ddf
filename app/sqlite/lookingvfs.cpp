// SPDX-License-Identifier: MIT
#include "sqlite/lookingvfs.h"

#include <sqlite3.h>

namespace sqlite {

namespace {

constexpr const char *vfsName = "cutover-looking";

sqlite3_vfs *systemVfs()
{
    static sqlite3_vfs *const vfs = sqlite3_vfs_find(nullptr);
    return vfs;
}

int openExisting(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    constexpr int ofTheOriginal =
        SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
    constexpr int changing =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE | SQLITE_OPEN_DELETEONCLOSE;
    const int allowed = (flags & ofTheOriginal) != 0 ? (flags & ~changing) | SQLITE_OPEN_READONLY : flags;
    return systemVfs()->xOpen(vfs, name, file, allowed, outFlags);
}

int deleteNothing(sqlite3_vfs *, const char *, int)
{
    return SQLITE_IOERR_DELETE;
}

sqlite3_vfs *registeredVfs()
{
    static sqlite3_vfs vfs = *systemVfs();
    vfs.zName = vfsName;
    vfs.pNext = nullptr;
    vfs.xOpen = openExisting;
    vfs.xDelete = deleteNothing;
    sqlite3_vfs_register(&vfs, 0);
    return &vfs;
}

} // namespace

const char *lookingVfs()
{
    static const sqlite3_vfs *const vfs = registeredVfs();
    return vfs->zName;
}

} // namespace sqlite
