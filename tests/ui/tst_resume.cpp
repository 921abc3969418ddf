// SPDX-License-Identifier: MIT
#include "base/paths.h"
#include "postgres/connection.h"
#include "postgres/localserver.h"
#include "support/program.h"
#include "support/sqlitefile.h"
#include "support/testserver.h"
#include "translations/translations.h"
#include "ui/pages/donepage.h"
#include "ui/pages/homepage.h"
#include "ui/pages/runpage.h"
#include "ui/pages/wizard.h"
#include "ui/session/session.h"
#include "ui/sight.h"
#include "ui/style/appearance.h"
#include "ui/window.h"

#include <QDir>
#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 240000;
constexpr int rows = 120000;
constexpr auto moverOption = "--move";

QString creatorSql(int count)
{
    return u"CREATE TABLE posts(id INTEGER PRIMARY KEY, content VARCHAR, price REAL);"
           "CREATE INDEX by_content ON posts(content);"
           "INSERT INTO posts WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
           "SELECT i, 'text number ' || i, i / 7.0 FROM n"_s.arg(count);
}

/// Chooses what is in `folder` and where it shall live, and makes the plan; false if that does not come about.
bool prepare(ui::Session &session, const QString &folder, ui::TargetPlace place)
{
    session.sources().add({folder});
    session.target().setPlace(place);
    session.target().test();
    if (!QTest::qWaitFor([&] { return session.target().state() == ui::TargetState::Ready; }, patience) ||
        !QTest::qWaitFor([&] { return !session.sources().isLooking(); }, patience))
        return false;
    session.plans().prepare();
    return QTest::qWaitFor([&] { return session.plans().isReady() && !session.plans().isRunning(); }, patience);
}

/// What this program does when a test starts it as the one that is to be killed: a window that moves FOLDER to HERE or
/// to the server of the environment, and says on standard output how far it is.
int moveInWindow(const QStringList &arguments)
{
    ui::Session session;
    ui::Window window(&session);
    window.show();
    const auto place = arguments.value(1) == u"here" ? ui::TargetPlace::ThisComputer : ui::TargetPlace::Server;
    if (!prepare(session, arguments.value(0), place))
        return EXIT_FAILURE;
    QObject::connect(&session.mover(), &ui::Mover::progressed, &window, [&session] {
        base::Phase furthest = base::Phase::Detect;
        for (const ui::CreatorRun &creator : session.mover().state().creators)
            furthest = std::max(furthest, creator.phase);
        std::printf("%d\n", session.mover().state().endedCount > 0 ? 100 : int(furthest));
        std::fflush(stdout);
    });
    window.goTo(ui::Window::Move);
    window.wizard()->goTo(window.findChild<ui::RunPage *>());
    return QTest::qWaitFor([&] { return session.mover().report().has_value(); }, patience) ? EXIT_SUCCESS
                                                                                           : EXIT_FAILURE;
}

} // namespace

/// A program that was killed in the middle of a move, and the window that is opened next.
class ResumeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void goesOnAfterTheWindowWasKilled_data();
    void goesOnAfterTheWindowWasKilled();
    void goesOnAfterTheCommandLineWasKilled();
    void goesOnAfterAStop();
    void rollsBackWhatWasLeft();
    void laterIsLater();
    void namesTheServerThatIsNeeded();

private:
    void addCreators(const QStringList &names, int count);
    void killWindowIn(int phase, const QString &place);
    void open(ui::TargetPlace place);
    void leaveInterrupted(const QString &target);
    void click(const QString &objectName);
    [[nodiscard]] QPushButton *button(const QString &objectName) const;
    [[nodiscard]] bool says(const QString &text) const;
    [[nodiscard]] bool isDone() const;
    [[nodiscard]] QString sources() const { return m_folder->filePath(u"sources"_s); }
    QString value(const QString &sql) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::Window> m_window;
    postgres::Settings m_target;
};

void ResumeTest::initTestCase()
{
    translations::use(QLocale(QLocale::English));
    ui::dress(*qApp, ui::Scheme::Light);
}

void ResumeTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    // As root, a private server runs as another user, who has to pass through here.
    QFile::setPermissions(m_folder->path(), QFile::permissions(m_folder->path()) | QFile::ExeGroup | QFile::ExeOther);
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(m_folder->filePath(u"data"_s)));
    QVERIFY(QDir().mkpath(sources()));
    m_target = testsupport::TestServer::instance().freshDatabase();
    qputenv("PGHOST", m_target.host.toUtf8());
    qputenv("PGPORT", m_target.port.toUtf8());
    qputenv("PGUSER", m_target.user.toUtf8());
    qputenv("PGDATABASE", m_target.database.toUtf8());
    qputenv("CUTOVER_PG_PASSWORD", m_target.password.reveal().toUtf8());
}

void ResumeTest::cleanup()
{
    m_window.reset();
    m_session.reset();
    postgres::LocalServer server(base::serverFolder());
    if (server.status().state == postgres::LocalServer::State::Running)
        QVERIFY(server.stop());
    m_folder.reset();
}

void ResumeTest::addCreators(const QStringList &names, int count)
{
    for (const QString &name : names)
        testsupport::makeSqlite(m_folder->filePath(u"sources/%1_metadata.sqlite3"_s.arg(name)), creatorSql(count));
}

/// This very program, as another process; killed as soon as it has come so far.
void ResumeTest::killWindowIn(int phase, const QString &place)
{
    QProcess program;
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(moverOption), sources(), place});
    int reached = -1;
    while (reached < phase) {
        QVERIFY2(program.waitForReadyRead(patience), "the other window ended too early");
        while (program.canReadLine())
            reached = program.readLine().trimmed().toInt();
    }
    QCOMPARE(::kill(static_cast<pid_t>(program.processId()), SIGKILL), 0);
    QVERIFY(program.waitForFinished(patience));
    QCOMPARE(program.exitStatus(), QProcess::CrashExit);
}

/// The window that is opened next; a server elsewhere is tested.
void ResumeTest::open(ui::TargetPlace place)
{
    m_session = std::make_unique<ui::Session>();
    if (place == ui::TargetPlace::Server) {
        m_session->target().setPlace(place);
        m_session->target().setForm(ui::formFromSettings(m_target));
        m_session->target().test();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->target().state() == ui::TargetState::Ready, patience);
    }
    m_window = std::make_unique<ui::Window>(m_session.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->runs().isLooking(), patience);
}

QPushButton *ResumeTest::button(const QString &objectName) const
{
    return visibleButton(*m_window, objectName);
}

void ResumeTest::click(const QString &objectName)
{
    QTRY_VERIFY_WITH_TIMEOUT(button(objectName) != nullptr && button(objectName)->isEnabled(), patience);
    QTest::mouseClick(button(objectName), Qt::LeftButton);
}

bool ResumeTest::says(const QString &text) const
{
    return shows(*m_window, text);
}

bool ResumeTest::isDone() const
{
    ui::Wizard *wizard = m_window->wizard();
    return qobject_cast<ui::DonePage *>(wizard->page(wizard->current())) != nullptr;
}

QString ResumeTest::value(const QString &sql) const
{
    const postgres::Settings target = m_session->target().state() == ui::TargetState::Ready
                                          ? m_session->target().settings()
                                          : *postgres::LocalServer(base::serverFolder()).start();
    auto connection = postgres::Connection::open(target, u"test"_s);
    if (!connection)
        return u"no connection: "_s + connection.error().message;
    const auto found = connection->value(sql);
    return found ? *found : u"error: "_s + found.error().detail;
}

void ResumeTest::goesOnAfterTheWindowWasKilled_data()
{
    QTest::addColumn<int>("phase");
    QTest::addColumn<QString>("place");
    QTest::newRow("safety copy") << int(base::Phase::Snapshot) << u"there"_s;
    QTest::newRow("reading every value") << int(base::Phase::Census) << u"there"_s;
    QTest::newRow("copying") << int(base::Phase::Load) << u"there"_s;
    QTest::newRow("copying, on this computer") << int(base::Phase::Load) << u"here"_s;
    QTest::newRow("indexes") << int(base::Phase::Constraints) << u"there"_s;
    QTest::newRow("proving") << int(base::Phase::Verify) << u"there"_s;
    QTest::newRow("one has arrived") << 100 << u"there"_s;
}

void ResumeTest::goesOnAfterTheWindowWasKilled()
{
    QFETCH(const int, phase);
    QFETCH(const QString, place);
    addCreators({u"alice"_s, u"bob"_s}, rows / 10);
    addCreators({u"carol"_s}, rows * 2); // the others have long arrived when this one is still on its way
    killWindowIn(phase, place);
    open(place == u"here" ? ui::TargetPlace::ThisComputer : ui::TargetPlace::Server);
    QTRY_VERIFY(says(u"A move was interrupted"_s));
    QVERIFY(says(u"3 creators"_s));
    QVERIFY(says(u"Your SQLite files are untouched."_s));
    const QString run = m_session->runs().list().first().run;
    click(u"resume"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->mover().isRunning() || isDone(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    QVERIFY(says(u"Everything arrived, and we checked."_s));
    QCOMPARE(m_session->mover().report()->run, run);
    for (const auto &[creator, count] :
         {std::pair{u"alice"_s, rows / 10}, std::pair{u"bob"_s, rows / 10}, std::pair{u"carol"_s, rows * 2}})
        QCOMPARE(value(u"SELECT count(*)::text FROM creator_%1.posts"_s.arg(creator)), QString::number(count));
    QCOMPARE(value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 'cutover\\_stage%'"_s), u"0"_s);
    m_window->goTo(ui::Window::Home);
    QTRY_VERIFY(!says(u"A move was interrupted"_s));
    QTRY_VERIFY_WITH_TIMEOUT(says(u"3 creators"_s), patience); // the last move
}

void ResumeTest::goesOnAfterTheCommandLineWasKilled()
{
    addCreators({u"alice"_s, u"bob"_s}, rows * 2);
    const auto inFlight = [this] {
        const QStringList runs = QDir(base::runsFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QFile journal(base::runsFolder() + u'/' + runs.value(0) + u"/journal.jsonl"_s);
        return journal.open(QIODevice::ReadOnly) && journal.readAll().count("snapshot taken") == 2;
    };
    QProcess program;
    program.start(QStringLiteral(CUTOVER_CLI),
                  QStringList{u"migrate"_s, u"--sqlite-path"_s, sources(), u"--quiet"_s, u"--yes"_s} +
                      testsupport::targetOptions(m_target));
    QVERIFY(program.waitForStarted(patience));
    QTRY_VERIFY_WITH_TIMEOUT(inFlight() || program.state() != QProcess::Running, patience);
    QVERIFY2(program.state() == QProcess::Running, program.readAllStandardError().constData());
    QCOMPARE(::kill(static_cast<pid_t>(program.processId()), SIGKILL), 0);
    QVERIFY(program.waitForFinished(patience));
    open(ui::TargetPlace::Server);
    m_window->goTo(ui::Window::History);
    QTRY_VERIFY(says(u"This move was interrupted."_s));
    click(u"resumeButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isDone() && m_session->mover().report(), patience);
    QVERIFY(says(u"Everything arrived, and we checked."_s));
    QCOMPARE(value(u"SELECT count(*)::text FROM creator_bob.posts"_s), QString::number(rows * 2));
}

/// Stopped by the person, and taken up again from the history.
void ResumeTest::goesOnAfterAStop()
{
    addCreators({u"alice"_s, u"bob"_s}, rows);
    open(ui::TargetPlace::Server);
    QVERIFY(prepare(*m_session, sources(), ui::TargetPlace::Server));
    m_window->goTo(ui::Window::Move);
    m_window->wizard()->goTo(m_window->findChild<ui::RunPage *>());
    QTRY_VERIFY_WITH_TIMEOUT(m_session->mover().state().rowsCopied > 0, patience);
    m_session->mover().stop();
    QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    m_window->goTo(ui::Window::History);
    click(u"resumeButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!isDone(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    QVERIFY(says(u"Everything arrived, and we checked."_s));
    m_window->goTo(ui::Window::History);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->runs().isLooking(), patience);
    QVERIFY(button(u"resumeButton"_s) == nullptr);
    QCOMPARE(value(u"SELECT count(*)::text FROM creator_alice.posts"_s), QString::number(rows));
}

void ResumeTest::rollsBackWhatWasLeft()
{
    addCreators({u"alice"_s, u"bob"_s}, rows / 10);
    addCreators({u"carol"_s}, rows * 2);
    killWindowIn(100, u"there"_s);
    open(ui::TargetPlace::Server);
    click(u"rollBackInterrupted"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"Roll this move back?"_s), patience);
    click(u"rollBack"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"Rolled back."_s), patience);
    QCOMPARE(value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 'creator\\_%' OR nspname LIKE "
                   "'cutover\\_stage%'"_s),
             u"0"_s);
    m_window->goTo(ui::Window::Home);
    QTRY_VERIFY(!says(u"A move was interrupted"_s));
}

/// As a program that was killed leaves it: a journal, and no report.
void ResumeTest::leaveInterrupted(const QString &target)
{
    const QString folder = base::runsFolder() + u"/20260101T000000-aaaa"_s;
    QVERIFY(QDir().mkpath(folder));
    testsupport::writeFile(folder + u"/journal.jsonl"_s,
                           R"({"time":"2026-01-01T00:00:00.000Z","step":"run","run":"20260101T000000-aaaa",)"
                           R"("target":")" +
                               target.toUtf8() +
                               R"(","creators":[{"creator":"alice","source":"/x","schema":"creator_alice"}],)"
                               R"("request":{"sources":[{"path":"/x","kind":"sqlite","creator":"alice","profile":"",)"
                               R"("schema":"creator_alice","bytes":1}],"global_schema":false,"choices":{},"plans":[],)"
                               R"("if_present":"refuse","jobs":0,"owner":""},"left_out":[]})"
                               "\n");
}

void ResumeTest::laterIsLater()
{
    leaveInterrupted(u"somebody@nowhere:1/x"_s);
    open(ui::TargetPlace::Server);
    QTRY_VERIFY(says(u"A move was interrupted"_s));
    click(u"later"_s);
    QVERIFY(!says(u"A move was interrupted"_s));
    m_session->runs().look();
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->runs().isLooking(), patience);
    QVERIFY(!says(u"A move was interrupted"_s));
    open(ui::TargetPlace::Server); // the next start
    QTRY_VERIFY(says(u"A move was interrupted"_s));
}

void ResumeTest::namesTheServerThatIsNeeded()
{
    leaveInterrupted(u"somebody@nowhere:1/x"_s);
    open(ui::TargetPlace::Server);
    click(u"resume"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"This move went to somebody@nowhere:1/x."_s), patience);
    QVERIFY(button(u"resume"_s)->isEnabled());
    QVERIFY(!m_session->mover().isRunning());
    click(u"nameServer"_s);
    QCOMPARE(m_session->target().describe(), u"somebody@nowhere:1/x"_s);
    QCOMPARE(m_session->target().place(), ui::TargetPlace::Server);
}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    if (QApplication::arguments().value(1) == QLatin1String(moverOption))
        return moveInWindow(QApplication::arguments().mid(2));
    ResumeTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_resume.moc"
