// SPDX-License-Identifier: MIT
#include "support/smalldisk.h"

#include <QDir>
#include <QFile>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace testsupport {

SmallDisk::SmallDisk(const QString &folder, int megabytes) : m_folder(folder)
{
    QDir().mkpath(folder);
    const QByteArray path = QFile::encodeName(folder);
    const QByteArray options("size=" + QByteArray::number(megabytes) + "m");
    m_mounted = mount("tmpfs", path.constData(), "tmpfs", 0, options.constData()) == 0;
    chmod(path.constData(), 0777);
    if (!m_mounted)
        qWarning(
            "No disk can be mounted here (it takes the right of a system administrator), so this case is left out.");
}

SmallDisk::~SmallDisk()
{
    if (m_mounted)
        umount2(QFile::encodeName(m_folder).constData(), MNT_DETACH);
}

void SmallDisk::fill() const
{
    const QByteArray path = QFile::encodeName(m_folder + u"/filler");
    const int file = open(path.constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    for (size_t size = 65536; size > 0; size /= 2) {
        const std::vector<char> piece(size, 'x');
        while (write(file, piece.data(), size) > 0) {
        }
    }
    close(file);
}

void SmallDisk::empty() const
{
    unlink(QFile::encodeName(m_folder + u"/filler").constData());
}

} // namespace testsupport
