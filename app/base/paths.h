// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// Where the program keeps what it must not lose. All folders are made on demand by their users, mode 0700.
namespace base {

/// CUTOVER_DATA_DIR if set; as root the system's (/var/lib/cutover); else the user's (XDG_DATA_HOME/cutover).
QString dataFolder();
/// One folder for each run: snapshots, plan, journal.
QString runsFolder();
/// The private server's cluster, socket, log and password.
QString serverFolder();

} // namespace base
