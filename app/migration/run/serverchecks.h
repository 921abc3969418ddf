// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/connection.h"

namespace migration {

/// What must be true of the server before anything is written: version, encoding, not read-only, the right to create
/// schemas, the owner's role. Codes: server-too-old, server-encoding, server-read-only, no-rights, no-such-role.
base::Result<void> checkServer(postgres::Connection &connection, const QString &owner);

/// Behind a pool that shares the server's sessions out anew for each transaction, settings, locks and staging would be
/// somebody else's. Code pooler.
base::Result<void> checkPooler(postgres::Connection &connection, const postgres::Settings &target);

/// How much a run may ask of the server.
struct Capacity
{
    int workers = 1;
    qint64 relations = 0; ///< that one worker's transaction may lock: half of the server's lock table for all of them
};
/// `wished` workers, or one more than there are cores (some always wait for the server), but never more than half of
/// the connections that are free.
base::Result<Capacity> capacityOf(postgres::Connection &connection, int wished);

} // namespace migration
