// SPDX-License-Identifier: MIT
#include "sqlite/openhandles.h"

#include <QFile>
#include <algorithm>
#include <array>
#include <climits>
#include <dirent.h>
#include <memory>
#include <unistd.h>

namespace sqlite {

namespace {

struct FolderCloser
{
    void operator()(DIR *folder) const { closedir(folder); }
};
using Folder = std::unique_ptr<DIR, FolderCloser>;

bool isNumber(const char *name)
{
    const QByteArrayView text(name);
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool hasOpen(const QByteArray &descriptors, const QList<QByteArray> &files)
{
    const Folder folder(opendir(descriptors.constData()));
    if (!folder)
        return false;
    std::array<char, PATH_MAX> target{};
    while (const dirent *entry = readdir(folder.get())) {
        const QByteArray link = descriptors + '/' + entry->d_name;
        const ssize_t length = readlink(link.constData(), target.data(), target.size());
        if (length > 0 && files.contains(QByteArrayView(target.data(), length)))
            return true;
    }
    return false;
}

QString nameOf(const QByteArray &process, const char *number)
{
    QFile file(QFile::decodeName(process + "/comm"));
    const QString name = file.open(QIODevice::ReadOnly) ? QString::fromLocal8Bit(file.readAll()).trimmed() : QString();
    return QStringLiteral("%1 (%2)").arg(name, QString::fromLatin1(number));
}

} // namespace

QStringList processesUsing(const QList<QByteArray> &files)
{
    QStringList users;
    const Folder processes(opendir("/proc"));
    if (!processes)
        return users;
    const QByteArray ourselves = QByteArray::number(getpid());
    while (const dirent *entry = readdir(processes.get())) {
        if (!isNumber(entry->d_name) || ourselves == entry->d_name)
            continue;
        const QByteArray process = QByteArray("/proc/") + entry->d_name;
        if (hasOpen(process + "/fd", files))
            users.append(nameOf(process, entry->d_name));
    }
    return users;
}

} // namespace sqlite
