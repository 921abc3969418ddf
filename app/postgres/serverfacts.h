// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/settings.h"

#include <QDateTime>
#include <QList>

namespace postgres {

/// A program that is connected to the server.
struct Client
{
    enum class Doing { Waiting, Working, InTransaction };
    QString program; ///< as it calls itself; may be empty
    Doing doing = Doing::Waiting;
    bool isOurs = false; ///< this program or its command line
    QDateTime since;
};

struct ServerFacts
{
    QDateTime started;
    qint64 bytes = 0; ///< of the database
    qint64 areas = 0; ///< schemas that creators live in
    qint64 mostConnections = 0;
    QList<Client> clients; ///< whoever is connected to any database, without the connection that asks
};

/// What a server in use says about itself.
base::Result<ServerFacts> readServerFacts(const Settings &settings);

} // namespace postgres
