// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "ui/session/job.h"

#include <QDateTime>

namespace ui {

enum class ServerState { Unknown, Absent, Stopped, Running, NotInstalled, OtherVersion, Damaged };

/// The private server as it was when it was last looked at.
struct ServerView
{
    ServerState state = ServerState::Unknown;
    QString message; ///< one sentence
    QString version; ///< of PostgreSQL
    QString folder;
    QString installCommand; ///< where PostgreSQL is missing
    QString address;        ///< for other programs, without the password; empty unless it runs
};

/// The PostgreSQL of our own on this computer.
class PrivateServer : public QObject
{
    Q_OBJECT
public:
    explicit PrivateServer(QObject *parent = nullptr);

    /// Looks again, in the background.
    void look();
    [[nodiscard]] const ServerView &view() const { return m_view; }
    [[nodiscard]] bool isBusy() const { return m_job.isRunning(); }
    void start();
    void stop();
    /// Of the last start, stop or removal; none if it went well.
    [[nodiscard]] const std::optional<base::Error> &error() const { return m_error; }

Q_SIGNALS:
    void changed();

private:
    struct Answer
    {
        ServerView view;
        std::optional<base::Error> error;
    };
    void doInBackground(std::function<std::optional<base::Error>()> work);
    ServerView m_view;
    std::optional<base::Error> m_error;
    Job m_job;
};

} // namespace ui
