// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <memory>
#include <stop_token>

struct sqlite3;
struct sqlite3_stmt;

namespace sqlite {

/// A finished or running statement; finalised by scope.
struct StatementCloser
{
    void operator()(sqlite3_stmt *statement) const;
};
using Statement = std::unique_ptr<sqlite3_stmt, StatementCloser>;

/// One read-only connection of the linked library, for one thread at a time (for that which opened it where that has a
/// KeptSnapshot). Functions of the catalog go through it too.
class Database
{
public:
    enum class Mode {
        Immutable, ///< a finished snapshot: no locks, no -wal
        ReadOnly,  ///< an original: ordinary shared locks
    };
    /// Fails with what SQLite says, worded for a person (codes: source-damaged, source-in-use, no-permission,
    /// not-found, …).
    static base::Result<Database> open(const QString &path, Mode mode);

    [[nodiscard]] sqlite3 *handle() const { return m_handle.get(); }
    [[nodiscard]] base::Result<Statement> prepare(const QString &sql) const;
    /// One integer of the first row; an Error if there is no row.
    [[nodiscard]] base::Result<qint64> integer(const QString &sql) const;
    /// The last error of the handle as an Error.
    [[nodiscard]] base::Error lastError() const;
    /// The same for a handle that somebody else owns (a statement's).
    static base::Error errorOf(sqlite3 *handle);

private:
    std::shared_ptr<sqlite3> m_handle;
};

} // namespace sqlite
