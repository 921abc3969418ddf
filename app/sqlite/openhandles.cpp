// SPDX-License-Identifier: MIT
#include "sqlite/openhandles.h"

#include <QElapsedTimer>
#include <QFile>
#include <QHash>
#include <QList>
#include <algorithm>
#include <array>
#include <climits>
#include <dirent.h>
#include <memory>
#include <mutex>
#include <sys/stat.h>
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

QString nameOf(const QByteArray &process)
{
    QFile file(QFile::decodeName(process + "/comm"));
    const QString name = file.open(QIODevice::ReadOnly) ? QString::fromLocal8Bit(file.readAll()).trimmed() : QString();
    return QStringLiteral("%1 (%2)").arg(name, QString::fromLatin1(process.mid(process.lastIndexOf('/') + 1)));
}

bool isThisProgram(const QByteArray &process)
{
    struct stat ours = {};
    struct stat other = {};
    return stat("/proc/self/exe", &ours) == 0 && stat(QByteArray(process + "/exe").constData(), &other) == 0 &&
           ours.st_dev == other.st_dev && ours.st_ino == other.st_ino;
}

/// It was forked and has not become another program yet.
bool isUnstarted(const QByteArray &process)
{
    constexpr unsigned forkedOnly = 0x40; // the system's PF_FORKNOEXEC
    constexpr qsizetype flags = 6;        // among the words after the name, which may have any character
    QFile file(QFile::decodeName(process + "/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray line = file.readAll();
    const QByteArrayList words = line.mid(line.lastIndexOf(')') + 2).split(' ');
    return words.size() > flags && (words[flags].toUInt() & forkedOnly) != 0;
}

/// Whenever this program starts another one there is, for a moment, a second one of it, with copies of all its
/// descriptors: that is nobody else who has the files open.
bool isCopyOfUs(const QByteArray &process)
{
    return isThisProgram(process) && isUnstarted(process);
}

/// Adds the process to each file that is behind one of its descriptors.
void addOpenFiles(const QByteArray &process, QHash<QByteArray, QByteArrayList> &users)
{
    const QByteArray descriptors = process + "/fd";
    const Folder folder(opendir(descriptors.constData()));
    if (!folder)
        return;
    std::array<char, PATH_MAX> target{};
    while (const dirent *entry = readdir(folder.get())) {
        const QByteArray link = descriptors + '/' + entry->d_name;
        const ssize_t length = readlink(link.constData(), target.data(), target.size());
        if (length <= 0 || target[0] != '/')
            continue;
        QByteArrayList &known = users[QByteArray(target.data(), static_cast<qsizetype>(length))];
        if (!known.contains(process))
            known.append(process);
    }
}

/// Looks through all processes. That takes milliseconds, and tenths of a second where there are very many or the
/// computer is busy, which many small snapshots in a row would feel: a look is good for twenty times as long as it
/// took, a second at most.
class OpenFiles
{
public:
    QStringList usersOf(const QList<QByteArray> &files)
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_sinceLook.isValid() || m_sinceLook.nsecsElapsed() > m_goodForNs)
            look();
        QStringList names;
        for (const QByteArray &file : files) {
            for (const QByteArray &process : m_users.value(file))
                names += nameOf(process);
        }
        names.removeDuplicates();
        return names;
    }

private:
    void look()
    {
        constexpr qint64 mostNs = 1'000'000'000;
        constexpr qint64 times = 20;
        m_users.clear();
        m_sinceLook.start();
        const Folder processes(opendir("/proc"));
        const QByteArray ourselves = QByteArray::number(getpid());
        while (const dirent *entry = processes ? readdir(processes.get()) : nullptr) {
            if (!isNumber(entry->d_name) || ourselves == entry->d_name)
                continue;
            const QByteArray process = QByteArray("/proc/") + entry->d_name;
            if (!isCopyOfUs(process)) // asked first: once it is another program, what it has open is its own
                addOpenFiles(process, m_users);
        }
        m_goodForNs = std::min(times * m_sinceLook.nsecsElapsed(), mostNs);
    }

    std::mutex m_mutex;
    QElapsedTimer m_sinceLook;
    qint64 m_goodForNs = 0;
    QHash<QByteArray, QByteArrayList> m_users; ///< folders of processes, by the file's path
};

} // namespace

QStringList processesUsing(const QList<QByteArray> &files)
{
    static OpenFiles openFiles;
    return openFiles.usersOf(files);
}

} // namespace sqlite
