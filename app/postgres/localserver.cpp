// SPDX-License-Identifier: MIT
#include "postgres/localserver.h"
#include "postgres/binaries.h"
#include "postgres/clusterfiles.h"
#include "postgres/connection.h"
#include "postgres/folderlock.h"
#include "postgres/serverprocess.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <array>
#include <optional>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace postgres {

namespace {

using State = LocalServer::State;
using Status = LocalServer::Status;

QString tr(const char *text)
{
    return QCoreApplication::translate("postgres", text);
}

base::Secret newPassword()
{
    constexpr QLatin1String letters("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789");
    QString password;
    for (int i = 0; i < 32; ++i)
        password += letters.at(QRandomGenerator::system()->bounded(int(letters.size())));
    return base::Secret(password);
}

/// Two programs at once must not both make or start the server.
base::Result<FolderLock> lockFolder(const ClusterFiles &files)
{
    return FolderLock::take(files.lock(), 90s);
}

QString stillMissing(const ClusterFiles &files)
{
    return tr("PostgreSQL is not installed on this computer, so there is no private server. Install it with: %1")
        .arg(installCommand(files.majorVersion()));
}

/// Why the cluster in `files` cannot be used by us, whatever binaries there are; nothing if it can.
std::optional<QString> damage(const ClusterFiles &files)
{
    const std::optional<Account> owner = ownerOf(files.data());
    if (owner && geteuid() != 0 && owner->uid != geteuid())
        return tr("The private server in “%1” belongs to the system user “%2”. Run the program as that user, or choose "
                  "another "
                  "data folder.")
            .arg(files.folder(), owner->name);
    if (owner && owner->uid == 0)
        return tr("The folder “%1” belongs to root, and PostgreSQL refuses to run as root. Move it away, or give it to "
                  "the user "
                  "who made it.")
            .arg(files.data());
    if (files.majorVersion() == 0 || !files.looksComplete())
        return tr("The folder “%1” should hold the private server, but is no complete PostgreSQL cluster. Restore it "
                  "from a "
                  "backup, or remove the private server and start again.")
            .arg(files.data());
    if (!QFileInfo::exists(files.passwordFile()))
        return tr("The folder “%1” holds a PostgreSQL cluster that this program did not make, or whose password file "
                  "is gone. "
                  "Move it away, or choose another data folder.")
            .arg(files.data());
    return std::nullopt;
}

bool hasCluster(const ClusterFiles &files)
{
    const QFileInfo data(files.data());
    if (!data.exists() && !data.isSymLink())
        return false;
    return !data.isDir() || !data.isReadable() || !QDir(files.data()).isEmpty();
}

std::optional<Binaries> binariesFor(const ClusterFiles &files)
{
    if (hasCluster(files))
        return binariesOfMajor(files.majorVersion());
    const QList<Binaries> all = installedBinaries();
    return all.isEmpty() ? std::nullopt : std::optional(all.first());
}

QString otherVersionMessage(const ClusterFiles &files)
{
    QStringList versions;
    const QList<Binaries> all = installedBinaries();
    for (const Binaries &binaries : all)
        versions.append(QString::number(binaries.major));
    return tr("The private server was made by PostgreSQL %1, but only version %2 is installed. Install the other with: "
              "%3")
        .arg(QString::number(files.majorVersion()), versions.join(u", "_s), installCommand(files.majorVersion()));
}

/// The account that the cluster belongs to.
Account clusterAccount(const ClusterFiles &files)
{
    return ownerOf(files.data()).value_or(Account{geteuid(), getegid(), {}});
}

base::Result<void> createDatabase(Settings settings)
{
    const QString name = std::exchange(settings.database, u"postgres"_s);
    auto connection = Connection::open(settings, u"cutover"_s);
    if (!connection)
        return base::fail(connection.error());
    return connection->execute(u"CREATE DATABASE "_s + name);
}

/// Signs in, and makes the database where an earlier start was interrupted before it could.
base::Result<void> ensureDatabase(const Settings &settings)
{
    const auto connection = Connection::open(settings, u"cutover"_s);
    if (connection)
        return {};
    if (connection.error().code == u"no-such-database")
        return createDatabase(settings);
    return base::fail(connection.error());
}

base::Result<void> removeFolder(const QString &path)
{
    const QFileInfo info(path);
    const bool removed =
        info.isDir() && !info.isSymLink() ? QDir(path).removeRecursively() : QFile::remove(path) || !info.exists();
    if (removed)
        return {};
    return base::fail(u"cannot-write"_s,
                      tr("“%1” cannot be removed. Usually it belongs to another user. Run the program as that "
                         "user.")
                          .arg(path));
}

base::Result<void> checkDumpFile(const QString &dumpFile)
{
    if (QFileInfo::exists(dumpFile))
        return base::fail(u"dump-exists"_s,
                          tr("The file “%1” exists already and is not overwritten. Choose another name for the "
                             "backup. Nothing was removed.")
                              .arg(dumpFile));
    const QFileInfo folder(QFileInfo(dumpFile).absolutePath());
    if (!folder.isDir() || !folder.isWritable())
        return base::fail(u"cannot-write"_s,
                          tr("The backup cannot be written into “%1”. Choose a folder that exists and is yours. "
                             "Nothing was removed.")
                              .arg(folder.filePath()));
    return {};
}

} // namespace

LocalServer::LocalServer(const QString &folder, Durability durability)
    : m_folder(QDir::cleanPath(QFileInfo(folder).absoluteFilePath())), m_durability(durability)
{
}

Status LocalServer::status() const
{
    const ClusterFiles files(m_folder);
    Status status;
    status.dataFolder = files.data();
    const std::optional<Binaries> binaries = binariesFor(files);
    if (binaries)
        status.version = binaries->version;
    const auto is = [&status](State state, const QString &message) {
        status.state = state;
        status.message = message;
        return status;
    };
    if (hasCluster(files)) {
        if (const auto reason = damage(files))
            return is(State::Damaged, *reason);
        if (const auto running = runningPostmaster(files.data())) {
            status.port = running->port;
            return is(State::Running,
                      QCoreApplication::translate("postgres", "The private server runs on this computer, port %1.")
                          .arg(running->port));
        }
    }
    if (installedBinaries().isEmpty())
        return is(State::NoBinaries, stillMissing(files));
    if (!hasCluster(files))
        return is(State::Absent,
                  QCoreApplication::translate("postgres",
                                              "There is no private server yet. It is made when it is first started."));
    if (!binaries)
        return is(State::OtherVersion, otherVersionMessage(files));
    status.port = files.port();
    return is(State::Stopped,
              QCoreApplication::translate("postgres", "The private server is stopped. Your data is safe in “%1”.")
                  .arg(files.data()));
}

base::Result<void> LocalServer::createCluster() const
{
    const ClusterFiles files(m_folder);
    const std::optional<Binaries> binaries = binariesFor(files);
    const auto account = accountForNewCluster();
    if (!account)
        return base::fail(account.error());
    if (!binaries)
        return base::fail(u"no-binaries"_s, stillMissing(files));
    if (auto prepared = files.prepareFor(*account); !prepared)
        return prepared;
    const base::Secret password = newPassword();
    if (auto made = initialiseCluster(*binaries, *account, files, password, m_durability); !made)
        return made;
    if (auto kept = files.setPassword(password); !kept)
        return kept;
    QDir().rmdir(files.data());
    if (QFile::rename(files.unfinishedData(), files.data()))
        return {};
    return base::fail(
        u"cannot-write"_s,
        QCoreApplication::translate("postgres", "“%1” cannot be made. Check that the folder above it is yours.")
            .arg(files.data()));
}

base::Result<Settings> LocalServer::settingsFor(quint16 port) const
{
    auto password = ClusterFiles(m_folder).password();
    if (!password)
        return base::fail(password.error());
    Settings settings;
    settings.host = u"127.0.0.1"_s;
    settings.port = QString::number(port);
    settings.database = u"cutover"_s;
    settings.user = u"cutover"_s;
    settings.password = *password;
    settings.sslMode = u"disable"_s; // the bytes never leave this computer
    return settings;
}

base::Result<Settings> LocalServer::start()
{
    const ClusterFiles files(m_folder);
    Status now = status();
    if (now.state != State::Absent && now.state != State::Stopped && now.state != State::Running)
        return base::fail(stateName(now.state), now.message);
    const auto account = hasCluster(files) ? base::Result<Account>(clusterAccount(files)) : accountForNewCluster();
    if (!account)
        return base::fail(account.error());
    if (const auto prepared = files.prepareFor(*account); !prepared)
        return base::fail(prepared.error());
    const auto lock = lockFolder(files);
    if (!lock)
        return base::fail(lock.error());
    if (!hasCluster(files))
        if (const auto created = createCluster(); !created)
            return base::fail(created.error());
    now = status();
    if (now.state == State::Stopped) {
        QFile::remove(files.data() + u"/postmaster.pid"_s); // nothing runs: what is left there is stale
        const auto port = startPostmaster(*binariesFor(files), clusterAccount(files), files, m_durability);
        if (!port)
            return base::fail(port.error());
        now = status();
    }
    if (now.state != State::Running)
        return base::fail(now.state == State::Stopped ? u"start-failed"_s : stateName(now.state), now.message,
                          files.logTail());
    auto settings = settingsFor(now.port);
    if (!settings)
        return settings;
    if (const auto ready = ensureDatabase(*settings); !ready)
        return base::fail(ready.error());
    return settings;
}

base::Result<Settings> LocalServer::settings() const
{
    const Status now = status();
    if (now.state != State::Running)
        return base::fail(u"not-running"_s, now.message);
    return settingsFor(now.port);
}

base::Result<void> LocalServer::stop()
{
    const ClusterFiles files(m_folder);
    if (!runningPostmaster(files.data()))
        return {};
    const auto lock = lockFolder(files);
    if (!lock)
        return base::fail(lock.error());
    const std::optional<Binaries> binaries = binariesFor(files);
    if (!binaries)
        return base::fail(u"no-binaries"_s, stillMissing(files));
    return stopPostmaster(*binaries, clusterAccount(files), files,
                          m_durability == Durability::Durable ? StopMode::Fast : StopMode::Immediate);
}

base::Result<void> LocalServer::remove(const QString &dumpFile)
{
    const ClusterFiles files(m_folder);
    if (hasCluster(files) && !QFileInfo::exists(files.passwordFile()))
        return base::fail(stateName(State::Damaged), damage(files).value_or(QString()));
    if (!dumpFile.isEmpty() && hasCluster(files)) {
        if (auto usable = checkDumpFile(dumpFile); !usable)
            return usable;
        const auto settings = start();
        if (!settings)
            return base::fail(settings.error());
        if (auto dumped = dumpAll(*binariesFor(files), *settings, dumpFile); !dumped)
            return dumped;
    }
    if (auto stopped = stop(); !stopped)
        return stopped;
    if (!QFileInfo::exists(m_folder))
        return {};
    const auto lock = lockFolder(files);
    if (!lock)
        return base::fail(lock.error());
    for (const QString &path :
         {files.data(), files.unfinishedData(), files.logFolder(), files.portFile(), files.passwordFile()})
        if (auto removed = removeFolder(path); !removed)
            return removed;
    QFile::remove(files.lock());
    QDir().rmdir(m_folder); // stays if somebody else put something there
    return {};
}

QString LocalServer::url() const
{
    const auto running = runningPostmaster(ClusterFiles(m_folder).data());
    return running ? u"postgresql://cutover@127.0.0.1:%1/cutover"_s.arg(running->port) : QString();
}

QStringList LocalServer::binaryFolders()
{
    QStringList folders;
    const QList<Binaries> all = installedBinaries();
    for (const Binaries &binaries : all)
        folders.append(binaries.folder);
    return folders;
}

QString stateName(LocalServer::State state)
{
    static constexpr std::array names{"absent", "stopped", "running", "no-binaries", "other-version", "damaged"};
    return QString::fromLatin1(names.at(size_t(state)));
}

} // namespace postgres
