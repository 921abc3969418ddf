// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/connection.h"

#include <QThreadPool>
#include <functional>
#include <stop_token>

namespace migration {

/// The connections that one creator's work is done on: the caller's, or with more than one worker a thread and a
/// connection for each.
class Workers
{
public:
    /// `main` is used on the caller's thread only.
    Workers(postgres::Connection &main, postgres::Settings settings, QString applicationName, int count);

    using Task =
        std::function<base::Result<void>(postgres::Connection &connection, qsizetype number, std::stop_token stop)>;
    /// Runs task 0 … count-1, handed out in this order. The first Error stops the others and is returned.
    base::Result<void> forEach(qsizetype count, const Task &task, std::stop_token stop);

    [[nodiscard]] int count() const { return m_count; }

private:
    base::Result<void> inThreads(qsizetype count, const Task &task, const std::stop_token &stop);
    postgres::Connection &m_main;
    postgres::Settings m_settings;
    QString m_applicationName;
    int m_count;
    QThreadPool m_pool;
};

/// What every connection that loads or builds sets for its session: no waiting for the disk at each commit (the last
/// commit of a creator waits), no time limits of the server's.
base::Result<void> prepareSession(postgres::Connection &connection);

} // namespace migration
