// SPDX-License-Identifier: MIT
#pragma once

#include "sqlite/original.h"

#include <chrono>
#include <memory>
#include <stop_token>

struct sqlite3;

namespace sqlite {

struct ConnectionCloser
{
    void operator()(sqlite3 *handle) const;
};
using Connection = std::unique_ptr<sqlite3, ConnectionCloser>;

/// How long to wait for a lock, and what ends the waiting.
struct Patience
{
    std::chrono::milliseconds limit{2000};
    std::stop_token stop;
};

/// A connection with an open read transaction on the newest committed state: as long as it lives that state does not
/// change, and the schema can be read. For ways Shared and AsIs. Fails with changedMeanwhile where `original` is no
/// longer as it was seen. `patience` must outlive the connection. The caller holds the OriginalLock.
base::Result<Connection> beginReading(const Original &original, const Patience &patience);

/// A connection for a file of our own, for reading and writing; made if it is not there.
base::Result<Connection> openCopy(const QByteArray &file);

/// Runs one statement to its end; an SQLite result code.
int execute(sqlite3 *handle, const char *sql);

/// file: URI, so that nothing in a name is taken for anything but itself.
QByteArray uriOf(const QByteArray &file, const QByteArray &options);

} // namespace sqlite
