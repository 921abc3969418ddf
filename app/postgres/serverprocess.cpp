// SPDX-License-Identifier: MIT
#include "postgres/serverprocess.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <QTcpServer>
#include <QTemporaryFile>
#include <clocale>
#include <optional>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

constexpr qint64 spaceForCluster = 200LL * 1024 * 1024;
constexpr qint64 spaceToStart = 32LL * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("postgres", text);
}

tl::unexpected<base::Error> noSpace(const QString &folder, const QString &detail)
{
    return base::fail(
        u"no-space"_s,
        tr("The disk that holds “%1” is full, so the private server cannot work there. Free at least 200 MB, or "
           "choose a data folder on another disk.")
            .arg(folder),
        detail);
}

bool lacksSpace(const QString &folder, qint64 needed)
{
    const QStorageInfo storage(folder);
    return storage.isValid() && storage.bytesAvailable() < needed;
}

bool speaksOfSpace(const QString &words)
{
    return words.contains(u"No space left on device") || words.contains(u"Disk quota exceeded");
}

/// initdb reads the first password from a real file that its own account can open.
base::Result<void> fillPasswordFile(QTemporaryFile &file, const Account &account, const base::Secret &password)
{
    const QByteArray line = password.reveal().toUtf8() + '\n';
    const bool written = file.open() && file.write(line) == line.size() && file.flush();
    if (!written || (geteuid() == 0 && fchown(file.handle(), account.uid, account.gid) != 0))
        return base::fail(u"cannot-write"_s,
                          tr("A temporary file cannot be written in “%1”. Check that the folder is yours and "
                             "that the disk is not full.")
                              .arg(QFileInfo(file.fileTemplate()).path()),
                          file.errorString());
    return {};
}

/// C sorts by bytes, which is fast and never changes with the system's libraries; letters follow Unicode where the
/// system can.
QString characterLocale()
{
    if (const locale_t utf8 = newlocale(LC_ALL_MASK, "C.UTF-8", locale_t(nullptr))) {
        freelocale(utf8);
        return u"C.UTF-8"_s;
    }
    return u"C"_s;
}

QStringList initArguments(const QString &data, const QString &passwordFile, LocalServer::Durability durability)
{
    QStringList arguments{u"-D"_s,
                          data,
                          u"-U"_s,
                          u"cutover"_s,
                          u"-E"_s,
                          u"UTF8"_s,
                          u"-A"_s,
                          u"scram-sha-256"_s,
                          u"--data-checksums"_s,
                          u"--pwfile="_s + passwordFile,
                          u"--lc-collate=C"_s,
                          u"--lc-ctype="_s + characterLocale()};
    for (const QString &category : {u"messages"_s, u"monetary"_s, u"numeric"_s, u"time"_s})
        arguments.append(u"--lc-"_s + category + u"=C"_s);
    if (durability == LocalServer::Durability::Throwaway)
        arguments.append(u"--no-sync"_s);
    return arguments;
}

bool isFree(quint16 port)
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost, port);
}

quint16 anyFreePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost, 0) ? probe.serverPort() : 0;
}

/// Given on the command line, so that nothing needs to be written into a folder that belongs to another account. On
/// the loopback interface only and without a socket file; nobody replicates from here, so bulk loads may skip the log.
QString serverOptions(quint16 port, LocalServer::Durability durability)
{
    QStringList settings{u"listen_addresses=127.0.0.1"_s, u"port="_s + QString::number(port),
                         u"unix_socket_directories="_s,   u"password_encryption=scram-sha-256"_s,
                         u"logging_collector=off"_s,      u"wal_level=minimal"_s,
                         u"max_wal_senders=0"_s,          u"max_wal_size=2GB"_s};
    if (durability == LocalServer::Durability::Throwaway)
        settings += {u"fsync=off"_s, u"synchronous_commit=off"_s, u"full_page_writes=off"_s};
    QString options;
    for (const QString &setting : std::as_const(settings))
        options += u" -c "_s + setting;
    return options.trimmed();
}

void rotateLog(const QString &log)
{
    constexpr qint64 tooLong = 10LL * 1024 * 1024;
    if (QFileInfo(log).size() < tooLong)
        return;
    QFile::remove(log + u".1"_s);
    QFile::rename(log, log + u".1"_s);
}

/// pg_ctl with a log file: a server that held our pipe would make us wait for ever.
Finished launch(const Binaries &binaries, const Account &account, const ClusterFiles &files, const QString &options)
{
    constexpr int seconds = 60;
    return runAs(account, binaries.program(u"pg_ctl"_s),
                 {u"start"_s, u"-D"_s, files.data(), u"-l"_s, files.log(), u"-w"_s, u"-s"_s, u"-t"_s,
                  QString::number(seconds), u"-o"_s, options},
                 seconds + 10);
}

tl::unexpected<base::Error> startFailed(const ClusterFiles &files, const Finished &finished)
{
    const QString words = QString(finished.output + u'\n' + files.logTail()).trimmed();
    if (speaksOfSpace(words))
        return noSpace(files.folder(), words);
    return base::fail(u"start-failed"_s,
                      tr("The private server did not start. Its own words are in the details; the whole log is “%1”.")
                          .arg(files.log()),
                      words);
}

} // namespace

base::Result<void> initialiseCluster(const Binaries &binaries, const Account &account, const ClusterFiles &files,
                                     const base::Secret &password, LocalServer::Durability durability)
{
    if (lacksSpace(files.folder(), spaceForCluster))
        return noSpace(files.folder(), {});
    if (auto prepared = files.prepareUnfinishedData(account); !prepared)
        return prepared;
    QTemporaryFile passwordFile(files.folder() + u"/init-XXXXXX"_s);
    if (auto filled = fillPasswordFile(passwordFile, account, password); !filled)
        return filled;
    const QStringList arguments = initArguments(files.unfinishedData(), passwordFile.fileName(), durability);
    const Finished finished = runAs(account, binaries.program(u"initdb"_s), arguments, 300);
    if (finished.exitCode == 0)
        return {};
    QDir(files.unfinishedData()).removeRecursively();
    if (speaksOfSpace(finished.output))
        return noSpace(files.folder(), finished.output);
    return base::fail(
        u"init-failed"_s,
        tr("The private server could not be made in “%1”. The words of PostgreSQL's initdb are in the details.")
            .arg(files.folder()),
        finished.output);
}

base::Result<quint16> startPostmaster(const Binaries &binaries, const Account &account, const ClusterFiles &files,
                                      LocalServer::Durability durability)
{
    constexpr int attempts = 5;
    if (lacksSpace(files.folder(), spaceToStart))
        return noSpace(files.folder(), {});
    rotateLog(files.log());
    quint16 port = files.port();
    for (int attempt = 0; attempt < attempts; ++attempt) {
        if (port == 0 || !isFree(port))
            port = anyFreePort();
        if (port == 0)
            break;
        if (const auto kept = files.setPort(port); !kept)
            return base::fail(kept.error());
        const Finished finished = launch(binaries, account, files, serverOptions(port, durability));
        if (finished.exitCode == 0)
            return port;
        if (runningPostmaster(files.data()))
            return base::fail(
                u"server-starting"_s,
                tr("The private server is still starting: it repairs what a crash or power failure left behind. Wait "
                   "a few minutes, then try again."),
                finished.output);
        if (isFree(port)) // not the port's fault
            return startFailed(files, finished);
    }
    return base::fail(u"port-taken"_s,
                      tr("No free port was found for the private server: other programs took each one that was "
                         "tried. Close some of them, then try again."));
}

base::Result<void> stopPostmaster(const Binaries &binaries, const Account &account, const ClusterFiles &files,
                                  StopMode mode)
{
    constexpr int seconds = 120;
    const QString how = mode == StopMode::Fast ? u"fast"_s : u"immediate"_s;
    const Finished finished =
        runAs(account, binaries.program(u"pg_ctl"_s),
              {u"stop"_s, u"-D"_s, files.data(), u"-w"_s, u"-s"_s, u"-t"_s, QString::number(seconds), u"-m"_s, how},
              seconds + 10);
    if (finished.exitCode == 0 || !runningPostmaster(files.data()))
        return {};
    return base::fail(
        u"stop-failed"_s,
        tr("The private server did not stop within two minutes. Usually a long statement is being undone. Wait a "
           "while, then try again."),
        finished.output);
}

base::Result<void> dumpAll(const Binaries &binaries, const Settings &settings, const QString &dumpFile)
{
    const QString unfinished = dumpFile + u".part"_s;
    QTemporaryFile passFile;
    QString escaped = settings.password.reveal();
    escaped.replace(u'\\', u"\\\\"_s).replace(u':', u"\\:"_s);
    const QByteArray line = QString(u"*:*:*:*:"_s + escaped + u'\n').toUtf8();
    if (!passFile.open() || passFile.write(line) != line.size() || !passFile.flush())
        return base::fail(u"dump-failed"_s,
                          tr("A temporary file for the backup cannot be written. Check that the disk is not full."),
                          passFile.errorString());
    if (auto made = writePrivateFile(unfinished, {}); !made)
        return made;
    const Account self{geteuid(), getegid(), {}};
    constexpr int aDay = 24 * 60 * 60;
    const Finished finished =
        runAs(self, binaries.program(u"pg_dumpall"_s),
              {u"--no-role-passwords"_s, u"--no-password"_s, u"--host="_s + settings.host, u"--port="_s + settings.port,
               u"--username="_s + settings.user, u"--database="_s + settings.database, u"--file="_s + unfinished},
              aDay, {u"PGPASSFILE="_s + passFile.fileName()});
    if (finished.exitCode == 0 && QFile::rename(unfinished, dumpFile))
        return {};
    QFile::remove(unfinished);
    return base::fail(
        u"dump-failed"_s,
        tr("The backup “%1” could not be written, so nothing was removed. Usually the disk is full or the folder "
           "belongs to another user.")
            .arg(dumpFile),
        finished.output);
}

} // namespace postgres
