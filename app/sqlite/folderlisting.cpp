// SPDX-License-Identifier: MIT
#include "sqlite/detect.h"

#include "sqlite/filekind.h"
#include "sqlite/original.h"
#include "sqlite/originallock.h"
#include "sqlite/rawfile.h"
#include "sqlite/refusal.h"

#include <QDir>
#include <QFile>
#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <memory>
#include <set>
#include <sys/stat.h>

namespace sqlite {

namespace {

struct FolderCloser
{
    void operator()(DIR *folder) const { closedir(folder); }
};

bool claimsToBeDatabase(const QByteArray &lowerName)
{
    return lowerName.endsWith(".sqlite") || lowerName.endsWith(".sqlite3") || lowerName.endsWith(".db") ||
           lowerName.endsWith(".db3");
}

bool isLeftOver(const QByteArray &lowerName)
{
    const bool temporary = lowerName.startsWith("tmp") && !lowerName.contains('.');
    return lowerName.endsWith(".bak") || lowerName.contains(".bak-") || lowerName.contains(".backup_") || temporary;
}

/// Whether it really is one shows its content: a database may be called travel-journal.
bool isCalledSideFile(const QByteArray &lowerName)
{
    return lowerName.endsWith("-journal") || lowerName.endsWith("-wal") || lowerName.endsWith("-shm");
}

FileKind kindOf(const QByteArray &file)
{
    const OriginalLock lock(file);
    const RawFile raw = RawFile::open(file);
    const QByteArray head = raw.isOpen() ? raw.read(0, tellingBytes) : QByteArray();
    return head.isEmpty() ? FileKind::Other : contentOf(head, raw.size()).kind;
}

/// Walks with the system's own calls: QDir leaves names out that are no characters.
class Walk
{
public:
    explicit Walk(FolderListing &listing) : m_listing(listing) {}

    /// 0, or why the folder cannot be read.
    int enter(const QByteArray &folder)
    {
        const std::unique_ptr<DIR, FolderCloser> open(opendir(folder.constData()));
        if (!open)
            return errno;
        const QByteArray prefix = folder.endsWith('/') ? folder : QByteArray(folder + '/');
        while (const dirent *entry = readdir(open.get())) {
            const QByteArray name = entry->d_name;
            if (!name.startsWith('.'))
                look(prefix + name, name.toLower());
        }
        return 0;
    }

    void finish()
    {
        for (const auto &[path, inode] : m_links) {
            if (!m_files.contains(inode))
                m_listing.databases.append(path);
        }
        m_listing.databases.sort();
        m_listing.strange.sort();
    }

private:
    using Inode = std::pair<dev_t, ino_t>;

    void look(const QByteArray &file, const QByteArray &lowerName)
    {
        struct stat own = {};
        struct stat target = {};
        if (lstat(file.constData(), &own) != 0)
            return;
        const bool reachable = stat(file.constData(), &target) == 0;
        if (S_ISDIR(own.st_mode)) {
            // A folder that may not be read could hold databases: it is named, not passed over.
            if (enter(file) != 0)
                m_listing.strange.append(QFile::decodeName(file));
        } else if (isLeftOver(lowerName) || (reachable && S_ISDIR(target.st_mode))) {
            return;
        } else if (reachable && S_ISREG(target.st_mode)) {
            lookInside(file, lowerName, {target.st_dev, target.st_ino}, S_ISLNK(own.st_mode));
        } else if (claimsToBeDatabase(lowerName)) {
            m_listing.strange.append(QFile::decodeName(file));
        }
    }

    void lookInside(const QByteArray &file, const QByteArray &lowerName, Inode inode, bool isLink)
    {
        const FileKind kind = kindOf(file);
        const bool nameable = QFile::encodeName(QFile::decodeName(file)) == file;
        const QString path = QFile::decodeName(file);
        const bool isDatabase =
            kind == FileKind::Database || (kind == FileKind::DamagedDatabase && !isCalledSideFile(lowerName));
        if (isDatabase && nameable && isLink)
            m_links.append({path, inode});
        else if (isDatabase && nameable)
            m_listing.databases.append(path);
        else if (isDatabase || claimsToBeDatabase(lowerName))
            m_listing.strange.append(path);
        if (isDatabase && nameable && !isLink)
            m_files.insert(inode);
    }

    FolderListing &m_listing;
    std::set<Inode> m_files;
    QList<std::pair<QString, Inode>> m_links; ///< listed only if what they lead to is not
};

} // namespace

base::Result<FolderListing> listFolder(const QString &folder)
{
    FolderListing listing;
    const QString absolute = QDir::cleanPath(QDir(folder).absolutePath());
    Walk walk(listing);
    if (const int systemError = walk.enter(QFile::encodeName(absolute)); systemError != 0)
        return base::fail(systemError == ENOTDIR ? refusal(Reason::NotAFolder, absolute)
                                                 : refusalOfErrno(systemError, absolute));
    walk.finish();
    return listing;
}

} // namespace sqlite
