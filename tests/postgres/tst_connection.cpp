// SPDX-License-Identifier: MIT
#include "postgres/connection.h"
#include "support/testserver.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using postgres::Connection;

class TestConnection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void statements();
};

void TestConnection::statements()
{
    auto connection = Connection::open(testsupport::TestServer::instance().freshDatabase(), u"tst"_s);
    QVERIFY2(connection, connection ? "" : qPrintable(connection.error().message + connection.error().detail));
    QVERIFY(connection->execute(u"CREATE TABLE t (a int PRIMARY KEY, b text); INSERT INTO t VALUES (1, 'x'), (2, NULL)"_s));
    QCOMPARE(*connection->value(u"SELECT b FROM t WHERE a = ?"_s, {1}), u"x"_s);
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
