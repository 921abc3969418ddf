// SPDX-License-Identifier: MIT
#include "support/oldserver.h"

#include "support/administrator.h"
#include "support/testserver.h"

using namespace Qt::StringLiterals;

namespace testsupport {

OldServer::OldServer() : m_proxy(TestServer::instance().superuser().port)
{
    const QString real = administrator().value(u"SHOW server_version"_s)->section(u' ', 0, 0);
    m_version = u"11"_s + real.mid(2); // every version since 10 begins with two digits
    m_proxy.replace(real.toUtf8(), m_version.toUtf8());
}

postgres::Settings OldServer::through(postgres::Settings settings) const
{
    settings = m_proxy.through(std::move(settings));
    settings.sslMode = u"disable"_s;
    return settings;
}

} // namespace testsupport
