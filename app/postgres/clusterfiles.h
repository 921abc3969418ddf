// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "postgres/account.h"

#include <optional>

namespace postgres {

/// What lies where in the private server's folder. The folder, the password and the port are ours; the cluster and
/// its log belong to the account that runs the server.
class ClusterFiles
{
public:
    explicit ClusterFiles(QString folder) : m_folder(std::move(folder)) {}

    [[nodiscard]] const QString &folder() const { return m_folder; }
    [[nodiscard]] QString data() const { return in(u"data"); }
    /// Where a new cluster grows until it is complete.
    [[nodiscard]] QString unfinishedData() const { return in(u"data.new"); }
    [[nodiscard]] QString logFolder() const { return in(u"log"); }
    [[nodiscard]] QString log() const { return in(u"log/server.log"); }
    [[nodiscard]] QString lock() const { return in(u"lock"); }
    [[nodiscard]] QString passwordFile() const { return in(u"password"); }
    [[nodiscard]] QString portFile() const { return in(u"port"); }

    /// 15; 0 if `data` holds no cluster.
    [[nodiscard]] int majorVersion() const;
    [[nodiscard]] bool looksComplete() const;
    [[nodiscard]] quint16 port() const; ///< 0 if none was chosen yet
    base::Result<void> setPort(quint16 port) const;
    base::Result<base::Secret> password() const;
    base::Result<void> setPassword(const base::Secret &password) const;

    /// Makes the folder and its log folder so that `account` can work there. Codes: not-traversable, cannot-write.
    base::Result<void> prepareFor(const Account &account) const;
    /// An empty folder of `account`'s own for a new cluster, leftovers removed.
    base::Result<void> prepareUnfinishedData(const Account &account) const;
    /// The end of the server's log, without blank lines.
    [[nodiscard]] QString logTail() const;

private:
    [[nodiscard]] QString in(QStringView name) const { return m_folder + u'/' + name; }
    QString m_folder;
};

struct Postmaster
{
    pid_t pid = 0;
    quint16 port = 0;
    bool ready = false;
};

/// The server that runs on `data` now; nothing if there is none, whatever a stale postmaster.pid says.
std::optional<Postmaster> runningPostmaster(const QString &data);

/// Writes a file that only its owner can read, all or nothing. Code cannot-write.
base::Result<void> writePrivateFile(const QString &path, const QByteArray &content);

} // namespace postgres
