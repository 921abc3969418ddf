// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QMap>

namespace postgres {

/// Where and how to connect. Empty means: as libpq decides (PG* environment, service file, ~/.pgpass).
struct Settings
{
    QString host; ///< name, address or socket folder
    QString port;
    QString database;
    QString user;
    base::Secret password;
    QString sslMode; ///< disable … verify-full
    QString sslRootCert;
    QString sslCert;
    QString sslKey;
    QString service;
    QMap<QString, QString> more; ///< other libpq keywords of a pasted connection string (options, channel_binding, …)

    /// For people and logs: user@host:port/database, never a password.
    [[nodiscard]] QString describe() const;
};

/// A postgresql:// or postgres:// URL (also with +asyncpg, +psycopg2 and the like, ssl=require, ?host=/run/…), or a
/// "host=… port=…" string. Code bad-connection-string; the message never repeats the password.
base::Result<Settings> parseConnectionString(const QString &text);

} // namespace postgres
