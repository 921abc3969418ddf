// SPDX-License-Identifier: MIT
#include "postgres/folderlock.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QThread>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

/// False if the file was removed or replaced while we waited for it: then another one counts.
bool isStillThere(int descriptor, const QByteArray &path)
{
    struct stat opened
    {
    };
    struct stat found
    {
    };
    return fstat(descriptor, &opened) == 0 && stat(path.constData(), &found) == 0 && opened.st_ino == found.st_ino;
}

} // namespace

base::Result<FolderLock> FolderLock::take(const QString &file, std::chrono::milliseconds patience)
{
    const QByteArray path = QFile::encodeName(file);
    const QDeadlineTimer deadline(patience);
    while (true) {
        const int descriptor = open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (descriptor < 0)
            return base::fail(
                u"cannot-write"_s,
                QCoreApplication::translate("postgres", "“%1” cannot be opened. Usually the private server belongs to "
                                                        "another user. Run the program as that user.")
                    .arg(file),
                qt_error_string(errno));
        FolderLock lock(descriptor);
        if (flock(descriptor, LOCK_EX | LOCK_NB) == 0 && isStillThere(descriptor, path))
            return lock;
        if (deadline.hasExpired())
            return base::fail(u"busy"_s, QCoreApplication::translate("postgres",
                                                                     "Another program is just starting or stopping the "
                                                                     "private server. Wait a moment, then try again."));
        QThread::msleep(50);
    }
}

FolderLock::FolderLock(FolderLock &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

} // namespace postgres
