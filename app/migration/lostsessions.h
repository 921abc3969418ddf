// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/connection.h"

/// What a broken connection or a killed program left at work on the server. Ended, and waited for until it is gone: up
/// to half a minute, then code run-active.
namespace migration {

/// How the sessions of a run are named on the server.
QString sessionName(const QString &runId);

/// All sessions of a run whose program no longer lives.
base::Result<void> endLostSessions(postgres::Connection &connection, const QString &runId);
/// Whether any session of the run is there, lost or alive.
base::Result<bool> hasSessions(postgres::Connection &connection, const QString &runId);
/// One server process, if it is the run's.
base::Result<void> endLostSession(postgres::Connection &connection, const QString &runId, int backend);

} // namespace migration
