// SPDX-License-Identifier: MIT
#include "sqlite/originallock.h"

#include <condition_variable>
#include <mutex>
#include <set>
#include <sys/stat.h>
#include <utility>

namespace sqlite {

namespace {

struct Registry
{
    std::mutex mutex;
    std::condition_variable released;
    std::set<std::pair<dev_t, ino_t>> held;
};

Registry &registry()
{
    static Registry instance;
    return instance;
}

} // namespace

OriginalLock::OriginalLock(const QByteArray &path)
{
    struct stat info = {};
    if (stat(path.constData(), &info) != 0)
        return;
    m_device = info.st_dev;
    m_inode = info.st_ino;
    Registry &shared = registry();
    std::unique_lock waiting(shared.mutex);
    shared.released.wait(waiting, [&] { return !shared.held.contains({m_device, m_inode}); });
    shared.held.insert({m_device, m_inode});
    m_held = true;
}

OriginalLock::~OriginalLock()
{
    if (!m_held)
        return;
    Registry &shared = registry();
    {
        const std::lock_guard guard(shared.mutex);
        shared.held.erase({m_device, m_inode});
    }
    shared.released.notify_all();
}

} // namespace sqlite
