// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/connection.h"
#include "postgres/settings.h"

#include <QTemporaryDir>

namespace testsupport {

/// A throw-away PostgreSQL for one test program: started on first use, gone at its end. Databases are made from a
/// template in milliseconds.
class TestServer
{
public:
    /// The one server of this process; aborts the test program with a sentence if it cannot start.
    static TestServer &instance();
    /// Settings for a fresh, empty database of its own (superuser).
    postgres::Settings freshDatabase();
    /// Settings for the superuser's maintenance database.
    postgres::Settings superuser();
    /// SIGKILL for every process of the server, as when the power fails. From any thread.
    void crash();
    /// After crash(): on the same port, with what it had committed.
    void restart();
    /// Stopped in an orderly way, with every session thrown out, and started again.
    void stopAndStart();
    /// As a copy that follows another server (which there is none), open for reading; stopAndStart() ends that.
    void startAsStandby();
    /// Makes the server's account the owner of a file or folder.
    void giveTo(const QString &path) const;
    ~TestServer();

private:
    TestServer();
    struct Private;
    std::unique_ptr<Private> m_private;
};

/// Carries out SQL text (several statements) in a database; aborts the test on an error.
void execute(const postgres::Settings &settings, const QString &sql);

/// Makes a SQLite file at `path` from SQL text (several statements; aborts the test on an error).
void makeSqlite(const QString &path, const QString &sql);

} // namespace testsupport
