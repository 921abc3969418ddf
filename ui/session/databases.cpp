// SPDX-License-Identifier: MIT
#include "ui/session/databases.h"

#include "base/paths.h"
#include "postgres/localserver.h"
#include "ui/session/keychain.h"
#include "ui/session/privateserver.h"
#include "ui/session/savedconnections.h"
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

Databases::Databases(PrivateServer *server, Target *target, Keychain *keychain, QObject *parent)
    : QObject(parent), m_target(target), m_keychain(keychain)
{
    const QList<SavedConnection> saved = savedConnections();
    for (const SavedConnection &one : saved) {
        Database *database = add(Database::Kind::Server, settingsFromForm(one.form));
        database->setName(one.name);
        m_kept.append(database);
    }
    const auto answer = [this](const QString &name, const base::Secret &password) {
        for (Database *database : std::as_const(m_list)) {
            if (database->address() == name && database->state() == Database::State::Opening &&
                database->settings().password.isEmpty())
                database->takePassword(password);
        }
    };
    connect(keychain, &Keychain::found, this, answer);
    connect(keychain, &Keychain::missing, this, [answer](const QString &name) { answer(name, {}); });
    connect(target, &Target::changed, this, &Databases::addTarget);
    connect(this, &Databases::looked, server, [server] {
        if (server->view().state == ServerState::Stopped)
            server->look(); // it runs now
    });
}

void Databases::look()
{
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
    const auto known = std::find_if(m_list.begin(), m_list.end(),
                                    [&](const Database *database) { return database->isSame(settings); });
    if (known != m_list.end()) {
        postgres::Settings newest = settings;
        if (newest.password.isEmpty())
            newest.password = (*known)->settings().password;
        if (!same((*known)->form(), formFromSettings(newest))) {
            (*known)->use(newest);
            save();
        }
        return *known;
    }
    auto *database = new Database(kind, settings, this);
    hear(database);
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

Database *Databases::add(const TargetForm &form, Database *instead)
{
    const postgres::Settings settings = settingsFromForm(form);
    const auto other = std::find_if(m_list.begin(), m_list.end(),
                                    [&](const Database *one) { return one != instead && one->isSame(settings); });
    if (instead == nullptr || other != m_list.end()) {
        if (instead != nullptr)
            forget(instead); // it is there already
        instead = add(Database::Kind::Server, settings);
    } else {
        instead->use(settings);
    }
    keep(instead);
    save();
    return instead;
}

void Databases::hear(Database *database)
{
    if (Keychain::kept().contains(database->address()))
        database->askForPassword();
    connect(database, &Database::passwordWanted, this, [this, database] { m_keychain->lookUp(database->address()); });
    connect(database, &Database::changed, this, [this, database] {
        if (database->state() == Database::State::Open)
            keep(database);
    });
}

void Databases::keepTarget()
{
    if (Database *database = ofTarget())
        keep(database);
}

/// The private server is found anew at each start.
void Databases::keep(Database *database)
{
    if (database->kind() != Database::Kind::Server || m_kept.contains(database))
        return;
    m_kept.append(database);
    save();
}

void Databases::save() const
{
    QList<SavedConnection> connections;
    for (const Database *database : m_list) {
        if (m_kept.contains(database))
            connections.append({.name = database->name(), .form = database->form()});
    }
    saveConnections(connections);
}

void Databases::rename(Database *database, const QString &name)
{
    database->setName(name.trimmed());
    keep(database);
    save();
}

void Databases::forget(Database *database)
{
    if (Keychain::kept().contains(database->address()))
        m_keychain->forget(database->address());
    m_list.removeAll(database);
    m_kept.removeAll(database);
    save();
    database->deleteLater();
    Q_EMIT changed();
}

} // namespace ui
