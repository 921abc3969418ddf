// SPDX-License-Identifier: MIT
#include "base/paths.h"
#include "migration/plan/discovery.h"
#include "migration/run/run.h"
#include "postgres/connection.h"
#include "support/sqlitefile.h"
#include "support/testserver.h"
#include "translations/translations.h"
#include "ui/pages/historypage.h"
#include "ui/session/session.h"
#include "ui/sight.h"
#include "ui/style/appearance.h"
#include "ui/window.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 120000;

} // namespace

/// The place History, driven by clicks, over moves that really happened.
class HistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void isEmptyAtFirst();
    void rollsBackOneCreator();
    void namesTheServerThatIsNeeded();
    void showsAnInterruptedMove();
    void showsTheJournal();
    void forgetsAfterAsking();
    void offersNoRollbackOfNothing();

private:
    enum class Server { Tested, Unknown };
    void move();
    void open(Server server);
    void click(const QString &objectName);
    [[nodiscard]] QPushButton *button(const QString &objectName) const;
    [[nodiscard]] bool says(const QString &text) const;
    QString value(const QString &sql);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::Window> m_window;
    postgres::Settings m_target;
};

void HistoryTest::initTestCase()
{
    translations::use(QLocale(QLocale::English));
    ui::dress(*qApp, ui::Scheme::Light);
}

void HistoryTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(m_folder->filePath(u"data"_s)));
    m_target = testsupport::TestServer::instance().freshDatabase();
}

void HistoryTest::cleanup()
{
    m_window.reset();
    m_session.reset();
    m_folder.reset();
}

/// Two creators, by the engine.
void HistoryTest::move()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"sources"_s));
    for (const QString &creator : {u"alice"_s, u"bob"_s})
        testsupport::makeSqlite(m_folder->filePath(u"sources/%1_metadata.sqlite3"_s.arg(creator)),
                                u"CREATE TABLE t(id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2)"_s);
    migration::SourceRequest sources;
    sources.folders = {m_folder->filePath(u"sources"_s)};
    const auto found = migration::discover(sources, migration::CountRows::No);
    QVERIFY(found);
    migration::RunRequest request;
    request.sources = *found;
    request.target = m_target;
    QCOMPARE(migration::migrate(request, {}, {}).verdict, migration::Verdict::Verified);
}

void HistoryTest::open(Server server)
{
    m_session = std::make_unique<ui::Session>();
    if (server == Server::Tested) {
        m_session->target().setPlace(ui::TargetPlace::Server);
        m_session->target().setForm(ui::formFromSettings(m_target));
        m_session->target().test();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->target().state() == ui::TargetState::Ready, patience);
    }
    m_window = std::make_unique<ui::Window>(m_session.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->goTo(ui::Window::History);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->runs().isLooking(), patience);
}

QPushButton *HistoryTest::button(const QString &objectName) const
{
    return visibleButton(*m_window, objectName);
}

void HistoryTest::click(const QString &objectName)
{
    QTRY_VERIFY_WITH_TIMEOUT(button(objectName) != nullptr && button(objectName)->isEnabled(), patience);
    QTest::mouseClick(button(objectName), Qt::LeftButton);
}

bool HistoryTest::says(const QString &text) const
{
    return shows(*m_window, text);
}

QString HistoryTest::value(const QString &sql)
{
    auto connection = postgres::Connection::open(m_target, u"test"_s);
    if (!connection)
        return u"no connection: "_s + connection.error().message;
    const auto found = connection->value(sql);
    return found ? *found : u"error: "_s + found.error().detail;
}

void HistoryTest::isEmptyAtFirst()
{
    open(Server::Unknown);
    QTRY_VERIFY(says(u"Nothing was moved yet."_s));
    QVERIFY(button(u"rollBackButton"_s) == nullptr);
}

void HistoryTest::rollsBackOneCreator()
{
    move();
    open(Server::Tested);
    QTRY_VERIFY(says(u"Everything arrived, and we checked."_s));
    auto *creators = m_window->findChild<ui::HistoryPage *>()->findChild<QComboBox *>();
    QVERIFY(creators->isVisible());
    creators->setFocus();
    QTest::keyClick(creators, Qt::Key_Down);
    QCOMPARE(creators->currentText(), u"alice"_s);
    click(u"rollBackButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"Roll alice back?"_s), patience);
    click(u"rollBack"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"Rolled back."_s), patience);
    QCOMPARE(value(u"SELECT string_agg(nspname, ' ') FROM pg_namespace WHERE nspname LIKE 'creator\\_%'"_s),
             u"creator_bob"_s);
}

void HistoryTest::namesTheServerThatIsNeeded()
{
    move();
    open(Server::Unknown);
    click(u"rollBackButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(m_target.describe()), patience);
    QVERIFY(button(u"rollBack"_s) == nullptr);
    click(u"close"_s);
    QVERIFY(button(u"rollBackButton"_s) != nullptr);
}

/// As a program that was killed leaves it: a journal, and no report.
void HistoryTest::showsAnInterruptedMove()
{
    const QString folder = base::runsFolder() + u"/20260101T000000-aaaa"_s;
    QVERIFY(QDir().mkpath(folder));
    testsupport::writeFile(folder + u"/journal.jsonl"_s,
                           R"({"time":"2026-01-01T00:00:00.000Z","step":"run","run":"20260101T000000-aaaa",)"
                           R"("target":"somebody@nowhere:1/x","creators":[{"creator":"alice","source":"/x",)"
                           R"("schema":"creator_alice"}]})"
                           "\n");
    open(Server::Unknown);
    QTRY_VERIFY(says(u"This move was interrupted."_s));
    QVERIFY(button(u"rollBackButton"_s)->isEnabled());
}

void HistoryTest::showsTheJournal()
{
    move();
    open(Server::Tested);
    QTRY_VERIFY(says(u"Everything arrived, and we checked."_s));
    for (QToolButton *part : m_window->findChildren<QToolButton *>()) {
        if (part->isVisible() && part->text() == u"Journal")
            QTest::mouseClick(part, Qt::LeftButton);
    }
    QTRY_VERIFY_WITH_TIMEOUT(
        [this] {
            for (const auto *text : m_window->findChildren<QPlainTextEdit *>()) {
                if (text->isVisible() && text->toPlainText().contains(u"\"creators\""))
                    return true;
            }
            return false;
        }(),
        patience);
}

void HistoryTest::forgetsAfterAsking()
{
    move();
    open(Server::Unknown);
    QCOMPARE(m_session->runs().list().size(), 1);
    const QString folder = m_session->runs().list().first().folder;
    click(u"forgetButton"_s);
    QVERIFY(says(u"Forget this move?"_s));
    QVERIFY(QDir(folder).exists());
    click(u"forget"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"Nothing was moved yet."_s), patience);
    const auto *page = m_window->findChild<ui::HistoryPage *>();
    QVERIFY2(page->hasFocus(), "the keyboard does not go to the sidebar");
    QVERIFY(!QDir(folder).exists());
    QCOMPARE(value(u"SELECT count(*)::text FROM creator_alice.t"_s), u"2"_s);
}

/// Stopped before anything arrived.
void HistoryTest::offersNoRollbackOfNothing()
{
    move();
    migration::RunRequest request;
    const auto found = migration::discover({.folders = {m_folder->filePath(u"sources"_s)}}, migration::CountRows::No);
    QVERIFY(found);
    request.sources = *found;
    request.target = testsupport::TestServer::instance().freshDatabase();
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(migration::migrate(request, {}, stop.get_token()).verdict, migration::Verdict::Cancelled);
    open(Server::Tested);
    auto *list = m_window->findChild<ui::HistoryPage *>()->findChild<QListView *>();
    QCOMPARE(list->model()->rowCount(), 2);
    QVERIFY(says(u"Stopped by you."_s));
    QVERIFY(button(u"rollBackButton"_s) == nullptr);
    QTest::keyClick(list, Qt::Key_Down);
    QTRY_VERIFY(says(u"Everything arrived, and we checked."_s));
    QVERIFY(button(u"rollBackButton"_s) != nullptr && button(u"rollBackButton"_s)->isEnabled());
}

QTEST_MAIN(HistoryTest)
#include "tst_history.moc"
