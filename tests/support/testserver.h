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
    ~TestServer();

private:
    TestServer();
    struct Private;
    std::unique_ptr<Private> m_private;
};

/// Makes a SQLite file at `path` from SQL text (several statements; aborts the test on an error).
void makeSqlite(const QString &path, const QString &sql);

} // namespace testsupport
