// SPDX-License-Identifier: MIT
#include "ui/session/serverview.h"

#include "base/paths.h"
#include "postgres/autostart.h"
#include "postgres/binaries.h"
#include "postgres/clusterfiles.h"
#include "postgres/localserver.h"
#include "postgres/serverfacts.h"

#include <QCoreApplication>
#include <QDir>
#include <QStorageInfo>

namespace ui {

namespace {

using postgres::LocalServer;

postgres::Autostart autostart()
{
    return {QCoreApplication::applicationDirPath() + QStringLiteral("/cutover-cli"), base::dataFolder()};
}

ServerState stateOf(LocalServer::State state)
{
    switch (state) {
    case LocalServer::State::Absent:
        return ServerState::Absent;
    case LocalServer::State::Stopped:
        return ServerState::Stopped;
    case LocalServer::State::Running:
        return ServerState::Running;
    case LocalServer::State::NoBinaries:
        return ServerState::NotInstalled;
    case LocalServer::State::OtherVersion:
        return ServerState::OtherVersion;
    case LocalServer::State::Damaged:
        break;
    }
    return ServerState::Damaged;
}

ServerClient::Doing doingOf(const postgres::Client &client)
{
    switch (client.doing) {
    case postgres::Client::Doing::Waiting:
        return ServerClient::Doing::Waiting;
    case postgres::Client::Doing::Working:
        return ServerClient::Doing::Working;
    case postgres::Client::Doing::InTransaction:
        break;
    }
    return ServerClient::Doing::InTransaction;
}

/// Others as they are; ours together, after them.
QList<ServerClient> clientsOf(const QList<postgres::Client> &clients)
{
    QList<ServerClient> others;
    ServerClient ours{.program = {}, .doing = ServerClient::Doing::ThisProgram, .since = {}, .connections = 0};
    for (const postgres::Client &client : clients) {
        if (!client.isOurs) {
            others.append({client.program, doingOf(client), client.since});
            continue;
        }
        if (ours.connections++ == 0) // the oldest comes first
            ours.since = client.since;
    }
    if (ours.connections > 0)
        others.append(ours);
    return others;
}

std::optional<ServerUse> useOf(const LocalServer &server)
{
    const auto settings = server.settings();
    if (!settings)
        return std::nullopt;
    const auto facts = postgres::readServerFacts(*settings);
    if (!facts)
        return std::nullopt;
    ServerUse use{.started = facts->started,
                  .bytes = facts->bytes,
                  .areas = facts->areas,
                  .connections = facts->clients.size(),
                  .mostConnections = facts->mostConnections};
    use.clients = clientsOf(facts->clients);
    return use;
}

/// Of the folder, or of the nearest one above it that is there.
qint64 freeBytesAt(const QString &folder)
{
    QDir place(folder);
    while (!place.exists() && !place.isRoot())
        place.setPath(QFileInfo(place.absolutePath()).path());
    return QStorageInfo(place).bytesAvailable();
}

} // namespace

ServerView lookAtPrivateServer()
{
    const LocalServer server(base::serverFolder());
    const postgres::ClusterFiles files(base::serverFolder());
    const LocalServer::Status status = server.status();
    const bool missing =
        status.state == LocalServer::State::NoBinaries || status.state == LocalServer::State::OtherVersion;
    ServerView view{.state = stateOf(status.state),
                    .message = status.message,
                    .version = status.version,
                    .folder = status.dataFolder,
                    .installCommand = missing ? postgres::installCommand(files.majorVersion()) : QString(),
                    .address = server.url(),
                    .passwordFile = files.passwordFile(),
                    .log = files.logTail(),
                    .freeBytes = freeBytesAt(base::serverFolder()),
                    .canAutostart = postgres::Autostart::isPossible(),
                    .autostarts = autostart().isOn()};
    if (view.state == ServerState::Running)
        view.use = useOf(server);
    return view;
}

base::Result<void> setPrivateServerAutostart(bool on)
{
    return autostart().set(on);
}

} // namespace ui
