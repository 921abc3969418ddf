// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/probe.h"
#include "postgres/settings.h"

namespace postgres {

/// Why a connection could not be opened and what to do about it. Codes: connection-refused, host-unknown,
/// host-unreachable, timeout, not-postgresql, ssl-not-supported, ssl-required, not-in-access-list, access-rejected,
/// password-refused, password-needed, peer-refused, client-certificate-needed, role-may-not-log-in, role-unknown,
/// too-many-connections, no-such-database, no-connect-right, database-closed, server-starting, server-shutting-down,
/// certificate-missing, certificate-not-trusted, certificate-name-mismatch, certificate-file, key-file-open,
/// service-unknown, bad-settings, connection-failed.
base::Error explain(const Settings &settings, const Attempt &attempt);

/// The text to copy that usually cures `code`; empty if there is none.
QString fixFor(const Settings &settings, const QString &code);

} // namespace postgres
