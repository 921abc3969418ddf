// SPDX-License-Identifier: MIT
#include "postgres/connection.h"
#include "postgres/diagnosis.h"
#include "support/administrator.h"
#include "support/parrot.h"
#include "support/testserver.h"

#include <QtTest>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using postgres::Connection;
using postgres::Settings;
using testsupport::administrator;
using testsupport::Parrot;
using testsupport::refusal;
using testsupport::run;
using testsupport::tlsFile;

namespace {

constexpr QLatin1String password("correct-horse-battery");

} // namespace

class TestConnectFailures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void refusedByServer_data();
    void refusedByServer();
    void passwordNeeded();
    void unreachable_data();
    void unreachable();
    void noTimelyAnswer();
    void otherLanguage_data();
    void otherLanguage();
    void badSettings_data();
    void badSettings();
    void encryption_data();
    void encryption();
    void encryptedOnly_data();
    void encryptedOnly();
    void environment();
    void probeStops();

private:
    Settings m_settings;
    QTemporaryDir m_home;
    void writeAccessList(const QStringList &lines);
    void compare(const Settings &settings, const QString &code);
};

void TestConnectFailures::initTestCase()
{
    qputenv("HOME", QFile::encodeName(m_home.path()));
    m_settings = testsupport::TestServer::instance().superuser();
    Connection connection = administrator();
    for (const auto *name :
         {"bob", "nologin", "full", "outsider", "rejected", "identified", "sealed", "certified", "expired"})
        run(connection, u"CREATE ROLE %1 LOGIN PASSWORD '%2'"_s.arg(QLatin1String(name), password));
    run(connection, u"ALTER ROLE nologin NOLOGIN"_s);
    run(connection, u"ALTER ROLE \"full\" CONNECTION LIMIT 0"_s);
    run(connection, u"ALTER ROLE expired VALID UNTIL '2001-01-01'"_s);
    for (const auto *name : {"private", "closed"})
        run(connection, u"CREATE DATABASE "_s + QLatin1String(name));
    run(connection, u"REVOKE CONNECT ON DATABASE private FROM PUBLIC"_s);
    run(connection, u"ALTER DATABASE closed ALLOW_CONNECTIONS false"_s);
    writeAccessList({u"host all cutover,bob,nologin,full,expired,stranger 127.0.0.1/32 scram-sha-256"_s,
                     u"host all rejected 127.0.0.1/32 reject"_s, u"host all identified 127.0.0.1/32 ident"_s,
                     u"host all ghost 127.0.0.1/32 trust"_s, u"hostssl all sealed 127.0.0.1/32 scram-sha-256"_s,
                     u"hostssl all certified 127.0.0.1/32 cert"_s});
}

void TestConnectFailures::writeAccessList(const QStringList &lines)
{
    Connection connection = administrator();
    QFile file(*connection.value(u"SHOW hba_file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(lines.join(u'\n').toUtf8() + '\n');
    file.close();
    QCOMPARE(*connection.value(u"SELECT pg_reload_conf()"_s), u"t"_s);
}

void TestConnectFailures::compare(const Settings &settings, const QString &code)
{
    const auto connection = Connection::open(settings, u"tst"_s);
    if (code.isEmpty()) {
        QVERIFY2(connection, connection ? "" : qPrintable(connection.error().message + connection.error().detail));
        return;
    }
    QVERIFY(!connection);
    const base::Error &error = connection.error();
    QVERIFY2(error.code == code, qPrintable(error.code + u": "_s + error.detail));
    QVERIFY(error.message.endsWith(u'.') && !error.message.contains(u"%1"));
    for (const QString &secret : {QString(password), m_settings.password.reveal()})
        QVERIFY2(!error.message.contains(secret) && !error.detail.contains(secret),
                 qPrintable(error.message + error.detail));
}

void TestConnectFailures::refusedByServer_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("code");
    const QString right(password);
    QTest::addRow("welcome") << u"bob"_s << right << u"cutover"_s << QString();
    QTest::addRow("wrong password") << u"bob"_s << u"wrong-horse-battery"_s << u"cutover"_s << u"password-refused"_s;
    QTest::addRow("unknown user") << u"stranger"_s << right << u"cutover"_s << u"password-refused"_s;
    QTest::addRow("expired password") << u"expired"_s << right << u"cutover"_s << u"password-refused"_s;
    QTest::addRow("no database") << u"bob"_s << right << u"nowhere"_s << u"no-such-database"_s;
    QTest::addRow("may not log in") << u"nologin"_s << right << u"cutover"_s << u"role-may-not-log-in"_s;
    QTest::addRow("too many") << u"full"_s << right << u"cutover"_s << u"too-many-connections"_s;
    QTest::addRow("no right to connect") << u"bob"_s << right << u"private"_s << u"no-connect-right"_s;
    QTest::addRow("closed") << u"bob"_s << right << u"closed"_s << u"database-closed"_s;
    QTest::addRow("not in the list") << u"outsider"_s << right << u"cutover"_s << u"not-in-access-list"_s;
    QTest::addRow("rejected") << u"rejected"_s << right << u"cutover"_s << u"access-rejected"_s;
    QTest::addRow("ident") << u"identified"_s << QString() << u"cutover"_s << u"peer-refused"_s;
    QTest::addRow("trusted but unknown") << u"ghost"_s << QString() << u"cutover"_s << u"role-unknown"_s;
}

void TestConnectFailures::refusedByServer()
{
    QFETCH(QString, user);
    QFETCH(QString, word);
    QFETCH(QString, database);
    QFETCH(QString, code);
    Settings settings = m_settings;
    settings.user = user;
    settings.password = base::Secret(word);
    settings.database = database;
    compare(settings, code);
}

void TestConnectFailures::passwordNeeded()
{
    Settings settings = m_settings;
    settings.password = {};
    compare(settings, u"password-needed"_s);
}

void TestConnectFailures::unreachable_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("sslMode");
    QTest::addColumn<QString>("code");
    QTest::addRow("nobody listens") << u"127.0.0.1"_s << u"disable"_s << u"connection-refused"_s;
    QTest::addRow("no socket") << m_home.path() << u"disable"_s << u"connection-refused"_s;
    QTest::addRow("unknown host") << u"no-such-host.invalid"_s << u"disable"_s << u"host-unknown"_s;
    QTest::addRow("several, none listens") << u"127.0.0.1,127.0.0.1"_s << u"disable"_s << u"connection-refused"_s;
}

void TestConnectFailures::unreachable()
{
    QFETCH(QString, host);
    QFETCH(QString, sslMode);
    QFETCH(QString, code);
    Settings settings = m_settings;
    settings.host = host;
    settings.port = u"1"_s;
    settings.sslMode = sslMode;
    compare(settings, code);
}

void TestConnectFailures::noTimelyAnswer()
{
    const Parrot silent(Parrot::Manner::Hangs);
    Settings settings = m_settings;
    settings.port = silent.port();
    settings.more.insert(u"connect_timeout"_s, u"2"_s);
    QElapsedTimer clock;
    clock.start();
    compare(settings, u"timeout"_s);
    QVERIFY(clock.elapsed() < 10'000);
}

void TestConnectFailures::otherLanguage_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QByteArray &words, const char *code) {
        QTest::newRow(name) << words << QString::fromLatin1(code);
    };
    row("password",
        refusal("FATAL", "28P01", "Passwort-Authentifizierung für Benutzer »bob« fehlgeschlagen", "auth_failed"),
        "password-refused");
    row("access list", refusal("ВАЖНО", "28000", "в pg_hba.conf нет записи для компьютера", "ClientAuthentication"),
        "not-in-access-list");
    row("peer", refusal("致命错误", "28000", "用户 \"bob\" 认证失败", "auth_failed"), "peer-refused");
    row("log in",
        refusal("FATAL", "28000", "Rolle »bob« hat keine Berechtigung zum Einloggen", "InitializeSessionUserId"),
        "role-may-not-log-in");
    row("database", refusal("FATAL", "3D000", "Datenbank »x:  28000: y« existiert nicht", "InitPostgres"),
        "no-such-database");
    row("starting", refusal("FATAL", "57P03", "das Datenbanksystem startet", "ProcessStartupPacket"),
        "server-starting");
    row("shutting down", refusal("FATAL", "57P03", "the database system is shutting down", "ProcessStartupPacket"),
        "server-shutting-down");
    row("slots", refusal("FATAL", "53300", "tut mir leid, schon zu viele Verbindungen", "InitProcess"),
        "too-many-connections");
    row("web server", "HTTP/1.1 400 Bad Request\r\n\r\n", "not-postgresql");
    row("hangs up", {}, "not-postgresql");
}

void TestConnectFailures::otherLanguage()
{
    QFETCH(QByteArray, words);
    QFETCH(QString, code);
    const Parrot parrot(words.isEmpty() ? Parrot::Manner::HangsUp : Parrot::Manner::Answers, words);
    Settings settings = m_settings;
    settings.port = parrot.port();
    compare(settings, code);
}

void TestConnectFailures::badSettings_data()
{
    QTest::addColumn<QString>("keyword");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("code");
    QTest::addRow("unknown service") << u"service"_s << u"no-such-service"_s << u"service-unknown"_s;
    QTest::addRow("service with a semicolon") << u"service"_s << u"a;b"_s << u"bad-settings"_s;
    QTest::addRow("time limit") << u"connect_timeout"_s << u"soon"_s << u"bad-settings"_s;
    QTest::addRow("ports do not fit hosts") << u"port"_s << u"1,2"_s << u"bad-settings"_s;
    QTest::addRow("port") << u"port"_s << u"http"_s << u"bad-settings"_s;
    QTest::addRow("semicolon in an option") << u"options"_s << u"-c a=b;c"_s << u"bad-settings"_s;
    QTest::addRow("refused by libpq") << u"channel_binding"_s << u"maybe"_s << u"bad-settings"_s;
}

void TestConnectFailures::badSettings()
{
    QFETCH(QString, keyword);
    QFETCH(QString, value);
    QFETCH(QString, code);
    Settings settings = m_settings;
    if (keyword == u"port")
        settings.port = value;
    else if (keyword == u"service")
        settings.service = value;
    else
        settings.more.insert(keyword, value);
    compare(settings, code);
}

void TestConnectFailures::encryption_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("authority");
    QTest::addColumn<QString>("code"); ///< with encryption on; off, all that want it fail alike
    const QString own = tlsFile(u"authority.crt"_s);
    QTest::addRow("require") << u"bob"_s << u"127.0.0.1"_s << u"require"_s << QString() << QString();
    QTest::addRow("require takes no notice of a CA")
        << u"bob"_s << u"127.0.0.1"_s << u"require"_s << tlsFile(u"another-authority.crt"_s) << QString();
    QTest::addRow("verify-ca") << u"bob"_s << u"127.0.0.1"_s << u"verify-ca"_s << own << QString();
    QTest::addRow("verify-full") << u"bob"_s << u"localhost"_s << u"verify-full"_s << own << QString();
    QTest::addRow("a CA alone means verify-full")
        << u"bob"_s << u"127.0.0.1"_s << QString() << own << u"certificate-name-mismatch"_s;
    QTest::addRow("wrong name") << u"bob"_s << u"127.0.0.1"_s << u"verify-full"_s << own
                                << u"certificate-name-mismatch"_s;
    QTest::addRow("wrong authority") << u"bob"_s << u"localhost"_s << u"verify-full"_s
                                     << tlsFile(u"another-authority.crt"_s) << u"certificate-not-trusted"_s;
    QTest::addRow("no authority") << u"bob"_s << u"localhost"_s << u"verify-full"_s << QString()
                                  << u"certificate-missing"_s;
    QTest::addRow("authority file missing")
        << u"bob"_s << u"localhost"_s << u"verify-ca"_s << u"/nowhere/ca.crt"_s << u"certificate-missing"_s;
    QTest::addRow("client certificate") << u"certified"_s << u"127.0.0.1"_s << u"require"_s << QString()
                                        << u"client-certificate-needed"_s;
}

void TestConnectFailures::encryption()
{
    QFETCH(QString, user);
    QFETCH(QString, host);
    QFETCH(QString, mode);
    QFETCH(QString, authority);
    QFETCH(QString, code);
    Settings settings = m_settings;
    settings.user = user;
    settings.password = base::Secret(QString(password));
    settings.host = host;
    settings.sslMode = mode;
    settings.sslRootCert = authority;
    if (*administrator().value(u"SHOW ssl"_s) == u"off") {
        if (code != u"certificate-missing")
            compare(settings, u"ssl-not-supported"_s);
        testsupport::switchEncryptionOn();
    }
    compare(settings, code);
    if (authority.isEmpty() || !code.isEmpty())
        return;
    const QString odd = m_home.filePath(u"it's;odd \\ authority.crt"_s);
    QFile::remove(odd);
    QVERIFY(QFile::copy(authority, odd));
    settings.sslRootCert = odd;
    compare(settings, mode == u"require" ? QString() : code);
}

void TestConnectFailures::encryptedOnly_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("code");
    QTest::addRow("plain") << u"disable"_s << u"ssl-required"_s;
    QTest::addRow("encrypted") << u"require"_s << QString();
    QTest::addRow("preferred") << u"prefer"_s << QString();
}

void TestConnectFailures::encryptedOnly()
{
    QFETCH(QString, mode);
    QFETCH(QString, code);
    testsupport::switchEncryptionOn();
    Settings settings = m_settings;
    settings.user = u"sealed"_s;
    settings.password = base::Secret(QString(password));
    settings.sslMode = mode;
    compare(settings, code);
}

void TestConnectFailures::environment()
{
    qputenv("PGHOST", m_settings.host.toUtf8());
    qputenv("PGPORT", m_settings.port.toUtf8());
    qputenv("PGUSER", "bob");
    qputenv("PGDATABASE", "cutover");
    qputenv("PGPASSWORD", QByteArray(password.data()));
    Settings settings;
    compare(settings, {});
    settings.database = u"nowhere"_s;
    compare(settings, u"no-such-database"_s);
    for (const char *name : {"PGHOST", "PGPORT", "PGUSER", "PGDATABASE", "PGPASSWORD"})
        qunsetenv(name);
}

void TestConnectFailures::probeStops()
{
    const Parrot silent(Parrot::Manner::Hangs);
    Settings settings = m_settings;
    settings.port = silent.port();
    std::stop_source source;
    std::thread stopper([&source] {
        std::this_thread::sleep_for(100ms);
        source.request_stop();
    });
    QElapsedTimer clock;
    clock.start();
    const postgres::Attempt attempt = postgres::attemptToConnect(settings, 30s, source.get_token());
    stopper.join();
    QCOMPARE(attempt.end, postgres::Attempt::End::Stopped);
    QVERIFY(clock.elapsed() < 2000);
    QCOMPARE(postgres::explain(settings, attempt).code, QString(base::stoppedCode));
}

QTEST_GUILESS_MAIN(TestConnectFailures)
#include "tst_connectfailures.moc"
