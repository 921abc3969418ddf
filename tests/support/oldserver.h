// SPDX-License-Identifier: MIT
#pragma once

#include "support/tcpproxy.h"

namespace testsupport {

/// The one server of this process, on a way on which it says in all its words that it is PostgreSQL 11.
class OldServer
{
public:
    OldServer();
    /// The settings with this way in them; nothing on it is encrypted.
    [[nodiscard]] postgres::Settings through(postgres::Settings settings) const;
    /// As it says, "11.3".
    [[nodiscard]] const QString &version() const { return m_version; }

private:
    TcpProxy m_proxy;
    QString m_version;
};

} // namespace testsupport
