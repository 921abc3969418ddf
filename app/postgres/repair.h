// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/settings.h"

namespace postgres {

/// Whether repair() knows what to do about the doctor's failed step of that code.
bool canRepair(const QString &code);
/// Whether somebody with more rights on the server could do it where we cannot.
bool administratorCanRepair(const QString &code);

/// Mends on the server, or on this computer, what kept `settings` from being used: creates the database, grants the
/// right to connect or to create schemas, lets the role log in, closes the key file to others. `signIn` is what to
/// connect with: `settings` again, or the same with an administrator's user and password; its database does not count.
base::Result<void> repair(const Settings &settings, const QString &code, const Settings &signIn);

} // namespace postgres
