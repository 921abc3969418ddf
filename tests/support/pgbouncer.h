// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/settings.h"

#include <QProcess>
#include <QTemporaryDir>

namespace testsupport {

/// A real PgBouncer before the test server, for one database.
class PgBouncer
{
public:
    /// `mode`: session, transaction or statement. Every failure ends the test program.
    PgBouncer(const postgres::Settings &server, const QString &mode, int poolSize = 20);
    Q_DISABLE_COPY_MOVE(PgBouncer)
    ~PgBouncer();

    /// The way through it.
    [[nodiscard]] const postgres::Settings &settings() const { return m_settings; }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    postgres::Settings m_settings;
};

} // namespace testsupport
