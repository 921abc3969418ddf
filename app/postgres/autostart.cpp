// SPDX-License-Identifier: MIT
#include "postgres/autostart.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSaveFile>
#include <QStandardPaths>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

constexpr QLatin1String unitName("cutover-server.service");

QString unitFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/systemd/user"_s;
}

QString unitFile()
{
    return unitFolder() + u'/' + unitName;
}

/// What `systemctl --user enable` makes for a service wanted by default.target.
QString enabledLink()
{
    return unitFolder() + u"/default.target.wants/"_s + unitName;
}

/// As one word of a unit file.
QString quoted(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'%', u"%%"_s).replace(u'$', u"$$"_s);
    return u'"' + text + u'"';
}

tl::unexpected<base::Error> failWriting(const QString &path)
{
    return base::fail(u"cannot-write"_s,
                      QCoreApplication::translate("postgres", "“%1” cannot be written. Check that your settings folder "
                                                              "is yours and that the disk is not full.")
                          .arg(path));
}

/// A running systemd reads its files again; one that is not running reads them when it starts.
void tellSystemd()
{
    const QString program = QStandardPaths::findExecutable(u"systemctl"_s);
    if (!program.isEmpty())
        QProcess::execute(program, {u"--user"_s, u"--quiet"_s, u"daemon-reload"_s});
}

} // namespace

Autostart::Autostart(QString program, QString dataFolder)
    : m_program(std::move(program)), m_dataFolder(std::move(dataFolder))
{
}

bool Autostart::isPossible()
{
    const QString own = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return geteuid() != 0 && QFileInfo(u"/run/systemd/system"_s).isDir() && !own.isEmpty() &&
           QFileInfo(own + u"/systemd"_s).isDir();
}

bool Autostart::isOn() const
{
    return QFileInfo(enabledLink()).isSymLink() && QFileInfo::exists(unitFile());
}

QString Autostart::unit() const
{
    const QString command = quoted(m_program);
    return u"[Unit]\n"
           "Description=Private PostgreSQL server of Cutover\n"
           "\n"
           "[Service]\n"
           "Type=oneshot\n"
           "RemainAfterExit=yes\n"
           "Environment=%1\n"
           "ExecStart=%2 server start\n"
           "ExecStop=%2 server stop\n"
           "TimeoutSec=120\n"
           "\n"
           "[Install]\n"
           "WantedBy=default.target\n"_s.arg(quoted(u"CUTOVER_DATA_DIR="_s + m_dataFolder).replace(u"$$"_s, u"$"_s),
                                             command);
}

base::Result<void> Autostart::set(bool on) const
{
    const QString link = enabledLink();
    if (!on && !QFileInfo(link).isSymLink() && !QFileInfo::exists(unitFile()))
        return {};
    if (QFileInfo(link).isSymLink() && !QFile::remove(link))
        return failWriting(link);
    if (!on) {
        if (QFileInfo::exists(unitFile()) && !QFile::remove(unitFile()))
            return failWriting(unitFile());
        tellSystemd();
        return {};
    }
    QSaveFile file(unitFile());
    if (!QDir().mkpath(QFileInfo(link).path()) || !file.open(QIODevice::WriteOnly))
        return failWriting(unitFile());
    file.write(unit().toUtf8());
    if (!file.commit())
        return failWriting(unitFile());
    if (!QFile::link(unitFile(), link))
        return failWriting(link);
    tellSystemd();
    return {};
}

} // namespace postgres
