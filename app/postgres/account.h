// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QStringList>
#include <optional>
#include <sys/types.h>

namespace postgres {

/// A system user that the private server runs as.
struct Account
{
    uid_t uid = 0;
    gid_t gid = 0;
    QString name;
};

/// Whom a new cluster shall belong to: ourselves; as root SUDO_UID or PKEXEC_UID, else postgres, else nobody.
base::Result<Account> accountForNewCluster();
/// Whom an existing file or folder belongs to; nothing if it is not there.
std::optional<Account> ownerOf(const QString &path);
/// The topmost folder on the way to `path` that `account` cannot pass through; empty if there is none.
QString impassableFolder(const QString &path, const Account &account);

/// How a program ended.
struct Finished
{
    bool started = false;
    bool inTime = true;
    int exitCode = -1;
    QString output; ///< standard output and standard error
};

/// Runs a program of PostgreSQL's as `account` (rights are dropped when we are root), in the root folder, with a plain
/// environment: none of the caller's PG* variables, messages in English.
Finished runAs(const Account &account, const QString &program, const QStringList &arguments, int seconds,
               const QStringList &extraEnvironment = {});

} // namespace postgres
