// SPDX-License-Identifier: MIT
#include "sqlite/originalreader.h"

#include "sqlite/lookingvfs.h"
#include "sqlite/refusal.h"

#include <QFile>
#include <algorithm>
#include <cerrno>
#include <sqlite3.h>
#include <thread>

namespace sqlite {

namespace {

using namespace std::chrono_literals;

constexpr auto pause = 10ms;

/// SQLite's own waiting backs off to 100 ms and starves beside a busy writer; this asks often and can be stopped.
int waitForLock(void *context, int attempt)
{
    const auto &patience = *static_cast<const Patience *>(context);
    if (patience.stop.stop_requested() || attempt * pause >= patience.limit)
        return 0;
    std::this_thread::sleep_for(pause);
    return 1;
}

Connection open(const Original &original, const QByteArray &options, const Patience &patience)
{
    sqlite3 *handle = nullptr;
    constexpr int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    sqlite3_open_v2(uriOf(original.file, options).constData(), &handle, flags, lookingVfs());
    Connection connection(handle);
    if (handle != nullptr) {
        sqlite3_extended_result_codes(handle, 1);
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        // SQLite only hands the pointer back to waitForLock, which does not write through it.
        sqlite3_busy_handler(handle, waitForLock, const_cast<Patience *>(&patience));
    }
    return connection;
}

int beginSnapshot(sqlite3 *handle)
{
    if (sqlite3_errcode(handle) != SQLITE_OK)
        return sqlite3_extended_errcode(handle);
    const int begun = execute(handle, "BEGIN");
    return begun != SQLITE_OK ? begun : execute(handle, "SELECT count(*) FROM sqlite_schema");
}

bool isMissing(sqlite3 *handle, int code)
{
    const int systemError = sqlite3_system_errno(handle);
    return (code & 0xff) == SQLITE_CANTOPEN && systemError != EACCES && systemError != EPERM;
}

} // namespace

void ConnectionCloser::operator()(sqlite3 *handle) const
{
    sqlite3_close_v2(handle);
}

QByteArray uriOf(const QByteArray &file, const QByteArray &options)
{
    return "file://" + file.toPercentEncoding("/") + options;
}

int execute(sqlite3 *handle, const char *sql)
{
    return sqlite3_exec(handle, sql, nullptr, nullptr, nullptr);
}

base::Result<Connection> beginReading(const Original &original, const Patience &patience)
{
    const bool asIs = original.way == ReadWay::AsIs;
    Connection connection = open(original, asIs ? "?immutable=1" : "?readonly_shm=1", patience);
    int code = connection ? beginSnapshot(connection.get()) : SQLITE_NOMEM;
    if ((code & 0xff) == SQLITE_READONLY && code != SQLITE_READONLY_ROLLBACK) {
        // No mark in the owner's -shm that a mere onlooker could share: join as an ordinary reader does.
        connection = open(original, "", patience);
        code = connection ? beginSnapshot(connection.get()) : SQLITE_NOMEM;
    }
    if (code == SQLITE_OK)
        return connection;
    if (patience.stop.stop_requested())
        return base::failStopped();
    base::Error error = refusalOfSqlite(connection.get(), original.path);
    if (connection && (code == SQLITE_READONLY_ROLLBACK || isMissing(connection.get(), code)))
        return base::fail(changed(original.path, error.detail));
    return base::fail(std::move(error));
}

base::Result<Connection> openCopy(const QByteArray &file)
{
    sqlite3 *handle = nullptr;
    constexpr int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    const int opened = sqlite3_open_v2(uriOf(file, {}).constData(), &handle, flags, nullptr);
    Connection connection(handle);
    if (opened != SQLITE_OK)
        return base::fail(refusalOfSqlite(handle, QFile::decodeName(file)));
    sqlite3_extended_result_codes(handle, 1);
    return connection;
}

} // namespace sqlite
