// SPDX-License-Identifier: MIT
#include "support/undertaker.h"
#include "ui/pages/serverpage.h"
#include "ui/session/session.h"
#include "ui/style/appearance.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

#include "postgres/connection.h"
#include "postgres/localserver.h"

using namespace Qt::StringLiterals;
using ui::ServerState;

namespace {

constexpr int patience = 90000;

} // namespace

/// The place Server, from no server at all to its removal. The tests follow one another.
class TestServerPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void notInstalled();
    void started();
    void whoIsConnected();
    void addressIsCopied();
    void restarted();
    void stopped();
    void keptAfterTheFirstQuestion();
    void removedWithBackup();
    void damaged();
    void cleanupTestCase();

private:
    [[nodiscard]] QPushButton *button(const QString &text) const;
    void press(const QString &text) const { QTest::mouseClick(button(text), Qt::LeftButton); }
    [[nodiscard]] bool shows(const QString &text) const;
    [[nodiscard]] bool isIn(ServerState state) const;
    [[nodiscard]] QString serverFolder() const { return m_folder->filePath(u"data/server"_s); }
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<testsupport::Undertaker> m_undertaker;
    std::unique_ptr<ui::PrivateServer> m_server;
    std::unique_ptr<QWidget> m_window; ///< a button beside the page, as the sidebar is
    ui::ServerPage *m_page = nullptr;
};

void TestServerPage::initTestCase()
{
    m_folder = std::make_unique<QTemporaryDir>(u"/tmp/cutover-test-XXXXXX"_s);
    QCOMPARE(chmod(QFile::encodeName(m_folder->path()).constData(), 0755), 0);
    QVERIFY(QDir(m_folder->path()).mkdir(u"data"_s));
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(m_folder->filePath(u"data"_s)));
    m_undertaker = std::make_unique<testsupport::Undertaker>(m_folder->filePath(u"data"_s));
    qputenv("CUTOVER_PG_BINDIR", QFile::encodeName(m_folder->path())); // nothing is there
    ui::dress(*qApp, ui::Scheme::Light);
    m_server = std::make_unique<ui::PrivateServer>();
    m_window = std::make_unique<QWidget>();
    auto *row = new QHBoxLayout(m_window.get());
    row->addWidget(new QPushButton(u"Beside"_s));
    m_page = new ui::ServerPage(m_server.get());
    row->addWidget(m_page, 1);
    m_window->resize(1124, 700);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

QPushButton *TestServerPage::button(const QString &text) const
{
    const auto all = m_page->findChildren<QPushButton *>();
    for (QPushButton *button : all) {
        if (button->isVisibleTo(m_page) && button->text().remove(u'&') == text)
            return button;
    }
    qFatal("There is no button “%s”.", qPrintable(text));
}

bool TestServerPage::shows(const QString &text) const
{
    for (const auto *label : m_page->findChildren<QLabel *>()) {
        if (label->isVisibleTo(m_page) && label->text().contains(text))
            return true;
    }
    for (const auto *field : m_page->findChildren<QPlainTextEdit *>()) {
        if (field->isVisibleTo(m_page) && field->toPlainText().contains(text))
            return true;
    }
    return false;
}

bool TestServerPage::isIn(ServerState state) const
{
    return m_server->activity() == ui::ServerActivity::None && m_server->view().state == state;
}

void TestServerPage::notInstalled()
{
    QTRY_VERIFY_WITH_TIMEOUT(isIn(ServerState::NotInstalled), patience);
    QVERIFY(shows(u"PostgreSQL is not installed"_s));
    QVERIFY2(shows(m_server->view().installCommand), "what to do about it can be copied");
    QVERIFY(!button(u"Remove this server…"_s)->isEnabled());
    qunsetenv("CUTOVER_PG_BINDIR");
    press(u"Look again"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isIn(ServerState::Absent), patience);
    QVERIFY(shows(u"None yet"_s));
}

void TestServerPage::started()
{
    press(u"Start"_s);
    QVERIFY(shows(u"Starting…"_s));
    QVERIFY(!button(u"Start"_s)->isEnabled());
    QVERIFY2(m_page->hasFocus(), "the keyboard stays here while nothing can be pressed");
    QTRY_VERIFY_WITH_TIMEOUT(isIn(ServerState::Running), patience);
    QVERIFY(button(u"Stop"_s)->hasFocus());
    QVERIFY(shows(u"Running"_s));
    QVERIFY(shows(m_server->view().version));
    QVERIFY(m_server->view().use);
    QVERIFY(shows(u"Nobody at the moment."_s));
    QVERIFY2(!shows(u"Look again"_s), "nothing is wrong");
}

void TestServerPage::whoIsConnected()
{
    const auto settings = postgres::LocalServer(serverFolder()).settings();
    QVERIFY(settings);
    auto connection = postgres::Connection::open(*settings, u"Fansly"_s);
    QVERIFY(connection);
    QVERIFY(connection->execute(u"CREATE SCHEMA creator_alice"_s));
    m_server->look();
    const auto *table = m_page->findChild<QTableWidget *>();
    QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 1, patience);
    QCOMPARE(table->item(0, 0)->text(), u"Fansly"_s);
    QCOMPARE(table->item(0, 1)->text(), u"waiting"_s);
    QCOMPARE(m_server->view().use->areas, 1);
}

void TestServerPage::addressIsCopied()
{
    QGuiApplication::clipboard()->clear();
    press(u"Copy"_s);
    const QString address = QGuiApplication::clipboard()->text();
    QCOMPARE(address, m_server->view().address);
    QVERIFY(address.startsWith(u"postgresql://cutover@127.0.0.1:"));
    const auto settings = postgres::LocalServer(serverFolder()).settings();
    QVERIFY(settings);
    QVERIFY(!shows(settings->password.reveal()));
}

void TestServerPage::restarted()
{
    const QDateTime before = m_server->view().use->started;
    press(u"Restart"_s);
    QVERIFY(shows(u"Restarting…"_s));
    QTRY_VERIFY_WITH_TIMEOUT(isIn(ServerState::Running), patience);
    QVERIFY(m_server->view().use);
    QVERIFY(m_server->view().use->started > before);
}

void TestServerPage::stopped()
{
    press(u"Stop"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isIn(ServerState::Stopped), patience);
    QVERIFY(shows(u"Your data is safe"_s));
    QVERIFY(!shows(u"postgresql://"_s));
}

void TestServerPage::keptAfterTheFirstQuestion()
{
    press(u"Remove this server…"_s);
    QVERIFY(shows(u"Remove the server on this computer?"_s));
    QVERIFY2(button(u"Keep the server"_s)->hasFocus(), "Return keeps it");
    press(u"Remove the server…"_s);
    QVERIFY(shows(u"Are you sure?"_s));
    QVERIFY(button(u"Keep the server"_s)->hasFocus());
    press(u"Keep the server"_s);
    QVERIFY(!shows(u"Are you sure?"_s));
    m_server->look();
    QTest::qWait(200);
    QTRY_VERIFY_WITH_TIMEOUT(isIn(ServerState::Stopped), patience);
}

void TestServerPage::removedWithBackup()
{
    press(u"Remove this server…"_s);
    auto *file = m_page->findChild<QLineEdit *>();
    QVERIFY(m_page->findChildren<QCheckBox *>().size() >= 2);
    const QString dump = file->text();
    QVERIFY2(dump.endsWith(u".sql"), "a backup is offered");
    press(u"Remove the server…"_s);
    QVERIFY(shows(dump));
    press(u"Save the backup and remove"_s);
    QVERIFY(shows(u"Removing…"_s));
    QTRY_VERIFY_WITH_TIMEOUT(isIn(ServerState::Absent), patience);
    QVERIFY(shows(u"What was in it is kept in %1"_s.arg(dump)));
    QFile saved(dump);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QVERIFY(saved.readAll().contains("CREATE SCHEMA creator_alice"));
}

void TestServerPage::damaged()
{
    QVERIFY(QDir(m_folder->path()).mkpath(serverFolder() + u"/data"_s));
    QFile stray(serverFolder() + u"/data/PG_VERSION"_s);
    QVERIFY(stray.open(QIODevice::WriteOnly));
    stray.write("15\n");
    stray.close();
    m_server->look();
    QTRY_VERIFY_WITH_TIMEOUT(isIn(ServerState::Damaged), patience);
    QVERIFY(shows(u"Cannot be used"_s));
    QVERIFY(shows(m_server->view().message));
    QVERIFY(!button(u"Remove this server…"_s)->isEnabled());
}

void TestServerPage::cleanupTestCase()
{
    m_window.reset();
    m_server.reset();
}

QTEST_MAIN(TestServerPage)
#include "tst_serverpage.moc"
