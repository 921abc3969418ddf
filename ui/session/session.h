// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/databases.h"
#include "ui/session/keychain.h"
#include "ui/session/mover.h"
#include "ui/session/plans.h"
#include "ui/session/privateserver.h"
#include "ui/session/runs.h"
#include "ui/session/sources.h"
#include "ui/session/target.h"

namespace ui {

/// Everything that the window works on; pages see its parts.
class Session : public QObject
{
    Q_OBJECT
public:
    explicit Session(QObject *parent = nullptr) : QObject(parent)
    {
        connect(&m_mover, &Mover::finished, &m_databases, &Databases::keepTarget);
    }
    [[nodiscard]] Sources &sources() { return m_sources; }
    [[nodiscard]] PrivateServer &privateServer() { return m_privateServer; }
    [[nodiscard]] Target &target() { return m_target; }
    [[nodiscard]] Keychain &keychain() { return m_keychain; }
    [[nodiscard]] Plans &plans() { return m_plans; }
    [[nodiscard]] Mover &mover() { return m_mover; }
    [[nodiscard]] Runs &runs() { return m_runs; }
    [[nodiscard]] Databases &databases() { return m_databases; }

private:
    Sources m_sources;
    Keychain m_keychain;
    PrivateServer m_privateServer;
    Target m_target{&m_privateServer};
    Plans m_plans{&m_sources};
    Mover m_mover{&m_target, &m_plans};
    Runs m_runs{&m_target};
    Databases m_databases{&m_privateServer, &m_target, &m_keychain};
};

} // namespace ui
