// SPDX-License-Identifier: MIT
#include "postgres/binaries.h"
#include "postgres/account.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QMutex>
#include <QSet>
#include <QSettings>
#include <QStandardPaths>
#include <algorithm>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

constexpr int oldestMajor = 12;

/// The usual places, with one folder name left open where versions live side by side.
const QStringList &usualPlaces()
{
    static const QStringList places{u"/usr/lib/postgresql/*/bin"_s,
                                    u"/usr/lib/postgresql*/bin"_s,
                                    u"/usr/libexec/postgresql*"_s,
                                    u"/usr/pgsql-*/bin"_s,
                                    u"/usr/local/pgsql*/bin"_s,
                                    u"/opt/homebrew/opt/postgresql@*/bin"_s,
                                    u"/usr/local/opt/postgresql@*/bin"_s,
                                    u"/Applications/Postgres.app/Contents/Versions/*/bin"_s,
                                    u"/usr/bin"_s,
                                    u"/usr/local/bin"_s};
    return places;
}

QStringList expand(const QString &place)
{
    const qsizetype star = place.indexOf(u'*');
    if (star < 0)
        return {place};
    const qsizetype before = place.lastIndexOf(u'/', star);
    const qsizetype after = place.indexOf(u'/', star);
    const QString parent = place.left(before);
    const QString pattern = after < 0 ? place.mid(before + 1) : place.mid(before + 1, after - before - 1);
    const QString rest = after < 0 ? QString() : place.mid(after);
    QStringList folders;
    const QStringList names = QDir(parent).entryList({pattern}, QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names)
        folders.append(parent + u'/' + name + rest);
    return folders;
}

QStringList candidateFolders()
{
    if (const QString chosen = qEnvironmentVariable("CUTOVER_PG_BINDIR"); !chosen.isEmpty())
        return {chosen};
    QStringList folders = qEnvironmentVariable("PATH").split(u':', Qt::SkipEmptyParts);
    for (const QString &place : usualPlaces())
        folders += expand(place);
    return folders;
}

bool isComplete(const QString &folder)
{
    const auto runnable = [&folder](const char16_t *name) {
        return QFileInfo(folder + u'/' + QString::fromUtf16(name)).isExecutable();
    };
    return runnable(u"initdb") && runnable(u"pg_ctl") && runnable(u"postgres");
}

/// Where the programs really are: some systems link a few of them into /usr/bin or /usr/local/bin.
QString realFolder(const QString &folder)
{
    if (!isComplete(folder))
        return {};
    const QString linked = QFileInfo(QFileInfo(folder + u"/postgres"_s).canonicalFilePath()).path();
    return isComplete(linked) ? linked : QFileInfo(folder).canonicalFilePath();
}

/// "postgres (PostgreSQL) 15.18 (Debian …)" → 15.18; asked once for each program and its date.
QString versionOf(const QString &folder, const QString &name = u"postgres"_s)
{
    static QMutex mutex;
    static QHash<QString, QString> known;
    const QString program = folder + u'/' + name;
    const QString key = program + u'@' + QString::number(QFileInfo(program).lastModified().toMSecsSinceEpoch());
    const QMutexLocker locker(&mutex);
    if (const auto found = known.constFind(key); found != known.constEnd())
        return *found;
    const Account self{geteuid(), getegid(), {}};
    const QStringList words = runAs(self, program, {u"--version"_s}, 10).output.split(u' ');
    return known.insert(key, words.value(2)).value();
}

bool isNewer(const Binaries &one, const Binaries &other)
{
    return one.major > other.major;
}

} // namespace

QList<Binaries> installedPrograms(const QString &name)
{
    QList<Binaries> all;
    QStringList folders = candidateFolders();
    folders.removeDuplicates();
    for (const QString &folder : folders) {
        if (!QFileInfo(folder + u'/' + name).isExecutable())
            continue;
        const QString version = versionOf(folder, name);
        all.append({folder, version, version.section(u'.', 0, 0).toInt()});
    }
    std::stable_sort(all.begin(), all.end(), isNewer);
    return all;
}

QList<Binaries> installedBinaries()
{
    QList<Binaries> all;
    QSet<QString> seen;
    const QStringList folders = candidateFolders();
    for (const QString &folder : folders) {
        const QString real = realFolder(folder);
        if (real.isEmpty() || seen.contains(real))
            continue;
        seen.insert(real);
        const QString version = versionOf(real);
        const int major = version.section(u'.', 0, 0).toInt();
        if (major >= oldestMajor)
            all.append({real, version, major});
    }
    std::stable_sort(all.begin(), all.end(), isNewer);
    return all;
}

std::optional<Binaries> binariesOfMajor(int major)
{
    const QList<Binaries> all = installedBinaries();
    const auto found = std::find_if(all.begin(), all.end(), [major](const Binaries &b) { return b.major == major; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

QString clientInstallCommand(int major)
{
#ifdef Q_OS_MACOS
    return installCommand(major);
#else
    QString command = installCommand(major);
    if (command.contains(u" apt "))
        command.replace(u"postgresql"_s, u"postgresql-client"_s);
    else if (command.contains(u"-server"))
        command.remove(u"-server"_s);
    return command;
#endif
}

QString installCommand(int major)
{
#ifdef Q_OS_MACOS
    return u"brew install postgresql@"_s + QString::number(major > 0 ? major : 16);
#else
    const QSettings release(u"/etc/os-release"_s, QSettings::IniFormat);
    const QString family = release.value(u"ID"_s).toString() + u' ' + release.value(u"ID_LIKE"_s).toString();
    const QString number = major > 0 ? QString::number(major) : QString();
    if (family.contains(u"debian") || family.contains(u"ubuntu"))
        return u"sudo apt install postgresql"_s + (major > 0 ? u'-' + number : QString());
    if (family.contains(u"fedora") || family.contains(u"rhel") || family.contains(u"centos"))
        return u"sudo dnf install postgresql"_s + number + u"-server"_s;
    if (family.contains(u"suse"))
        return u"sudo zypper install postgresql"_s + number + u"-server"_s;
    if (family.contains(u"arch"))
        return u"sudo pacman -S postgresql"_s;
    if (family.contains(u"alpine"))
        return u"sudo apk add postgresql"_s + number;
    return u"https://www.postgresql.org/download/"_s;
#endif
}

} // namespace postgres
