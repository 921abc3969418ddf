// SPDX-License-Identifier: MIT
#pragma once

namespace sqlite {

/// The name of a SQLite file layer that looks and never touches: it opens databases, journals and logs only if they
/// are there, only for reading, and deletes nothing. (An ordinary read-only connection makes a -wal and a -shm beside
/// a database in WAL mode, and leaves them there.) Registered at the first call.
const char *lookingVfs();

} // namespace sqlite
