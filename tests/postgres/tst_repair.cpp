// SPDX-License-Identifier: MIT
#include "postgres/connection.h"
#include "postgres/doctor.h"
#include "postgres/repair.h"
#include "support/testserver.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using postgres::Settings;

namespace {

constexpr QLatin1String password("correct-horse-battery");

void run(const QString &sql)
{
    auto connection = postgres::Connection::open(testsupport::TestServer::instance().superuser(), u"tst"_s);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().detail));
    if (const auto done = connection->execute(sql); !done)
        qFatal("%s", qPrintable(done.error().detail));
}

/// The code of the failed step; empty if all are well.
QString failure(const Settings &settings)
{
    for (const postgres::DoctorStep &step : postgres::examine(settings, {}, {})) {
        if (step.state == postgres::StepState::Failed)
            return step.code;
    }
    return {};
}

} // namespace

/// What the doctor found is mended, and the doctor finds it mended.
class TestRepair : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void byAdministrator_data();
    void byAdministrator();
    void bySameUser();
    void keyFile();
    void unknownCodes();
};

void TestRepair::initTestCase()
{
    for (const auto *name : {"bob", "asleep", "maker"})
        run(u"CREATE ROLE %1 LOGIN PASSWORD '%2'"_s.arg(QLatin1String(name), password));
    run(u"ALTER ROLE maker CREATEDB"_s);
    for (const auto *name : {"shut", "narrow", "open"})
        run(u"CREATE DATABASE "_s + QLatin1String(name));
    run(u"REVOKE CONNECT ON DATABASE shut FROM PUBLIC"_s);
    run(u"GRANT CREATE ON DATABASE shut TO bob"_s);
    run(u"GRANT CREATE ON DATABASE open TO asleep"_s);
    run(u"ALTER ROLE asleep NOLOGIN"_s);
}

void TestRepair::byAdministrator_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("code");
    QTest::addRow("no database") << u"bob"_s << u"new; \"one\""_s << u"no-such-database"_s;
    QTest::addRow("no right to connect") << u"bob"_s << u"shut"_s << u"no-connect-right"_s;
    QTest::addRow("no right to create") << u"bob"_s << u"narrow"_s << u"no-rights"_s;
    QTest::addRow("may not log in") << u"asleep"_s << u"open"_s << u"role-may-not-log-in"_s;
}

void TestRepair::byAdministrator()
{
    QFETCH(const QString, user);
    QFETCH(const QString, database);
    QFETCH(const QString, code);
    const Settings administrator = testsupport::TestServer::instance().superuser();
    Settings settings = administrator;
    settings.user = user;
    settings.password = base::Secret(QString(password));
    settings.database = database;
    QCOMPARE(failure(settings), code);
    QVERIFY(postgres::canRepair(code) && postgres::administratorCanRepair(code));

    Settings stranger = settings;
    stranger.user = u"bob"_s;
    const auto refused = postgres::repair(settings, code, stranger);
    QVERIFY2(!refused, "bob may not do that");
    QCOMPARE(refused.error().code, u"no-rights"_s);
    QCOMPARE(failure(settings), code);

    Settings signIn = settings;
    signIn.user = administrator.user;
    signIn.password = administrator.password;
    const auto mended = postgres::repair(settings, code, signIn);
    QVERIFY2(mended, mended ? "" : qPrintable(mended.error().detail));
    QCOMPARE(failure(settings), QString());
}

void TestRepair::bySameUser()
{
    Settings settings = testsupport::TestServer::instance().superuser();
    settings.user = u"maker"_s;
    settings.password = base::Secret(QString(password));
    settings.database.clear(); // libpq takes the user's name
    QCOMPARE(failure(settings), u"no-such-database"_s);
    const auto mended = postgres::repair(settings, u"no-such-database"_s, settings);
    QVERIFY2(mended, mended ? "" : qPrintable(mended.error().detail));
    QCOMPARE(failure(settings), QString());
}

void TestRepair::keyFile()
{
    const QTemporaryDir folder;
    Settings settings;
    settings.sslKey = folder.filePath(u"x.key"_s);
    QVERIFY(!postgres::repair(settings, u"key-file-open"_s, settings));
    QFile key(settings.sslKey);
    QVERIFY(key.open(QIODevice::WriteOnly));
    key.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    QVERIFY(postgres::repair(settings, u"key-file-open"_s, settings));
    QCOMPARE(key.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestRepair::unknownCodes()
{
    for (const QString &code : {u"password-refused"_s, u"timeout"_s, QString()})
        QVERIFY(!postgres::canRepair(code));
}

QTEST_GUILESS_MAIN(TestRepair)
#include "tst_repair.moc"
