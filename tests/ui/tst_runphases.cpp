// SPDX-License-Identifier: MIT
#include "migration/journal/history.h"
#include "postgres/connection.h"
#include "support/testserver.h"
#include "translations/translations.h"
#include "ui/pages/donepage.h"
#include "ui/pages/runpage.h"
#include "ui/pages/wizard.h"
#include "ui/session/session.h"
#include "ui/sight.h"
#include "ui/style/appearance.h"
#include "ui/window.h"

#include <QDir>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <algorithm>

using namespace Qt::StringLiterals;
using base::Phase;
using testsupport::TestServer;

namespace {

constexpr int patience = 240000;
constexpr int rows = 60000;
const QStringList names{u"alice"_s, u"bob"_s, u"carol"_s};

QString creatorSql()
{
    return u"CREATE TABLE posts(id INTEGER PRIMARY KEY, content VARCHAR, price REAL);"
           "CREATE INDEX by_content ON posts(content);"
           "INSERT INTO posts WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
           "SELECT i, 'text number ' || i, i / 7.0 FROM n"_s.arg(rows);
}

} // namespace

/// A move that is stopped, closed or loses its server in each of its phases, in the window.
class RunPhasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void stopped_data() { phases(); }
    void stopped();
    void closed_data() { phases(); }
    void closed();
    void closingIsThoughtOver();
    void serverKilled_data() { phases(); }
    void serverKilled();

private:
    static void phases();
    void startAndReach(int phase);
    [[nodiscard]] bool hasReached(int phase) const;
    void click(const QString &objectName);
    /// Presses this button of the question that closing the window asks.
    void answer(const QString &text);
    [[nodiscard]] QPushButton *button(const QString &name) const;
    [[nodiscard]] bool says(const QString &text) const;
    [[nodiscard]] bool isDone() const;
    [[nodiscard]] QString value(const QString &sql) const;
    void nothingHalfDone() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::Window> m_window;
    postgres::Settings m_target;
};

void RunPhasesTest::initTestCase()
{
    translations::use(QLocale(QLocale::English));
    ui::dress(*qApp, ui::Scheme::Light);
}

void RunPhasesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(m_folder->filePath(u"data"_s)));
    QVERIFY(QDir(m_folder->path()).mkpath(u"sources"_s));
    for (const QString &name : names)
        testsupport::makeSqlite(m_folder->filePath(u"sources/%1_metadata.sqlite3"_s.arg(name)), creatorSql());
    m_target = TestServer::instance().freshDatabase();
    m_session = std::make_unique<ui::Session>();
    m_session->sources().add({m_folder->filePath(u"sources"_s)});
    m_window = std::make_unique<ui::Window>(m_session.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_VERIFY_WITH_TIMEOUT(m_session->sources().chosen().size() == names.size(), patience);
    m_session->target().setPlace(ui::TargetPlace::Server);
    m_session->target().setForm(ui::formFromSettings(m_target));
    m_session->target().test();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->target().state() == ui::TargetState::Ready, patience);
    m_session->plans().prepare();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->plans().isReady() && !m_session->plans().isRunning(), patience);
}

void RunPhasesTest::cleanup()
{
    m_window.reset();
    m_session.reset();
    m_folder.reset();
}

void RunPhasesTest::phases()
{
    QTest::addColumn<int>("phase"); ///< -1: at once
    QTest::newRow("at once") << -1;
    QTest::newRow("safety copy") << int(Phase::Snapshot);
    QTest::newRow("reading every value") << int(Phase::Census);
    QTest::newRow("copying") << int(Phase::Load);
    QTest::newRow("indexes") << int(Phase::Constraints);
    QTest::newRow("proving") << int(Phase::Verify);
}

void RunPhasesTest::startAndReach(int phase)
{
    m_window->goTo(ui::Window::Move);
    m_window->wizard()->goTo(m_window->findChild<ui::RunPage *>());
    QVERIFY(m_session->mover().isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(hasReached(phase), patience);
}

bool RunPhasesTest::hasReached(int phase) const
{
    const ui::RunState &state = m_session->mover().state();
    return phase < 0 || state.endedCount > 0 ||
           std::any_of(state.creators.begin(), state.creators.end(),
                       [phase](const ui::CreatorRun &creator) { return creator.begun && int(creator.phase) >= phase; });
}

QPushButton *RunPhasesTest::button(const QString &name) const
{
    for (QPushButton *button : m_window->findChildren<QPushButton *>()) {
        if (button->isVisible() && (button->objectName() == name || button->text().remove(u'&') == name))
            return button;
    }
    return nullptr;
}

void RunPhasesTest::click(const QString &name)
{
    QTRY_VERIFY_WITH_TIMEOUT(button(name) != nullptr && button(name)->isEnabled(), patience);
    QTest::mouseClick(button(name), Qt::LeftButton);
}

void RunPhasesTest::answer(const QString &text)
{
    auto *look = new QTimer(m_window.get());
    connect(look, &QTimer::timeout, this, [look, text] {
        auto *question = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
        if (question == nullptr)
            return;
        look->stop();
        for (QAbstractButton *button : question->buttons()) {
            if (button->text().remove(u'&') == text)
                QTest::mouseClick(button, Qt::LeftButton);
        }
    });
    look->start(20);
}

bool RunPhasesTest::says(const QString &text) const
{
    return shows(*m_window, text);
}

bool RunPhasesTest::isDone() const
{
    ui::Wizard *wizard = m_window->wizard();
    return qobject_cast<ui::DonePage *>(wizard->page(wizard->current())) != nullptr;
}

QString RunPhasesTest::value(const QString &sql) const
{
    auto connection = postgres::Connection::open(m_target, u"test"_s);
    if (!connection)
        return u"no connection: "_s + connection.error().message;
    const auto found = connection->value(sql);
    return found ? *found : u"error: "_s + found.error().detail;
}

/// A creator is there whole, or not at all.
void RunPhasesTest::nothingHalfDone() const
{
    QCOMPARE(value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 'cutover\\_stage%'"_s), u"0"_s);
    for (const QString &name : names) {
        if (value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname = 'creator_%1'"_s.arg(name)) == u"1")
            QCOMPARE(value(u"SELECT count(*)::text FROM creator_%1.posts"_s.arg(name)), QString::number(rows));
    }
}

void RunPhasesTest::stopped()
{
    QFETCH(const int, phase);
    startAndReach(phase);
    if (!isDone()) {
        click(u"Stop"_s);
        QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    }
    QVERIFY(says(u"Stopped by you."_s) || says(u"Everything arrived"_s));
    QVERIFY(m_window->focusWidget() != nullptr && m_window->wizard()->isAncestorOf(m_window->focusWidget()));
    nothingHalfDone();
}

void RunPhasesTest::closed()
{
    QFETCH(const int, phase);
    startAndReach(phase);
    answer(u"Stop and close"_s);
    m_window->close();
    // It stays while it is stopping, answers nothing but shows it, and goes by itself.
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), patience);
    QVERIFY(!m_session->mover().isRunning());
    nothingHalfDone();
    QCOMPARE(migration::localRuns().size() <= 1, true);
    for (const migration::RunReport &run : migration::localRuns())
        QVERIFY(run.verdict != migration::Verdict::Interrupted && run.verdict != migration::Verdict::Running);
}

void RunPhasesTest::closingIsThoughtOver()
{
    startAndReach(int(Phase::Load));
    answer(u"Go on moving"_s);
    m_window->close();
    QVERIFY(m_window->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    QVERIFY(says(u"Everything arrived, and we checked."_s));
    m_window->close(); // asks nothing now
    QVERIFY(!m_window->isVisible());
}

void RunPhasesTest::serverKilled()
{
    QFETCH(const int, phase);
    startAndReach(phase);
    TestServer::instance().crash();
    QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    TestServer::instance().restart();
    const bool whole = says(u"Everything arrived, and we checked."_s);
    if (!whole) {
        QVERIFY(says(u"Nothing is lost"_s));
        QTRY_VERIFY_WITH_TIMEOUT(says(u"Your SQLite files are untouched."_s), patience);
        click(u"retry"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!isDone(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    }
    QVERIFY(says(u"Everything arrived, and we checked."_s));
    for (const QString &name : names)
        QCOMPARE(value(u"SELECT count(*)::text FROM creator_%1.posts"_s.arg(name)), QString::number(rows));
}

QTEST_MAIN(RunPhasesTest)
#include "tst_runphases.moc"
