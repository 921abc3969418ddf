// SPDX-License-Identifier: MIT
#include "postgres/account.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <array>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

std::optional<Account> fromEntry(const passwd *entry)
{
    if (!entry)
        return std::nullopt;
    return Account{entry->pw_uid, entry->pw_gid, QString::fromLocal8Bit(entry->pw_name)};
}

std::optional<Account> accountWithId(uid_t uid)
{
    return fromEntry(getpwuid(uid));
}

bool mayPass(const struct stat &folder, const Account &account)
{
    if (account.uid == 0)
        return true;
    if (folder.st_uid == account.uid)
        return (folder.st_mode & S_IXUSR) != 0;
    if (folder.st_gid == account.gid)
        return (folder.st_mode & S_IXGRP) != 0;
    return (folder.st_mode & S_IXOTH) != 0;
}

QProcessEnvironment plainEnvironment(const QStringList &extra)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names)
        if (name.startsWith(u"PG") || name.startsWith(u"CUTOVER_") || name.endsWith(u"PG_PASSWORD"))
            environment.remove(name);
    environment.insert(u"LC_ALL"_s, u"C"_s);
    for (const QString &assignment : extra)
        environment.insert(assignment.section(u'=', 0, 0), assignment.section(u'=', 1));
    return environment;
}

} // namespace

base::Result<Account> accountForNewCluster()
{
    if (geteuid() != 0) {
        if (auto self = accountWithId(geteuid()))
            return *self;
        return base::fail(u"no-account"_s,
                          QCoreApplication::translate(
                              "postgres", "The private server cannot be made, because this system user has no "
                                          "entry in the system's list of users. Run the program as a normal user."));
    }
    for (const char *variable : std::array{"SUDO_UID", "PKEXEC_UID"}) {
        bool isNumber = false;
        const uint uid = qEnvironmentVariable(variable).toUInt(&isNumber);
        if (!isNumber || uid == 0)
            continue;
        if (auto caller = accountWithId(uid))
            return *caller;
    }
    for (const char *name : std::array{"postgres", "nobody"})
        if (auto account = fromEntry(getpwnam(name)); account && account->uid != 0)
            return *account;
    return base::fail(u"no-account"_s,
                      QCoreApplication::translate("postgres",
                                                  "PostgreSQL refuses to run as root, and this computer has neither a "
                                                  "user “postgres” nor “nobody”. Run the program as a normal user."));
}

std::optional<Account> ownerOf(const QString &path)
{
    struct stat found
    {
    };
    if (stat(QFile::encodeName(path).constData(), &found) != 0)
        return std::nullopt;
    if (auto known = accountWithId(found.st_uid))
        return known;
    return Account{found.st_uid, found.st_gid, QString::number(found.st_uid)};
}

QString impassableFolder(const QString &path, const Account &account)
{
    QString folder;
    const QStringList parts = QDir::cleanPath(QFileInfo(path).absoluteFilePath()).split(u'/');
    for (const QString &part : parts) {
        folder += folder.endsWith(u'/') ? part : u'/' + part;
        struct stat found
        {
        };
        if (stat(QFile::encodeName(folder).constData(), &found) != 0)
            return {};
        if (!mayPass(found, account))
            return folder;
    }
    return {};
}

Finished runAs(const Account &account, const QString &program, const QStringList &arguments, int seconds,
               const QStringList &extraEnvironment)
{
    QProcess process;
    process.setProgram(program);
    process.setArguments(arguments);
    process.setWorkingDirectory(u"/"_s);
    process.setProcessEnvironment(plainEnvironment(extraEnvironment));
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    if (geteuid() == 0 && account.uid != 0)
        process.setChildProcessModifier([uid = account.uid, gid = account.gid] {
            if (setgroups(1, &gid) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
                _exit(126);
        });
    process.start();
    Finished finished;
    finished.started = process.waitForStarted();
    if (!finished.started) {
        finished.output = program + u": "_s + process.errorString();
        return finished;
    }
    finished.inTime = process.waitForFinished(seconds * 1000);
    finished.output = QString::fromUtf8(process.readAll()).trimmed();
    if (!finished.inTime) {
        process.kill();
        process.waitForFinished();
        return finished;
    }
    finished.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return finished;
}

} // namespace postgres
