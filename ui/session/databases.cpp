// SPDX-License-Identifier: MIT
#include "ui/session/databases.h"

#include "base/paths.h"
#include "postgres/localserver.h"
#include "ui/session/privateserver.h"
#include "ui/session/target.h"

#include <algorithm>

namespace ui {

namespace {

using Found = std::optional<postgres::Settings>;

/// Nothing where there is no private server, or none that can be used.
Found privateServer()
{
    postgres::LocalServer server(base::serverFolder());
    using State = postgres::LocalServer::State;
    const State state = server.status().state;
    if (state != State::Running && state != State::Stopped)
        return std::nullopt;
    const auto started = server.start();
    return started ? Found(*started) : std::nullopt;
}

} // namespace

Databases::Databases(PrivateServer *server, Target *target, QObject *parent) : QObject(parent), m_target(target)
{
    connect(target, &Target::changed, this, &Databases::addTarget);
    connect(this, &Databases::looked, server, [server] {
        if (server->view().state == ServerState::Stopped)
            server->look(); // it runs now
    });
}

void Databases::look()
{
    addTarget();
    m_job.start<Found>([](const std::stop_token &) { return privateServer(); },
                       [this](const Found &found) {
                           if (found)
                               add(Database::Kind::ThisComputer, *found);
                           Q_EMIT looked();
                       });
}

void Databases::addTarget()
{
    if (m_target->state() == TargetState::Ready)
        add(m_target->place() == TargetPlace::ThisComputer ? Database::Kind::ThisComputer : Database::Kind::Server,
            m_target->settings());
}

Database *Databases::ofTarget() const
{
    if (m_target->state() != TargetState::Ready)
        return nullptr;
    const auto found = std::find_if(m_list.begin(), m_list.end(), [this](const Database *database) {
        return database->isSame(m_target->settings());
    });
    return found == m_list.end() ? nullptr : *found;
}

Database *Databases::add(Database::Kind kind, const postgres::Settings &settings)
{
    const auto same = std::find_if(m_list.begin(), m_list.end(),
                                   [&](const Database *database) { return database->isSame(settings); });
    if (same != m_list.end())
        return *same;
    auto *database = new Database(kind, settings, this);
    // The private server comes first; when it was started anew it may listen elsewhere.
    if (kind == Database::Kind::ThisComputer) {
        if (!m_list.isEmpty() && m_list.first()->kind() == kind)
            m_list.takeFirst()->deleteLater();
        m_list.prepend(database);
    } else {
        m_list.append(database);
    }
    Q_EMIT changed();
    return database;
}

} // namespace ui
