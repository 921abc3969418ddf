// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/localserver.h"
#include "support/undertaker.h"

#include <QProcessEnvironment>
#include <sys/types.h>

namespace benchmarks {

/// A private PostgreSQL like the one that --local makes, below `folder`; gone with its data at the end, however that
/// comes. As root it runs as an account without rights.
class Server
{
public:
    explicit Server(const QString &folder);
    Q_DISABLE_COPY_MOVE(Server)
    ~Server();

    [[nodiscard]] const postgres::Settings &settings() const { return m_settings; }
    [[nodiscard]] pid_t process() const { return m_process; }
    /// A new, empty database; the one before is dropped.
    void freshDatabase();
    /// This process's environment with PGHOST, … of the database, and `dataFolder` as the program's own.
    [[nodiscard]] QProcessEnvironment environment(const QString &dataFolder) const;
    /// For programs that read no PG… environment.
    [[nodiscard]] QString url() const;

private:
    QString m_folder;
    testsupport::Undertaker m_undertaker;
    postgres::LocalServer m_server;
    postgres::Settings m_settings;
    pid_t m_process = 0;
};

} // namespace benchmarks
