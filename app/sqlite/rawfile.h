// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QByteArray>

/// Reading the bytes of files that belong to others.
namespace sqlite {

/// What other connections hold on a database file, as SQLite's locking bytes tell.
struct DatabaseLocks
{
    bool shared = false;    ///< someone reads it, or has it open in WAL mode
    bool reserved = false;  ///< someone is preparing to write
    bool exclusive = false; ///< someone is writing the file itself, or waits to: nobody else may read
    [[nodiscard]] bool any() const { return shared || reserved || exclusive; }
};

/// A descriptor for raw reading; opening it never blocks. Closing it drops all POSIX locks that this process has on
/// the file: hold the file's OriginalLock from before opening until after closing.
class RawFile
{
public:
    /// `path`: native bytes. Only regular files are opened; else systemError() says why not.
    static RawFile open(const QByteArray &path);
    RawFile(RawFile &&other) noexcept;
    RawFile &operator=(RawFile &&) = delete;
    RawFile(const RawFile &) = delete;
    RawFile &operator=(const RawFile &) = delete;
    ~RawFile();

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] int systemError() const { return m_error; } ///< why it is not open
    [[nodiscard]] qint64 size() const;
    /// Fewer bytes at the end of the file; null if the system could not read.
    [[nodiscard]] QByteArray read(qint64 offset, qint64 bytes) const;
    /// The same into memory of the caller's: how many bytes, or -1.
    [[nodiscard]] qint64 readInto(char *data, qint64 offset, qint64 bytes) const;
    [[nodiscard]] DatabaseLocks databaseLocks() const;
    /// For a -shm: a living connection uses it.
    [[nodiscard]] bool sharedMemoryInUse() const;

private:
    RawFile() = default;
    int m_descriptor = -1;
    int m_error = 0;
};

} // namespace sqlite
