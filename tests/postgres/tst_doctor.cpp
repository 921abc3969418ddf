// SPDX-License-Identifier: MIT
#include "postgres/connection.h"
#include "postgres/doctor.h"
#include "support/oldserver.h"
#include "support/testserver.h"

#include <QTcpServer>
#include <QtTest>
#include <thread>

using namespace Qt::StringLiterals;
using postgres::Connection;
using postgres::DoctorStep;
using postgres::Settings;
using postgres::StepState;

class TestDoctor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void healthy();
    void oneFault_data();
    void oneFault();
    void tooOld();
    void leavesNothingBehind();
    void connectFails_data();
    void connectFails();
    void stopped();

private:
    Settings m_settings;
};

namespace {

constexpr QLatin1String password("correct-horse-battery");

QString inOneLine(const QList<DoctorStep> &steps)
{
    static const char *const names[]{"ok", "warning", "failed", "skipped"};
    QStringList words;
    for (const DoctorStep &step : steps)
        words.append(step.id + u'=' + QString::fromLatin1(names[size_t(step.state)]));
    return words.join(u' ');
}

/// Every step before the failed one is well, none after it is tried.
QString allAround(const QString &failed)
{
    QList<DoctorStep> steps;
    StepState state = StepState::Ok;
    for (const QString &id : postgres::doctorStepIds()) {
        steps.append({.id = id, .state = id == failed ? StepState::Failed : state});
        if (id == failed)
            state = StepState::Skipped;
    }
    return inOneLine(steps);
}

QList<DoctorStep> allSkipped()
{
    QList<DoctorStep> steps;
    for (const QString &id : postgres::doctorStepIds())
        steps.append({.id = id});
    return steps;
}

const DoctorStep &stepCalled(const QList<DoctorStep> &steps, const QString &id)
{
    const auto found =
        std::find_if(steps.begin(), steps.end(), [&id](const DoctorStep &step) { return step.id == id; });
    if (found == steps.end())
        qFatal("no step %s", qPrintable(id));
    return *found;
}

Connection administrator(const Settings &settings)
{
    auto connection = Connection::open(settings, u"tst"_s);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().detail));
    return std::move(*connection);
}

Settings as(Settings settings, const QString &user)
{
    settings.user = user;
    settings.password = base::Secret(QString(password));
    return settings;
}

} // namespace

void TestDoctor::initTestCase()
{
    m_settings = testsupport::TestServer::instance().superuser();
    Connection connection = administrator(m_settings);
    for (const auto *role : {"visitor LOGIN", "crowded LOGIN CONNECTION LIMIT 3", "\"Odd \"\"name\" LOGIN"})
        QVERIFY(connection.execute(u"CREATE ROLE %1 PASSWORD '%2'"_s.arg(QLatin1String(role), password)));
    QVERIFY(connection.execute(u"GRANT CREATE ON DATABASE cutover TO crowded"_s));
    QVERIFY(connection.execute(u"CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"_s));
    QVERIFY(connection.execute(u"CREATE DATABASE frozen"_s));
    QVERIFY(connection.execute(u"ALTER DATABASE frozen SET default_transaction_read_only = on"_s));
}

void TestDoctor::healthy()
{
    QList<DoctorStep> told;
    const QList<DoctorStep> steps =
        postgres::examine(m_settings, [&told](const DoctorStep &step) { told.append(step); }, {});
    QCOMPARE(inOneLine(told), inOneLine(steps));
    QCOMPARE(
        inOneLine(steps),
        u"name=ok reach=ok encryption=ok sign-in=ok database=ok version=ok encoding=ok create-schema=ok room=ok round-trip=ok"_s);
    for (const DoctorStep &step : steps) {
        QVERIFY2(step.message.endsWith(u'.') && !step.message.contains(u'%'), qPrintable(step.message));
        QVERIFY(step.fix.isEmpty() && step.sqlState.isEmpty());
        QVERIFY(!step.message.contains(m_settings.password.reveal()));
    }
}

void TestDoctor::oneFault_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("fix");
    QTest::addColumn<QString>("sqlState");
    QTest::addRow("no right to create")
        << u"visitor"_s << u"cutover"_s
        << u"name=ok reach=ok encryption=ok sign-in=ok database=ok version=ok encoding=ok create-schema=failed room=ok round-trip=ok"_s
        << u"create-schema"_s << u"GRANT CREATE ON DATABASE cutover TO visitor;"_s << u"42501"_s;
    QTest::addRow("the same with an odd name")
        << u"Odd \"name"_s << u"cutover"_s
        << u"name=ok reach=ok encryption=ok sign-in=ok database=ok version=ok encoding=ok create-schema=failed room=ok round-trip=ok"_s
        << u"create-schema"_s << u"GRANT CREATE ON DATABASE cutover TO \"Odd \"\"name\";"_s << u"42501"_s;
    QTest::addRow("latin")
        << QString() << u"latin"_s
        << u"name=ok reach=ok encryption=ok sign-in=ok database=ok version=ok encoding=failed create-schema=ok room=ok round-trip=ok"_s
        << u"encoding"_s << u"CREATE DATABASE latin_utf8 ENCODING 'UTF8' TEMPLATE template0;"_s << QString();
    QTest::addRow("read-only")
        << QString() << u"frozen"_s
        << u"name=ok reach=ok encryption=ok sign-in=ok database=ok version=ok encoding=ok create-schema=failed room=ok round-trip=ok"_s
        << u"create-schema"_s << QString() << u"25006"_s;
    QTest::addRow("little room")
        << u"crowded"_s << u"cutover"_s
        << u"name=ok reach=ok encryption=ok sign-in=ok database=ok version=ok encoding=ok create-schema=ok room=warning round-trip=ok"_s
        << u"room"_s << u"ALTER SYSTEM SET max_connections = 100;"_s << QString();
}

void TestDoctor::oneFault()
{
    QFETCH(QString, user);
    QFETCH(QString, database);
    QFETCH(QString, expected);
    QFETCH(QString, step);
    QFETCH(QString, fix);
    QFETCH(QString, sqlState);
    Settings settings = user.isEmpty() ? m_settings : as(m_settings, user);
    settings.database = database;
    const QList<DoctorStep> steps = postgres::examine(settings, {}, {});
    QCOMPARE(inOneLine(steps), expected);
    QCOMPARE(stepCalled(steps, step).fix, fix);
    QCOMPARE(stepCalled(steps, step).sqlState, sqlState);
}

void TestDoctor::tooOld()
{
    const testsupport::OldServer old;
    const QList<DoctorStep> steps = postgres::examine(old.through(m_settings), {}, {});
    const DoctorStep &version = stepCalled(steps, u"version"_s);
    QCOMPARE(version.state, StepState::Failed);
    QCOMPARE(version.code, u"server-too-old"_s);
    QVERIFY2(version.message.contains(u"PostgreSQL "_s + old.version()), qPrintable(version.message));
    QVERIFY2(version.message.contains(u"Version 12 or later is needed"), qPrintable(version.message));
}

void TestDoctor::leavesNothingBehind()
{
    Connection connection = administrator(m_settings);
    const QString before = *connection.value(u"SELECT string_agg(nspname, ',' ORDER BY nspname) FROM pg_namespace"_s);
    postgres::examine(m_settings, {}, {});
    QCOMPARE(*connection.value(u"SELECT string_agg(nspname, ',' ORDER BY nspname) FROM pg_namespace"_s), before);
}

void TestDoctor::connectFails_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("port");
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("sqlState");
    QTest::addColumn<QString>("fix");
    QTest::addRow("password") << u"stranger"_s << u"cutover"_s << QString() << u"sign-in"_s << u"28P01"_s << QString();
    QTest::addRow("database") << u"visitor"_s << u"no \"where"_s << QString() << u"database"_s << u"3D000"_s
                              << u"CREATE DATABASE \"no \"\"where\" ENCODING 'UTF8' TEMPLATE template0;"_s;
    QTest::addRow("port") << u"visitor"_s << u"cutover"_s << u"1"_s << u"reach"_s << QString() << QString();
    QTest::addRow("senseless") << u"visitor"_s << u"cutover"_s << u"http"_s << u"name"_s << QString() << QString();
}

void TestDoctor::connectFails()
{
    QFETCH(QString, user);
    QFETCH(QString, database);
    QFETCH(QString, port);
    QFETCH(QString, step);
    QFETCH(QString, sqlState);
    QFETCH(QString, fix);
    Settings settings = as(m_settings, user);
    settings.database = database;
    if (!port.isEmpty())
        settings.port = port;
    const QList<DoctorStep> steps = postgres::examine(settings, {}, {});
    QCOMPARE(inOneLine(steps), allAround(step));
    const DoctorStep failed = stepCalled(steps, step);
    QCOMPARE(failed.sqlState, sqlState);
    QCOMPARE(failed.fix, fix);
    QVERIFY(!failed.code.isEmpty());
    QVERIFY(!failed.message.contains(password) && !failed.detail.contains(password));
}

void TestDoctor::stopped()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    Settings settings = m_settings;
    settings.port = QString::number(silent.serverPort());
    std::stop_source source;
    std::thread stopper([&source] {
        QThread::msleep(100);
        source.request_stop();
    });
    QElapsedTimer clock;
    clock.start();
    const QList<DoctorStep> steps = postgres::examine(settings, {}, source.get_token());
    stopper.join();
    QVERIFY(clock.elapsed() < 2000);
    QCOMPARE(inOneLine(steps), inOneLine(allSkipped()));
    QVERIFY(steps.last().message.contains(u"stopped"));
}

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"
