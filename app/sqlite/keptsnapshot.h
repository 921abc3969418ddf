// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <ctime>
#include <memory>
#include <sys/types.h>

struct sqlite3;

namespace sqlite {

/// While it lives, its thread keeps the finished snapshot that it opened last: opening it again gives the same
/// connection, which therefore stays with this thread. SQLite reads the whole schema at each opening, which takes its
/// time where there are thousands of tables. One for each thread at a time.
class KeptSnapshot
{
public:
    KeptSnapshot();
    ~KeptSnapshot();
    KeptSnapshot(const KeptSnapshot &) = delete;
    KeptSnapshot &operator=(const KeptSnapshot &) = delete;

    /// None where nobody wants it kept.
    static KeptSnapshot *ofThread();

    /// Its connection if `file` (native bytes) still is the file that was opened; else none.
    [[nodiscard]] std::shared_ptr<sqlite3> find(const QByteArray &file) const;
    /// In place of the one before.
    void keep(const QByteArray &file, std::shared_ptr<sqlite3> connection);

private:
    /// What changes when another file takes its place, or when it is written to.
    struct Identity
    {
        dev_t device = 0;
        ino_t inode = 0;
        off_t bytes = 0;
        time_t changedSeconds = 0;
        long changedNanoseconds = 0;
        bool operator==(const Identity &) const = default;
    };
    static Identity identityOf(const QByteArray &file);

    QByteArray m_file;
    Identity m_identity;
    std::shared_ptr<sqlite3> m_connection;
};

} // namespace sqlite
