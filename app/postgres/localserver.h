// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/settings.h"

#include <QList>

namespace postgres {

/// The private server: a PostgreSQL cluster of our own under one folder, on the loopback interface only, scram, UTF-8,
/// checksums, never run as root (as root it runs as SUDO_UID/PKEXEC_UID, else postgres, else nobody).
class LocalServer
{
public:
    enum class State {
        Absent, ///< no cluster yet
        Stopped,
        Running,
        NoBinaries,   ///< PostgreSQL is not installed; the message says how
        OtherVersion, ///< the cluster is of a version whose binaries are not here
        Damaged,      ///< a folder that is no cluster, or not ours
    };
    struct Status
    {
        State state = State::Absent;
        QString message; ///< one sentence
        QString version; ///< of the binaries, "15.18"
        QString dataFolder;
        quint16 port = 0;
    };

    /// Throwaway is for tests: it loses data when the computer fails, and is faster for it.
    enum class Durability { Durable, Throwaway };

    /// `folder` holds all of it (made on start).
    explicit LocalServer(const QString &folder, Durability durability = Durability::Durable);

    [[nodiscard]] Status status() const;
    /// Makes the cluster where there is none, starts it where it is stopped, and gives the settings to connect with
    /// (superuser and database "cutover"). Codes: no-binaries, other-version, no-space, port-taken, start-failed, …
    base::Result<Settings> start();
    /// Of a running server, to connect with; code not-running otherwise.
    [[nodiscard]] base::Result<Settings> settings() const;
    base::Result<void> stop();
    /// Takes a dump of every database into `dumpFile` first (unless empty), then stops and deletes the cluster.
    base::Result<void> remove(const QString &dumpFile);
    /// postgresql:// without a password; empty when not running.
    [[nodiscard]] QString url() const;

    /// Where the server's programs are ("…/bin"), newest first.
    static QStringList binaryFolders();

private:
    base::Result<void> createCluster() const;
    [[nodiscard]] base::Result<Settings> settingsFor(quint16 port) const;
    QString m_folder;
    Durability m_durability;
};

QString stateName(LocalServer::State state); ///< "absent", "stopped", "running", "no-binaries", …

} // namespace postgres
