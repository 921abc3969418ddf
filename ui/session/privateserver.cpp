// SPDX-License-Identifier: MIT
#include "ui/session/privateserver.h"

#include "base/paths.h"
#include "postgres/binaries.h"
#include "postgres/clusterfiles.h"
#include "postgres/localserver.h"

namespace ui {

namespace {

using postgres::LocalServer;

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

ServerView lookAt(const LocalServer &server)
{
    const LocalServer::Status status = server.status();
    const bool missing =
        status.state == LocalServer::State::NoBinaries || status.state == LocalServer::State::OtherVersion;
    const int major = postgres::ClusterFiles(base::serverFolder()).majorVersion();
    return {.state = stateOf(status.state),
            .message = status.message,
            .version = status.version,
            .folder = status.dataFolder,
            .installCommand = missing ? postgres::installCommand(major) : QString(),
            .address = server.url()};
}

template <typename T>
std::optional<base::Error> errorOf(const base::Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error());
}

} // namespace

PrivateServer::PrivateServer(QObject *parent) : QObject(parent)
{
    connect(&m_job, &Job::runningChanged, this, &PrivateServer::changed);
}

void PrivateServer::doInBackground(std::function<std::optional<base::Error>()> work)
{
    m_job.start<Answer>(
        [work = std::move(work)](const std::stop_token &) {
            const std::optional<base::Error> error = work();
            return Answer{lookAt(LocalServer(base::serverFolder())), error};
        },
        [this](const Answer &answer) {
            m_view = answer.view;
            m_error = answer.error;
            Q_EMIT changed();
        });
}

void PrivateServer::look()
{
    if (!isBusy())
        doInBackground([last = m_error] { return last; });
}

void PrivateServer::start()
{
    doInBackground([] { return errorOf(LocalServer(base::serverFolder()).start()); });
}

void PrivateServer::stop()
{
    doInBackground([] { return errorOf(LocalServer(base::serverFolder()).stop()); });
}

} // namespace ui
