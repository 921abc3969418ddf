// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <chrono>

namespace postgres {

/// While it lives, no other program (or thread) holds the same file's lock. The system lets go of it when a program
/// dies, and it needs no free space on the disk.
class FolderLock
{
public:
    /// Codes: busy, cannot-write.
    static base::Result<FolderLock> take(const QString &file, std::chrono::milliseconds patience);
    FolderLock(FolderLock &&other) noexcept;
    FolderLock &operator=(FolderLock &&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

} // namespace postgres
