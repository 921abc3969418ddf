// SPDX-License-Identifier: MIT
#include "postgres/connection.h"
#include "postgres/localserver.h"
#include "support/undertaker.h"

#include <QDirIterator>
#include <QProcess>
#include <QTcpServer>
#include <QtTest>
#include <atomic>
#include <csignal>
#include <grp.h>
#include <optional>
#include <pwd.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;
using postgres::Connection;
using postgres::LocalServer;
using State = postgres::LocalServer::State;

namespace {

/// A folder in which any account may work below, gone with its servers at the end.
class Place
{
public:
    Place() : m_dir(u"/tmp/cutover-place-XXXXXX"_s) { chmod(QFile::encodeName(m_dir.path()).constData(), 0755); }
    Q_DISABLE_COPY_MOVE(Place)
    ~Place() { static_cast<void>(server().stop()); }
    [[nodiscard]] LocalServer server() const { return LocalServer(folder(), LocalServer::Durability::Throwaway); }
    [[nodiscard]] LocalServer durableServer() const { return LocalServer(folder()); }
    [[nodiscard]] QString folder() const { return in(u"server"_s); }
    [[nodiscard]] QString data() const { return in(u"server/data"_s); }
    [[nodiscard]] QString in(const QString &name) const { return m_dir.filePath(name); }

private:
    QTemporaryDir m_dir;
    testsupport::Undertaker m_undertaker{m_dir.path()};
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

pid_t postmasterOf(const Place &place)
{
    return contentOf(place.data() + u"/postmaster.pid"_s).split('\n').value(0).toInt();
}

uint modeOf(const QString &path)
{
    struct stat found
    {
    };
    return stat(QFile::encodeName(path).constData(), &found) == 0 ? found.st_mode & 0777 : 0;
}

uint ownerOf(const QString &path)
{
    struct stat found
    {
    };
    return stat(QFile::encodeName(path).constData(), &found) == 0 ? found.st_uid : uint(-1);
}

postgres::Settings started(const LocalServer &server)
{
    const auto settings = LocalServer(server).start();
    if (!settings)
        qFatal("%s: %s %s", qPrintable(settings.error().code), qPrintable(settings.error().message),
               qPrintable(settings.error().detail));
    return *settings;
}

Connection connectTo(const postgres::Settings &settings)
{
    auto connection = Connection::open(settings, u"tst_localserver"_s);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().message));
    return std::move(*connection);
}

/// Every command line that was seen on this computer while it lived.
class CommandLines
{
public:
    CommandLines() : m_thread([this] { watch(); }) {}
    Q_DISABLE_COPY_MOVE(CommandLines)
    ~CommandLines() { stop(); }
    QSet<QByteArray> stop()
    {
        m_stop = true;
        if (m_thread.joinable())
            m_thread.join();
        return m_seen;
    }

private:
    void watch()
    {
        while (!m_stop) {
            const QStringList names = QDir(u"/proc"_s).entryList(QDir::Dirs);
            for (const QString &name : names)
                m_seen.insert(contentOf(u"/proc/"_s + name + u"/cmdline"_s));
            QThread::msleep(2);
        }
    }
    QSet<QByteArray> m_seen;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

bool anyContains(const QSet<QByteArray> &texts, const QString &needle)
{
    return std::any_of(texts.begin(), texts.end(),
                       [&needle](const QByteArray &text) { return text.contains(needle.toUtf8()); });
}

} // namespace

class TestLocalServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_shared.emplace(); }
    void cleanupTestCase() { m_shared.reset(); }
    void cleanup();
    void life();
    void settingsOfTheServer_data();
    void settingsOfTheServer();
    void accounts_data();
    void accounts();
    void goesOnWithoutUs();
    void stalePid_data();
    void stalePid();
    void takenPort();
    void otherVersion();
    void noBinaries();
    void damaged_data();
    void damaged();
    void notOurs_data();
    void notOurs();
    void forbiddenFolder();
    void ownDataFolderIsOpened();
    void interrupted();
    void twoAtOnce();
    void removedWithDump();
    void removalRefused_data();
    void removalRefused();
    void removedWithoutDump();
    void noPasswordAnywhere();
    void stateNames();

private:
    std::optional<Place> m_shared; ///< one cluster for all that leave it as it was
    static void compareState(const LocalServer &server, State state);
};

void TestLocalServer::cleanup()
{
    for (const char *name : {"CUTOVER_PG_BINDIR", "CUTOVER_DATA_DIR", "SUDO_UID"})
        qunsetenv(name);
}

void TestLocalServer::compareState(const LocalServer &server, State state)
{
    const LocalServer::Status status = server.status();
    QCOMPARE(postgres::stateName(status.state), postgres::stateName(state));
    QVERIFY(!status.message.isEmpty() && !status.message.contains(u"%1"));
}

void TestLocalServer::life()
{
    const Place place;
    LocalServer server = place.durableServer();
    compareState(server, State::Absent);
    QVERIFY(!QFileInfo::exists(place.folder()));
    QCOMPARE(server.url(), QString());
    QVERIFY(server.stop());

    const postgres::Settings settings = started(server);
    compareState(server, State::Running);
    QCOMPARE(server.url(), u"postgresql://cutover@127.0.0.1:%1/cutover"_s.arg(settings.port));
    QVERIFY(server.status().version.contains(u'.'));
    QVERIFY(connectTo(settings).execute(u"CREATE TABLE kept (a int)"_s));
    const pid_t pid = postmasterOf(place);
    QCOMPARE(started(server).port, settings.port);
    QCOMPARE(postmasterOf(place), pid);

    QVERIFY(server.stop());
    compareState(server, State::Stopped);
    QTRY_VERIFY(kill(pid, 0) != 0);
    QVERIFY(server.stop());
    const postgres::Settings again = started(server);
    QCOMPARE(again.port, settings.port);
    QCOMPARE(*connectTo(again).value(u"SELECT to_regclass('kept')"_s), u"kept"_s);
    QCOMPARE(modeOf(place.folder() + u"/password"_s), 0600U);
    QCOMPARE(modeOf(place.data()), 0700U);
}

void TestLocalServer::settingsOfTheServer_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");
    QTest::addRow("encoding") << u"SHOW server_encoding"_s << u"UTF8"_s;
    QTest::addRow("checksums") << u"SHOW data_checksums"_s << u"on"_s;
    QTest::addRow("loopback only") << u"SHOW listen_addresses"_s << u"127.0.0.1"_s;
    QTest::addRow("no socket") << u"SHOW unix_socket_directories"_s << QString();
    QTest::addRow("sorted by bytes") << u"SELECT datcollate FROM pg_database WHERE datname = current_database()"_s
                                     << u"C"_s;
    QTest::addRow("letters of all languages") << u"SELECT upper('é')"_s << u"É"_s;
    QTest::addRow("superuser") << u"SELECT rolsuper FROM pg_roles WHERE rolname = current_user"_s << u"t"_s;
    QTest::addRow("database") << u"SELECT current_database()"_s << u"cutover"_s;
    QTest::addRow("passwords for all") << u"SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"_s
                                       << u"scram-sha-256"_s;
    QTest::addRow("password kept as") << u"SELECT left(rolpassword, 13) FROM pg_authid WHERE rolname = 'cutover'"_s
                                      << u"SCRAM-SHA-256"_s;
}

void TestLocalServer::settingsOfTheServer()
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    const Place &place = *m_shared;
    QCOMPARE(connectTo(started(place.server())).value(sql).value_or(u"error"_s), expected);
}

void TestLocalServer::accounts_data()
{
    QTest::addColumn<QByteArray>("sudoUid");
    QTest::addRow("usual") << QByteArray();
    QTest::addRow("called through sudo") << QByteArray::number(getpwnam("nobody")->pw_uid);
    QTest::addRow("root through sudo") << QByteArray("0");
}

void TestLocalServer::accounts()
{
    QFETCH(QByteArray, sudoUid);
    qputenv("SUDO_UID", sudoUid);
    const Place place;
    started(place.server());
    const uint owner = ownerOf(place.data());
    if (geteuid() != 0)
        QCOMPARE(owner, geteuid());
    else if (sudoUid.toUInt() > 0)
        QCOMPARE(owner, sudoUid.toUInt());
    QVERIFY(owner != 0);
    QCOMPARE(ownerOf(u"/proc/%1"_s.arg(postmasterOf(place))), owner);
    QCOMPARE(ownerOf(place.folder()), geteuid());
}

void TestLocalServer::goesOnWithoutUs()
{
    const Place &place = *m_shared;
    started(place.server());
    QVERIFY(getsid(postmasterOf(place)) != getsid(0));
}

void TestLocalServer::stalePid_data()
{
    QTest::addColumn<QByteArray>("pid");
    QTest::addRow("of nobody") << QByteArray("999999999");
    QTest::addRow("of another program") << QByteArray::number(getpid());
    QTest::addRow("of the first process") << QByteArray("1");
    QTest::addRow("nonsense") << QByteArray("x");
    QTest::addRow("killed server") << QByteArray();
}

void TestLocalServer::stalePid()
{
    QFETCH(QByteArray, pid);
    const Place &place = *m_shared;
    started(place.server());
    const QString file = place.data() + u"/postmaster.pid"_s;
    const QByteArray content = contentOf(file);
    if (pid.isEmpty()) {
        kill(postmasterOf(place), SIGKILL);
        QTRY_COMPARE(postgres::stateName(place.server().status().state), u"stopped"_s);
        QTest::qWait(200); // its children see that it is gone
    } else {
        QVERIFY(place.server().stop());
        write(file, pid + content.mid(content.indexOf('\n')));
    }
    compareState(place.server(), State::Stopped);
    QCOMPARE(place.server().url(), QString());
    connectTo(started(place.server()));
    compareState(place.server(), State::Running);
}

void TestLocalServer::takenPort()
{
    const Place &place = *m_shared;
    const QString before = started(place.server()).port;
    QVERIFY(place.server().stop());
    QTcpServer taker;
    QVERIFY(taker.listen(QHostAddress::LocalHost, before.toUShort()));
    const QString after = started(place.server()).port;
    QVERIFY(after != before);
    taker.close();
    QVERIFY(place.server().stop());
    QCOMPARE(started(place.server()).port, after);
}

void TestLocalServer::otherVersion()
{
    const Place &place = *m_shared;
    started(place.server());
    QVERIFY(place.server().stop());
    const QByteArray version = contentOf(place.data() + u"/PG_VERSION"_s);
    write(place.data() + u"/PG_VERSION"_s, "11\n");
    compareState(place.server(), State::OtherVersion);
    const QString message = place.server().status().message;
    QVERIFY2(message.contains(u"PostgreSQL 11"), qPrintable(message));
    QCOMPARE(place.server().start().error().code, u"other-version"_s);
    QVERIFY(!place.server().remove(place.in(u"dump.sql"_s)));
    QVERIFY(QFileInfo::exists(place.data() + u"/global/pg_control"_s));
    write(place.data() + u"/PG_VERSION"_s, version);
}

void TestLocalServer::noBinaries()
{
    const Place place;
    qputenv("CUTOVER_PG_BINDIR", QFile::encodeName(place.in(u"nothing"_s)));
    QCOMPARE(LocalServer::binaryFolders(), QStringList());
    compareState(place.server(), State::NoBinaries);
    QVERIFY(place.server().status().message.contains(u"install"));
    QCOMPARE(place.server().start().error().code, u"no-binaries"_s);
    QVERIFY(!QFileInfo::exists(place.folder()));
    qunsetenv("CUTOVER_PG_BINDIR");
    QVERIFY(!LocalServer::binaryFolders().isEmpty());
    started(m_shared->server());
    QVERIFY(m_shared->server().stop());
    qputenv("CUTOVER_PG_BINDIR", QFile::encodeName(place.in(u"nothing"_s)));
    compareState(m_shared->server(), State::NoBinaries);
}

void TestLocalServer::damaged_data()
{
    QTest::addColumn<QString>("lost");
    QTest::addRow("control file") << u"data/global/pg_control"_s;
    QTest::addRow("version") << u"data/PG_VERSION"_s;
    QTest::addRow("configuration") << u"data/postgresql.conf"_s;
    QTest::addRow("password") << u"password"_s;
}

void TestLocalServer::damaged()
{
    QFETCH(QString, lost);
    const Place &place = *m_shared;
    started(place.server());
    QVERIFY(place.server().stop());
    const QString path = place.folder() + u'/' + lost;
    QVERIFY(QFile::rename(path, path + u".away"_s));
    compareState(place.server(), State::Damaged);
    QCOMPARE(place.server().start().error().code, u"damaged"_s);
    QVERIFY(QFile::rename(path + u".away"_s, path));
    compareState(place.server(), State::Stopped);
}

void TestLocalServer::notOurs_data()
{
    QTest::addColumn<bool>("isFolder");
    QTest::addRow("some other folder") << true;
    QTest::addRow("a file") << false;
}

void TestLocalServer::notOurs()
{
    QFETCH(bool, isFolder);
    const Place place;
    QVERIFY(QDir().mkpath(isFolder ? place.data() : place.folder()));
    write(isFolder ? place.data() + u"/letter.txt"_s : place.data(), "mine");
    if (const passwd *nobody = getpwnam("nobody"); geteuid() == 0)
        QCOMPARE(chown(QFile::encodeName(place.data()).constData(), nobody->pw_uid, nobody->pw_gid), 0);
    compareState(place.server(), State::Damaged);
    QCOMPARE(place.server().start().error().code, u"damaged"_s);
    QCOMPARE(place.server().remove({}).error().code, u"damaged"_s);
    QVERIFY(QFileInfo::exists(place.data()));
}

void TestLocalServer::forbiddenFolder()
{
    const Place place;
    const QString closed = place.in(u"closed"_s);
    QVERIFY(QDir().mkpath(closed));
    QCOMPARE(chmod(QFile::encodeName(closed).constData(), geteuid() == 0 ? 0700 : 0500), 0);
    const auto result = LocalServer(closed + u"/deeper/server"_s, LocalServer::Durability::Throwaway).start();
    QVERIFY(!result);
    QCOMPARE(result.error().code, geteuid() == 0 ? u"not-traversable"_s : u"cannot-write"_s);
    QVERIFY2(result.error().message.contains(closed), qPrintable(result.error().message));
    QCOMPARE(modeOf(closed), geteuid() == 0 ? 0700U : 0500U);
}

void TestLocalServer::ownDataFolderIsOpened()
{
    const Place place;
    const QString own = place.in(u"own"_s);
    QVERIFY(QDir().mkpath(own));
    QCOMPARE(chmod(QFile::encodeName(own).constData(), 0700), 0);
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(own));
    LocalServer server(own + u"/server"_s, LocalServer::Durability::Throwaway);
    started(server);
    QCOMPARE(modeOf(own), geteuid() == 0 ? 0711U : 0700U);
    QVERIFY(server.stop());
}

void TestLocalServer::interrupted()
{
    const Place place;
    QVERIFY(QDir().mkpath(place.folder() + u"/data.new/base"_s));
    write(place.folder() + u"/data.new/PG_VERSION"_s, "15\n");
    compareState(place.server(), State::Absent);
    postgres::Settings settings = started(place.server());
    QVERIFY(!QFileInfo::exists(place.folder() + u"/data.new"_s));
    settings.database = u"postgres"_s;
    QVERIFY(connectTo(settings).execute(u"DROP DATABASE cutover"_s));
    connectTo(started(place.server()));
}

void TestLocalServer::twoAtOnce()
{
    const Place place;
    QString ports[2];
    std::thread other([&] { ports[0] = started(place.server()).port; });
    ports[1] = started(place.server()).port;
    other.join();
    QCOMPARE(ports[0], ports[1]);
    QCOMPARE(connectTo(started(place.server())).value(u"SELECT 1"_s).value_or(QString()), u"1"_s);
}

void TestLocalServer::removedWithDump()
{
    const Place place;
    const QString dump = place.in(u"all of it.sql"_s);
    Connection connection = connectTo(started(place.durableServer()));
    QVERIFY(connection.execute(
        u"CREATE SCHEMA creator_alice; CREATE TABLE creator_alice.media AS SELECT 'Zoë 🐘' AS name"_s));
    QVERIFY(connection.execute(u"CREATE DATABASE another"_s));
    QVERIFY(place.durableServer().stop());

    const auto removed = place.durableServer().remove(dump);
    QVERIFY2(removed, removed ? "" : qPrintable(removed.error().message + removed.error().detail));
    QVERIFY(!QFileInfo::exists(place.folder()));
    compareState(place.durableServer(), State::Absent);
    QCOMPARE(modeOf(dump), 0600U);
    QVERIFY(!QFileInfo::exists(dump + u".part"_s));

    const postgres::Settings settings = started(m_shared->server());
    qputenv("PGPASSWORD", settings.password.reveal().toUtf8());
    QProcess psql;
    psql.start(LocalServer::binaryFolders().first() + u"/psql"_s,
               {u"-X"_s, u"-q"_s, u"-h"_s, settings.host, u"-p"_s, settings.port, u"-U"_s, settings.user, u"-d"_s,
                u"postgres"_s, u"-f"_s, dump});
    QVERIFY(psql.waitForFinished(60'000));
    qunsetenv("PGPASSWORD");
    QCOMPARE(*connectTo(settings).value(u"SELECT name FROM creator_alice.media"_s), u"Zoë 🐘"_s);
    QCOMPARE(*connectTo(settings).value(u"SELECT count(*) FROM pg_database WHERE datname = 'another'"_s), u"1"_s);
}

void TestLocalServer::removalRefused_data()
{
    QTest::addColumn<QString>("dump");
    QTest::addColumn<QString>("code");
    QTest::addRow("there already") << u"there.sql"_s << u"dump-exists"_s;
    QTest::addRow("no such folder") << u"no/such/folder.sql"_s << u"cannot-write"_s;
}

void TestLocalServer::removalRefused()
{
    QFETCH(QString, dump);
    QFETCH(QString, code);
    const Place &place = *m_shared;
    write(place.in(u"there.sql"_s), "precious");
    started(place.server());
    const auto removed = place.server().remove(place.in(dump));
    QVERIFY(!removed);
    QCOMPARE(removed.error().code, code);
    compareState(place.server(), State::Running);
    QCOMPARE(contentOf(place.in(u"there.sql"_s)), QByteArray("precious"));
}

void TestLocalServer::removedWithoutDump()
{
    const Place place;
    QVERIFY(place.server().remove({}));
    started(place.server());
    const pid_t pid = postmasterOf(place);
    QVERIFY(place.server().remove({}));
    QTRY_VERIFY(kill(pid, 0) != 0);
    QVERIFY(!QFileInfo::exists(place.folder()));

    QVERIFY(QDir().mkpath(place.data()));
    write(place.data() + u"/PG_VERSION"_s, "15\n"); // somebody else's
    QCOMPARE(place.server().remove({}).error().code, u"damaged"_s);
    QVERIFY(QFileInfo::exists(place.data() + u"/PG_VERSION"_s));
}

void TestLocalServer::noPasswordAnywhere()
{
    const Place place;
    CommandLines watcher;
    const postgres::Settings settings = started(place.server());
    const QString secret = settings.password.reveal();
    QVERIFY(secret.size() >= 20);
    connectTo(settings);
    const QByteArray log = contentOf(place.folder() + u"/log/server.log"_s);
    QVERIFY(!log.isEmpty());
    QVERIFY(!log.contains(secret.toUtf8()));
    QVERIFY(!contentOf(u"/proc/%1/environ"_s.arg(postmasterOf(place))).contains(secret.toUtf8()));
    QDirIterator files(place.folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        if (path != place.folder() + u"/password"_s)
            QVERIFY2(!contentOf(path).contains(secret.toUtf8()), qPrintable(path));
    }
    const QString dump = place.in(u"dump.sql"_s);
    const auto removed = place.server().remove(dump);
    QVERIFY2(removed, removed ? "" : qPrintable(removed.error().detail));
    QVERIFY(!contentOf(dump).contains(secret.toUtf8()));
    QVERIFY(!contentOf(dump).contains("SCRAM-SHA-256$"));
    const QSet<QByteArray> seen = watcher.stop();
    QVERIFY(anyContains(seen, place.folder())); // the watcher did see our programs
    QVERIFY(!anyContains(seen, secret));
}

void TestLocalServer::stateNames()
{
    QCOMPARE(postgres::stateName(State::Absent), u"absent"_s);
    QCOMPARE(postgres::stateName(State::NoBinaries), u"no-binaries"_s);
    QCOMPARE(postgres::stateName(State::Damaged), u"damaged"_s);
}

namespace {

/// Root and an ordinary user have different ways through this code: as root, all of it runs again as nobody.
int runAgainAsNobody(const QStringList &arguments)
{
    QTemporaryDir home(u"/tmp/cutover-nobody-XXXXXX"_s);
    const passwd *nobody = getpwnam("nobody");
    const QString copy = home.filePath(u"test"_s);
    if (!nobody || !QFile::copy(QCoreApplication::applicationFilePath(), copy) ||
        chown(qPrintable(home.path()), nobody->pw_uid, nobody->pw_gid) != 0)
        qFatal("cannot prepare the second run");
    chmod(qPrintable(copy), 0755);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, home.path());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.setWorkingDirectory(home.path());
    process.setChildProcessModifier([uid = nobody->pw_uid, gid = nobody->pw_gid] {
        if (setgroups(0, nullptr) != 0 || setgid(gid) != 0 || setuid(uid) != 0)
            _exit(126);
    });
    process.start(copy, arguments);
    process.waitForFinished(-1);
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    TestLocalServer test;
    const int failures = QTest::qExec(&test, argc, argv);
    return failures + (geteuid() == 0 ? runAgainAsNobody(QCoreApplication::arguments().mid(1)) : 0);
}

#include "tst_localserver.moc"
