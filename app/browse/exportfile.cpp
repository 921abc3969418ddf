// SPDX-License-Identifier: MIT
#include "browse/exportfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

constexpr qsizetype writeAtOnce = qsizetype{256} * 1024;

base::Error systemError(const QString &path)
{
    const int error = errno;
    const auto kind = error == ENOSPC || error == EDQUOT                    ? QFileDevice::ResourceError
                      : error == EACCES || error == EPERM || error == EROFS ? QFileDevice::PermissionsError
                                                                            : QFileDevice::WriteError;
    return fileError(path, kind, QString::fromLocal8Bit(std::strerror(error)));
}

/// A file's content, or a folder's names.
bool flushToDisk(const QString &path)
{
    const int file = open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool fine = fsync(file) == 0 || errno == EINVAL; // some file systems know no flushing of folders
    const int error = errno;
    close(file);
    errno = error;
    return fine;
}

} // namespace

base::Error fileError(const QString &path, QFileDevice::FileError error, const QString &why)
{
    const QString detail = path + u": " + why;
    const QFileInfo folder(QFileInfo(path).absolutePath());
    const bool denied = error == QFileDevice::PermissionsError || (folder.isDir() && !folder.isWritable()) ||
                        (QFileInfo(path).isFile() && !QFileInfo(path).isWritable());
    if (error == QFileDevice::ResourceError)
        return {u"no-space"_s,
                QCoreApplication::translate("browse",
                                            "%1 cannot be written, because the disk is full. Make room there, or "
                                            "choose another place. Nothing is left of what was written, and what was "
                                            "there before is unchanged.")
                    .arg(path),
                detail};
    if (denied)
        return {u"no-permission"_s,
                QCoreApplication::translate("browse",
                                            "%1 cannot be written, because you have no right to write there. "
                                            "Choose a folder of your own. What was there before is unchanged.")
                    .arg(path),
                detail};
    return {u"file"_s,
            QCoreApplication::translate("browse", "%1 cannot be written. Usually its folder is not there or was "
                                                  "removed, or the name is too long or not allowed on that disk. "
                                                  "Choose another place. What was there before is unchanged.")
                .arg(path),
            detail};
}

ExportFile::ExportFile(const QString &path, ExportMeter &meter) : m_file(path), m_meter(meter)
{
}

base::Result<void> ExportFile::open()
{
    return checked(m_file.open(QIODevice::WriteOnly));
}

base::Result<void> ExportFile::write(QByteArrayView bytes)
{
    m_buffer.append(bytes.data(), bytes.size());
    return m_buffer.size() < writeAtOnce ? base::Result<void>() : flush();
}

base::Result<void> ExportFile::finish()
{
    if (auto flushed = flush(); !flushed)
        return flushed;
    return checked(m_file.commit());
}

base::Result<void> ExportFile::flush()
{
    qint64 done = 0;
    for (qint64 part = 1; part > 0 && done < m_buffer.size(); done += part) // a full disk takes a part, then says why
        part = std::max<qint64>(0, m_file.write(m_buffer.constData() + done, m_buffer.size() - done));
    const bool written = done == m_buffer.size() && m_file.flush();
    m_meter.addBytes(m_buffer.size());
    m_buffer.resize(0);
    return checked(written);
}

base::Result<void> ExportFile::checked(bool fine) const
{
    return fine ? base::Result<void>()
                : base::Result<void>(base::fail(fileError(m_file.fileName(), m_file.error(), m_file.errorString())));
}

Unfinished::Unfinished(const QString &path) : m_path(QFileInfo(path).absoluteFilePath())
{
    const QFileInfo place(m_path);
    do
        m_name = place.path() + u"/." + place.fileName().left(50) + u'.' +
                 QString::number(QRandomGenerator::global()->generate(), 36);
    while (QFileInfo::exists(m_name));
}

Unfinished::~Unfinished()
{
    if (QFileInfo(m_name).isDir())
        QDir(m_name).removeRecursively();
    else
        QFile::remove(m_name);
}

base::Result<void> Unfinished::makeFolder() const
{
    errno = 0;
    return QDir().mkdir(m_name) ? base::Result<void>() : base::Result<void>(base::fail(systemError(m_path)));
}

base::Result<void> Unfinished::moveToPlace()
{
    errno = 0;
    if (!flushToDisk(m_name) ||
        rename(QFile::encodeName(m_name).constData(), QFile::encodeName(m_path).constData()) != 0)
        return base::fail(systemError(m_path));
    flushToDisk(QFileInfo(m_path).path());
    return {};
}

} // namespace browse
