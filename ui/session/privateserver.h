// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "ui/session/job.h"

#include <QDateTime>
#include <QList>

namespace ui {

enum class ServerState { Unknown, Absent, Stopped, Running, NotInstalled, OtherVersion, Damaged };
enum class ServerActivity { None, Starting, Stopping, Restarting, Removing };

/// A program that uses the server. Ours is one, however many connections it has.
struct ServerClient
{
    enum class Doing { ThisProgram, Waiting, Working, InTransaction };
    QString program;
    Doing doing = Doing::Waiting;
    QDateTime since;
    qint64 connections = 1;
};

/// Known of a server that runs.
struct ServerUse
{
    QDateTime started;
    qint64 bytes = 0;
    qint64 areas = 0;
    qint64 connections = 0;
    qint64 mostConnections = 0;
    QList<ServerClient> clients;
};

/// The private server as it was when it was last looked at.
struct ServerView
{
    ServerState state = ServerState::Unknown;
    QString message; ///< one sentence
    QString version; ///< of PostgreSQL
    QString folder;
    QString installCommand; ///< where PostgreSQL is missing
    QString address;        ///< for other programs, without the password; empty unless it runs
    QString passwordFile;
    QString log;          ///< the end of it
    qint64 freeBytes = 0; ///< on the disk that holds it
    bool canAutostart = false;
    bool autostarts = false;
    std::optional<ServerUse> use;
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
    [[nodiscard]] ServerActivity activity() const { return m_activity; }
    void start();
    void stop();
    void restart();
    /// Saves a copy of everything to `dumpFile` first, unless that is empty.
    void remove(const QString &dumpFile);
    /// Where remove() usually saves to.
    [[nodiscard]] static QString usualDumpFile();
    /// With this computer, that is when its owner signs in.
    void setAutostart(bool on);
    /// Of the last thing done; none if it went well.
    [[nodiscard]] const std::optional<base::Error> &error() const { return m_error; }

Q_SIGNALS:
    void changed();
    /// Everything is deleted; `dumpFile` holds what was in it, unless empty.
    void removed(const QString &dumpFile);

private:
    struct Answer
    {
        ServerView view;
        std::optional<base::Error> error;
    };
    using Work = std::function<std::optional<base::Error>()>;
    void run(ServerActivity activity, Work work, std::function<void()> done = {});
    ServerView m_view;
    std::optional<base::Error> m_error;
    ServerActivity m_activity = ServerActivity::None;
    Job m_job;
};

} // namespace ui
