// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <optional>

namespace postgres {

/// One installed PostgreSQL server.
struct Binaries
{
    QString folder;
    QString version; ///< "15.18"
    int major = 0;

    [[nodiscard]] QString program(const QString &name) const { return folder + u'/' + name; }
};

/// All that this computer has, newest first, 12 or later. CUTOVER_PG_BINDIR names one folder to be used instead of
/// the usual places.
QList<Binaries> installedBinaries();
std::optional<Binaries> binariesOfMajor(int major);

/// All that have this program, `pg_dump` for example, also where there is no server; found in the same way.
QList<Binaries> installedPrograms(const QString &name);

/// The command that installs the programs for users of a server, of that version or later.
QString clientInstallCommand(int major);
/// The command that installs the server here; with `major`, that version's.
QString installCommand(int major = 0);

} // namespace postgres
