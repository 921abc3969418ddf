// SPDX-License-Identifier: MIT
#include "migration/journal/history.h"
#include "postgres/connection.h"
#include "postgres/localserver.h"
#include "support/testserver.h"
#include "translations/translations.h"
#include "ui/pages/donepage.h"
#include "ui/pages/runpage.h"
#include "ui/pages/wizard.h"
#include "ui/pages/wizardpage.h"
#include "ui/session/session.h"
#include "ui/sight.h"
#include "ui/style/appearance.h"
#include "ui/window.h"

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

/// `rows` rows of text, in a table of its own.
QString creatorSql(int rows)
{
    return u"CREATE TABLE posts(id INTEGER PRIMARY KEY, content VARCHAR, price REAL);"
           "INSERT INTO posts WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
           "SELECT i, 'text number ' || i, i / 7.0 FROM n"_s.arg(rows);
}

/// A NUL inside a text: PostgreSQL cannot hold it, so it goes to the attic.
const QString notedSql = u"CREATE TABLE posts(id INTEGER PRIMARY KEY, content VARCHAR);"
                         "INSERT INTO posts VALUES (1, 'fine'), (2, 'zero' || char(0) || 'inside')"_s;

} // namespace

/// Moving and Done, driven by clicks, against real servers.
class RunPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void movesTwoCreators();
    void showsNotesAndAttic();
    void stopsInTheMiddle();
    void survivesTheServersEndAndRetries();
    void rollsBackFromDone();
    void leavesWhatWasWrittenSince();

private:
    void open(const QStringList &creators, const QString &sql, const postgres::Settings &target);
    void startMove();
    void click(const QString &objectName);
    [[nodiscard]] QPushButton *button(const QString &objectName) const;
    [[nodiscard]] QPushButton *buttonSaying(const QString &text) const;
    [[nodiscard]] QToolButton *opener(const QString &ending) const;
    [[nodiscard]] QString openers() const;
    [[nodiscard]] bool says(const QString &text) const;
    [[nodiscard]] bool isDone() const;
    QString value(const QString &sql);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::Window> m_window;
    postgres::Settings m_target;
};

void RunPageTest::initTestCase()
{
    translations::use(QLocale(QLocale::English));
    ui::dress(*qApp, ui::Scheme::Light);
}

void RunPageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    // As root, a private server runs as another user, who has to pass through here.
    QFile::setPermissions(m_folder->path(), QFile::permissions(m_folder->path()) | QFile::ExeGroup | QFile::ExeOther);
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(m_folder->filePath(u"data"_s)));
    QVERIFY(QDir(m_folder->path()).mkpath(u"sources"_s));
}

void RunPageTest::cleanup()
{
    m_window.reset();
    m_session.reset();
    m_folder.reset();
}

/// The window with these creators chosen, the server tested, and everything planned.
void RunPageTest::open(const QStringList &creators, const QString &sql, const postgres::Settings &target)
{
    for (const QString &creator : creators)
        testsupport::makeSqlite(m_folder->filePath(u"sources/%1_metadata.sqlite3"_s.arg(creator)), sql);
    m_target = target;
    m_session = std::make_unique<ui::Session>();
    m_session->sources().add({m_folder->filePath(u"sources"_s)});
    m_window = std::make_unique<ui::Window>(m_session.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->goTo(ui::Window::Move);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->sources().chosen().size() == creators.size(), patience);
    m_session->target().setPlace(ui::TargetPlace::Server);
    m_session->target().setForm(ui::formFromSettings(target));
    m_session->target().test();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->target().state() == ui::TargetState::Ready, patience);
    m_session->plans().prepare();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->plans().isReady() && !m_session->plans().isRunning(), patience);
}

/// From the step before, by its own button.
void RunPageTest::startMove()
{
    ui::Wizard *wizard = m_window->wizard();
    int step = 0;
    while (qobject_cast<ui::RunPage *>(wizard->page(step)) == nullptr)
        QVERIFY(++step < 10);
    wizard->goTo(step - 1);
    QPushButton *next = buttonSaying(wizard->page(step - 1)->nextText());
    QVERIFY(next != nullptr);
    QTRY_VERIFY(next->isEnabled());
    QTest::mouseClick(next, Qt::LeftButton);
    QVERIFY(m_session->mover().isRunning());
}

QPushButton *RunPageTest::button(const QString &objectName) const
{
    return visibleButton(*m_window, objectName);
}

QPushButton *RunPageTest::buttonSaying(const QString &text) const
{
    for (QPushButton *button : m_window->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text().remove(u'&') == QString(text).remove(u'&'))
            return button;
    }
    return nullptr;
}

/// The one that is seen: the history has the same.
QToolButton *RunPageTest::opener(const QString &ending) const
{
    for (QToolButton *part : m_window->findChildren<QToolButton *>()) {
        if (part->isVisible() && part->text().endsWith(ending))
            return part;
    }
    return nullptr;
}

/// All of them, for a failure's message.
QString RunPageTest::openers() const
{
    QStringList texts;
    for (const QToolButton *part : m_window->findChildren<QToolButton *>())
        texts += part->text() + (part->isVisible() ? u" (seen)"_s : u" (hidden)"_s);
    return texts.join(u", "_s);
}

void RunPageTest::click(const QString &objectName)
{
    QTRY_VERIFY_WITH_TIMEOUT(button(objectName) != nullptr && button(objectName)->isEnabled(), patience);
    QTest::mouseClick(button(objectName), Qt::LeftButton);
}

bool RunPageTest::says(const QString &text) const
{
    return shows(*m_window, text);
}

bool RunPageTest::isDone() const
{
    ui::Wizard *wizard = m_window->wizard();
    return qobject_cast<ui::DonePage *>(wizard->page(wizard->current())) != nullptr;
}

QString RunPageTest::value(const QString &sql)
{
    auto connection = postgres::Connection::open(m_target, u"test"_s);
    if (!connection)
        return u"no connection: "_s + connection.error().message;
    const auto found = connection->value(sql);
    return found ? *found : u"error: "_s + found.error().detail;
}

void RunPageTest::movesTwoCreators()
{
    open({u"alice"_s, u"bob"_s}, creatorSql(3000), testsupport::TestServer::instance().freshDatabase());
    startMove();
    QVERIFY(!m_window->wizard()->leaveWarning().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    QVERIFY(m_window->wizard()->leaveWarning().isEmpty());
    QVERIFY(says(u"Everything arrived, and we checked."_s));
    QTRY_VERIFY(says(QLocale().toString(6000)));
    QCOMPARE(value(u"SELECT count(*)::text FROM creator_alice.posts"_s), u"3000"_s);
    QCOMPARE(value(u"SELECT count(*)::text FROM creator_bob.posts"_s), u"3000"_s);
    const auto *rows = m_window->findChild<ui::RunPage *>()->findChild<QListView *>();
    QCOMPARE(rows->model()->rowCount(), 2);
    QCOMPARE(rows->model()->index(0, 0).data().toString(), u"alice"_s);
    QPushButton *finish = buttonSaying(u"Finish"_s);
    QVERIFY(finish != nullptr && finish->isDefault());
    QTest::mouseClick(finish, Qt::LeftButton);
    QCOMPARE(m_window->wizard()->current(), 0);
}

void RunPageTest::showsNotesAndAttic()
{
    open({u"alice"_s}, notedSql, testsupport::TestServer::instance().freshDatabase());
    startMove();
    QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    const migration::CreatorReport &alice = m_session->mover().report()->creators[0];
    QCOMPARE(alice.attic(), 1);
    QStringList notes;
    for (const migration::Note &note : alice.notes)
        notes += note.code + u' ' + note.samples.join(u' ');
    QVERIFY2(notes.size() == 1, qPrintable(notes.join(u'\n')));
    for (const QString &title : {u"1 note to read"_s, u"In the attic: 1"_s}) {
        QToolButton *part = nullptr;
        QTRY_VERIFY2_WITH_TIMEOUT((part = opener(title)) != nullptr, qPrintable(openers()), patience);
        QTest::mouseClick(part, Qt::LeftButton);
    }
    QTRY_VERIFY_WITH_TIMEOUT(says(u"alice, posts.content"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(
        [this] {
            for (const auto *text : m_window->findChildren<QPlainTextEdit *>()) {
                if (text->isVisible() && text->toPlainText().contains(u"zeroinside"))
                    return true;
            }
            return false;
        }(),
        patience);
}

void RunPageTest::stopsInTheMiddle()
{
    open({u"alice"_s, u"bob"_s}, creatorSql(400000), testsupport::TestServer::instance().freshDatabase());
    startMove();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->mover().state().rowsCopied > 0, patience);
    QVERIFY(says(u"Stopping "_s));
    QPushButton *stop = buttonSaying(u"Stop"_s);
    QVERIFY(stop != nullptr);
    QTest::mouseClick(stop, Qt::LeftButton);
    QVERIFY(!stop->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    QVERIFY(says(u"Stopped by you."_s));
    QVERIFY(says(u"nothing half-done was left"_s));
    QVERIFY2(button(u"rollBackButton"_s) == nullptr, "there is nothing to take back");
    QVERIFY(button(u"retry"_s) != nullptr);
    QCOMPARE(value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 'cutover\\_stage%' OR nspname LIKE "
                   "'creator\\_%'"_s),
             u"0"_s);
}

void RunPageTest::survivesTheServersEndAndRetries()
{
    postgres::LocalServer server(m_folder->filePath(u"server"_s), postgres::LocalServer::Durability::Throwaway);
    const auto settings = server.start();
    QVERIFY2(settings, settings ? "" : qPrintable(settings.error().message + settings.error().detail));
    open({u"alice"_s}, creatorSql(300000), *settings);
    startMove();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->mover().state().rowsCopied > 0, patience);
    QVERIFY(server.stop());
    QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    QVERIFY(says(u"Nothing is lost"_s));
    QTRY_VERIFY(says(u"Your SQLite files are untouched."_s));
    QVERIFY(buttonSaying(u"Finish"_s) == nullptr);
    QVERIFY2(button(u"rollBackButton"_s) != nullptr, "the server was gone before anything could be tidied up");
    QVERIFY(server.start());
    click(u"retry"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!isDone(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    QVERIFY(says(u"Everything arrived, and we checked."_s));
    QCOMPARE(value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 'cutover\\_stage%'"_s), u"0"_s);
    QCOMPARE(value(u"SELECT count(*)::text FROM creator_alice.posts"_s), u"300000"_s);
    m_window.reset();
    m_session.reset();
    QVERIFY(server.stop());
}

void RunPageTest::rollsBackFromDone()
{
    open({u"alice"_s, u"bob"_s}, creatorSql(100), testsupport::TestServer::instance().freshDatabase());
    startMove();
    QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    click(u"rollBackButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button(u"rollBack"_s) != nullptr, patience);
    QVERIFY(!button(u"rollBack"_s)->isDefault());
    QVERIFY(button(u"close"_s)->isDefault());
    QCOMPARE(button(u"rollBack"_s)->text(), u"Remove 2 private areas and roll back"_s);
    click(u"rollBack"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"Rolled back."_s), patience);
    QCOMPARE(value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 'creator\\_%'"_s), u"0"_s);
    click(u"close"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"This move was rolled back."_s), patience);
    QVERIFY(!button(u"rollBackButton"_s)->isEnabled());
}

void RunPageTest::leavesWhatWasWrittenSince()
{
    open({u"alice"_s, u"bob"_s}, creatorSql(100), testsupport::TestServer::instance().freshDatabase());
    startMove();
    QTRY_VERIFY_WITH_TIMEOUT(isDone(), patience);
    QCOMPARE(value(u"INSERT INTO creator_bob.posts VALUES (1000, 'new', 1) RETURNING id::text"_s), u"1000"_s);
    click(u"rollBackButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button(u"rollBack"_s) != nullptr, patience);
    QTRY_VERIFY(says(u"bob has 1 more row than was moved"_s));
    QCOMPARE(button(u"rollBack"_s)->text(), u"Remove 1 private area and roll back"_s);
    click(u"rollBack"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"Rolled back, except for what you kept."_s), patience);
    QCOMPARE(value(u"SELECT count(*)::text FROM creator_bob.posts"_s), u"101"_s);
    QCOMPARE(value(u"SELECT count(*)::text FROM pg_namespace WHERE nspname = 'creator_alice'"_s), u"0"_s);
}

QTEST_MAIN(RunPageTest)
#include "tst_runpage.moc"
