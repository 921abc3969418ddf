// SPDX-License-Identifier: MIT
#include "sqlite/keptsnapshot.h"

#include <sys/stat.h>
#include <utility>

namespace sqlite {

namespace {

KeptSnapshot *&kept()
{
    static thread_local KeptSnapshot *ofThisThread = nullptr;
    return ofThisThread;
}

} // namespace

KeptSnapshot::KeptSnapshot()
{
    kept() = this;
}

KeptSnapshot::~KeptSnapshot()
{
    kept() = nullptr;
}

KeptSnapshot *KeptSnapshot::ofThread()
{
    return kept();
}

std::shared_ptr<sqlite3> KeptSnapshot::find(const QByteArray &file) const
{
    const bool same = m_connection && file == m_file && identityOf(file) == m_identity;
    return same ? m_connection : nullptr;
}

void KeptSnapshot::keep(const QByteArray &file, std::shared_ptr<sqlite3> connection)
{
    m_file = file;
    m_identity = identityOf(file);
    m_connection = std::move(connection);
}

KeptSnapshot::Identity KeptSnapshot::identityOf(const QByteArray &file)
{
    struct stat info = {};
    if (stat(file.constData(), &info) != 0)
        return {};
    return {info.st_dev, info.st_ino, info.st_size, info.st_ctim.tv_sec, info.st_ctim.tv_nsec};
}

} // namespace sqlite
