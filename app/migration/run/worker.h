// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/connection.h"

#include <optional>

namespace migration {

/// One thread's connection to the server: opened when it is first needed, prepared for loading and building, opened
/// anew when it was lost or left in the middle of something.
class Worker
{
public:
    /// Keeps references.
    Worker(const postgres::Settings &settings, const QString &applicationName)
        : m_settings(settings), m_applicationName(applicationName)
    {
    }
    base::Result<postgres::Connection *> connection();

private:
    [[nodiscard]] base::Result<postgres::Connection> open() const;
    [[nodiscard]] base::Result<postgres::Connection> reopen() const;
    const postgres::Settings &m_settings;
    const QString &m_applicationName;
    std::optional<postgres::Connection> m_connection;
};

} // namespace migration
