// SPDX-License-Identifier: MIT
#include "support/administrator.h"

#include "support/testserver.h"

using namespace Qt::StringLiterals;

namespace testsupport {

postgres::Connection administrator()
{
    auto connection = postgres::Connection::open(TestServer::instance().superuser(), u"tst"_s);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().detail));
    return std::move(*connection);
}

void run(postgres::Connection &connection, const QString &sql)
{
    if (const auto done = connection.execute(sql); !done)
        qFatal("%s", qPrintable(done.error().detail));
}

QString tlsFile(const QString &name)
{
    return QStringLiteral(CUTOVER_SOURCE_DIR "/tests/data/tls/") + name;
}

} // namespace testsupport
