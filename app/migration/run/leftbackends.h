// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/connection.h"

#include <stop_token>

namespace migration {

/// How the server names the sessions of a run.
QString sessionName(const QString &runId);

/// After a run was killed the server may still carry out its last statements, under its locks: ends what it left
/// behind, and waits for it up to 30 seconds. Code: run-active.
base::Result<void> endLeftBackends(postgres::Connection &connection, const QString &runId, const std::stop_token &stop);

/// A run lives where its folder is. Where that is not here, sessions that the server has of it are those of a run at
/// work elsewhere, which must be left alone. Code: run-active.
base::Result<void> checkNotElsewhere(postgres::Connection &connection, const QString &runId);

/// endLeftBackends() for one of them, whose connection broke.
base::Result<void> endLeftBackend(postgres::Connection &connection, const QString &runId, int backend);

/// After a connection was lost with what it had begun: whether that may be tried again on another one.
bool mayBeTriedAgain(const base::Error &error, int attempts, const std::stop_token &stop);

} // namespace migration
