// SPDX-License-Identifier: MIT
#pragma once

#include "cli/console.h"
#include "cli/options.h"
#include "postgres/settings.h"

namespace cli {

/// What a command does where it is told to use the private server and there is none yet.
enum class NoServerYet { Make, Refuse };

/// Whether the command line names a server.
bool targetGiven(const TargetOptions &options);
/// Whether the command line or the environment names a server at all.
bool targetNamed(const TargetOptions &options);

/// Checks the options alone: nothing is connected, started or written. For --local the settings are empty.
base::Result<postgres::Settings> targetSettings(const TargetOptions &options, const Console &console);

/// Starts the private server where that is the target, asks for a password where one is needed and somebody is there to
/// ask, and gives settings that a connection was made with.
base::Result<postgres::Settings> openTarget(const TargetOptions &options, const postgres::Settings &settings,
                                            const Console &console, NoServerYet noServer);

} // namespace cli
