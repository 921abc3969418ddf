// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "postgres/account.h"
#include "postgres/binaries.h"
#include "postgres/clusterfiles.h"
#include "postgres/localserver.h"

namespace postgres {

/// Makes a complete cluster in files.unfinishedData(). Codes: no-space, cannot-write, init-failed.
base::Result<void> initialiseCluster(const Binaries &binaries, const Account &account, const ClusterFiles &files,
                                     const base::Secret &password, LocalServer::Durability durability);

/// Starts the server on the port that is kept, or on another free one, which is then kept, if that is taken; gives
/// the port. Codes: no-space, port-taken, start-failed.
base::Result<quint16> startPostmaster(const Binaries &binaries, const Account &account, const ClusterFiles &files,
                                      LocalServer::Durability durability);

enum class StopMode { Fast, Immediate };
/// Code stop-failed.
base::Result<void> stopPostmaster(const Binaries &binaries, const Account &account, const ClusterFiles &files,
                                  StopMode mode);

/// Every database and role, but no password, as plain SQL. Code dump-failed.
base::Result<void> dumpAll(const Binaries &binaries, const Settings &settings, const QString &dumpFile);

} // namespace postgres
