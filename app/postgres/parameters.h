// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/settings.h"

#include <QList>
#include <QTemporaryDir>
#include <memory>

namespace postgres {

/// How long one attempt to connect may take: 10 unless the settings or PGCONNECT_TIMEOUT say otherwise.
int connectTimeoutSeconds(const Settings &settings);

struct Parameter
{
    QString keyword;
    QString value;
};

/// What cannot be passed to libpq at all (a port that is no number, an unknown sslmode, …): code bad-settings.
base::Result<void> checkSettings(const Settings &settings);

/// libpq's keywords for `settings`, without the password; only what was given, so that the environment keeps its say.
QList<Parameter> connectParameters(const Settings &settings, const QString &applicationName);

/// The same as one connection string, for the command line of a program: without anything secret.
QString publicConnectionString(const Settings &settings, const QString &applicationName);

/// The same as QPSQL's option text, without host, user and database, which the driver quotes itself. The driver turns
/// every semicolon into a space: files with one in their path are linked into `links`, which must live until the
/// connection stands.
class DriverOptions
{
public:
    DriverOptions(const Settings &settings, const QString &applicationName);
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    QString passable(const Parameter &parameter);
    QString m_text;
    std::unique_ptr<QTemporaryDir> m_links;
};

} // namespace postgres
