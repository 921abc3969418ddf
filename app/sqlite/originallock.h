// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <sys/types.h>

namespace sqlite {

/// Lets one thread of this process at a time have an original open, through whatever name. Closing any descriptor
/// on a file drops the POSIX locks of the whole process on it, so that a look at the header in one thread would
/// take away the shared lock of a snapshot in another. Waits for its turn; not recursive.
class OriginalLock
{
public:
    /// `path`: native bytes. Without such a file there is nothing to wait for.
    explicit OriginalLock(const QByteArray &path);
    OriginalLock(const OriginalLock &) = delete;
    OriginalLock &operator=(const OriginalLock &) = delete;
    ~OriginalLock();

private:
    bool m_held = false;
    dev_t m_device = 0;
    ino_t m_inode = 0;
};

} // namespace sqlite
