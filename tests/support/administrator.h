// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/connection.h"

namespace testsupport {

/// A superuser's session at the one server of this process; aborts the test program if there is none to be had.
postgres::Connection administrator();

/// Aborts the test program if the statement fails.
void run(postgres::Connection &connection, const QString &sql);

/// From now on that server encrypts: it shows this certificate of the tests, and takes clients' that their authority
/// signed. Ready when it returns.
void switchEncryptionOn(const QString &certificate = QStringLiteral("server.crt"));

/// A key or certificate of the tests.
QString tlsFile(const QString &name);

} // namespace testsupport
