// SPDX-License-Identifier: MIT
#include "base/paths.h"

#include <QDir>
#include <QStandardPaths>
#include <unistd.h>

namespace base {

QString dataFolder()
{
    if (const QString chosen = qEnvironmentVariable("CUTOVER_DATA_DIR"); !chosen.isEmpty())
        return QDir::cleanPath(QDir(chosen).absolutePath());
    if (geteuid() == 0)
        return QStringLiteral("/var/lib/cutover");
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/cutover");
}

QString runsFolder()
{
    return dataFolder() + QStringLiteral("/runs");
}

QString serverFolder()
{
    return dataFolder() + QStringLiteral("/server");
}

} // namespace base
