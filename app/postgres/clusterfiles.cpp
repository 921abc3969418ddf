// SPDX-License-Identifier: MIT
#include "postgres/clusterfiles.h"
#include "base/paths.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <cerrno>
#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("postgres", text);
}

QByteArray nativePath(const QString &path)
{
    return QFile::encodeName(path);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(65'536) : QByteArray();
}

tl::unexpected<base::Error> cannotWrite(const QString &path, const QString &detail)
{
    return base::fail(
        u"cannot-write"_s,
        tr("“%1” cannot be written. Usually the folder belongs to another user or the disk is full. Check "
           "both, or choose another data folder.")
            .arg(path),
        detail);
}

/// Missing folders on the way to `path`, closed to others; as root passable, since the server runs as somebody else.
base::Result<void> makePath(const QString &path)
{
    const mode_t mode = geteuid() == 0 ? 0711 : 0700;
    QString folder;
    const QStringList parts = QDir::cleanPath(path).split(u'/');
    for (const QString &part : parts) {
        folder += folder.endsWith(u'/') ? part : u'/' + part;
        if (mkdir(nativePath(folder).constData(), mode) == 0)
            chmod(nativePath(folder).constData(), mode); // whatever the umask
        else if (errno != EEXIST && !QFileInfo(folder).isDir())
            return cannotWrite(folder, qt_error_string(errno));
    }
    return {};
}

/// Our own data folder may have been made closed to others: passing through it is harmless. Nobody's home is opened.
void letPass(const QString &folder, const QString &serverFolder)
{
    const bool ours = folder == serverFolder || folder == base::dataFolder();
    if (!ours || folder == QDir::homePath())
        return;
    struct stat found
    {
    };
    if (stat(nativePath(folder).constData(), &found) == 0 && found.st_uid == geteuid())
        chmod(nativePath(folder).constData(), (found.st_mode & 07777) | S_IXUSR | S_IXGRP | S_IXOTH);
}

base::Result<void> makeFolderOf(const Account &account, const QString &path)
{
    if (mkdir(nativePath(path).constData(), 0700) != 0 && errno != EEXIST)
        return cannotWrite(path, qt_error_string(errno));
    if (geteuid() == 0 && lchown(nativePath(path).constData(), account.uid, account.gid) != 0)
        return cannotWrite(path, qt_error_string(errno));
    return {};
}

/// A process of that number may be anything by now: it must be a postgres that works in `data`.
bool isPostmasterOf(pid_t pid, const QString &data)
{
    if (kill(pid, 0) != 0 && errno != EPERM)
        return false;
    const QString process = u"/proc/"_s + QString::number(pid);
    if (!QFileInfo::exists(process + u"/comm"_s))
        return !QFileInfo::exists(u"/proc/self/comm"_s);      // a system without /proc: the living process counts
    const QByteArray state = contentOf(process + u"/stat"_s); // "pid (name) S …"; Z is dead, but nobody has asked yet
    if (!contentOf(process + u"/comm"_s).startsWith("postgres") ||
        state.mid(state.lastIndexOf(')') + 2).startsWith('Z'))
        return false;
    const QString workingFolder = QFile::symLinkTarget(process + u"/cwd"_s);
    return workingFolder.isEmpty() || workingFolder == QFileInfo(data).canonicalFilePath();
}

} // namespace

int ClusterFiles::majorVersion() const
{
    return QString::fromLatin1(contentOf(data() + u"/PG_VERSION"_s)).trimmed().toInt();
}

bool ClusterFiles::looksComplete() const
{
    const QStringList needed{u"PG_VERSION"_s, u"global/pg_control"_s, u"base"_s,
                             u"pg_wal"_s,     u"postgresql.conf"_s,   u"pg_hba.conf"_s};
    return std::all_of(needed.begin(), needed.end(),
                       [this](const QString &name) { return QFileInfo::exists(data() + u'/' + name); });
}

quint16 ClusterFiles::port() const
{
    return QString::fromLatin1(contentOf(portFile())).trimmed().toUShort();
}

base::Result<void> ClusterFiles::setPort(quint16 port) const
{
    return writePrivateFile(portFile(), QByteArray::number(port) + '\n');
}

base::Result<base::Secret> ClusterFiles::password() const
{
    const QString text = QString::fromUtf8(contentOf(passwordFile())).trimmed();
    if (text.isEmpty())
        return base::fail(
            u"password-lost"_s,
            QCoreApplication::translate(
                "postgres", "The password of the private server cannot be read from “%1”. Usually the server was made "
                            "by another user of this computer. Run the program as that user.")
                .arg(passwordFile()));
    return base::Secret(text);
}

base::Result<void> ClusterFiles::setPassword(const base::Secret &password) const
{
    return writePrivateFile(passwordFile(), password.reveal().toUtf8() + '\n');
}

base::Result<void> ClusterFiles::prepareFor(const Account &account) const
{
    if (auto made = makePath(m_folder); !made)
        return made;
    if (geteuid() == 0) {
        letPass(base::dataFolder(), m_folder);
        letPass(m_folder, m_folder);
    }
    if (const QString folder = impassableFolder(m_folder, account); !folder.isEmpty())
        return base::fail(
            u"not-traversable"_s,
            QCoreApplication::translate(
                "postgres",
                "The private server runs as the system user “%1”, who may not pass through the folder “%2”. Set "
                "CUTOVER_DATA_DIR to a folder that everybody may pass through, for example /var/lib/cutover.")
                .arg(account.name, folder));
    return makeFolderOf(account, logFolder());
}

base::Result<void> ClusterFiles::prepareUnfinishedData(const Account &account) const
{
    QDir(unfinishedData()).removeRecursively();
    return makeFolderOf(account, unfinishedData());
}

QString ClusterFiles::logTail() const
{
    constexpr qint64 enough = 4000;
    QFile file(log());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(0, file.size() - enough));
    return QString::fromUtf8(file.readAll()).trimmed();
}

std::optional<Postmaster> runningPostmaster(const QString &data)
{
    const QList<QByteArray> lines = contentOf(data + u"/postmaster.pid"_s).split('\n');
    if (lines.size() < 4)
        return std::nullopt;
    Postmaster found;
    found.pid = lines[0].trimmed().toInt();
    found.port = lines[3].trimmed().toUShort();
    found.ready = lines.size() > 7 && lines[7].trimmed() == "ready";
    if (found.pid <= 0 || !isPostmasterOf(found.pid, data))
        return std::nullopt;
    return found;
}

base::Result<void> writePrivateFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(content) != content.size() || !file.commit())
        return cannotWrite(path, file.errorString());
    return {};
}

} // namespace postgres
