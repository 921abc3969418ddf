// SPDX-License-Identifier: MIT
#include "support/tcpproxy.h"
#include "support/testserver.h"
#include "ui/browse/browsepage.h"
#include "ui/browse/treemodel.h"
#include "ui/pages/connectiondialog.h"
#include "ui/session/session.h"
#include "ui/style/appearance.h"
#include "ui/style/colors.h"
#include "ui/widgets/banner.h"
#include "ui/window.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDirIterator>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeView>

using namespace Qt::StringLiterals;
using ui::Database;

namespace {

constexpr int patience = 60000;

QString addressOf(const postgres::Settings &settings, const QString &password)
{
    return u"postgresql://%1:%2@%3:%4/%5"_s.arg(settings.user, password, settings.host, settings.port,
                                                settings.database);
}

} // namespace

/// The servers in the place Browse: named, remembered, renamed and forgotten, in the real window.
class TestConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void rememberedWithoutPassword();
    void wrongPasswordStaysInTheForm();
    void readerWhoMayNotCreateIsEnough();
    void doesNotAnswer();
    void renamed();
    void forgotten_data();
    void forgotten();
    void changedToAnother();
    void sameServerTwice();

private:
    void open();
    void close();
    template <typename Widget>
    Widget *find(const QString &name) const;
    ui::ConnectionDialog *dialog() const;
    void fillIn(const QString &address) const;
    void connectTo(const postgres::Settings &settings, const QString &password);
    QModelIndex server(int row = 0) const;
    Database *database(int row = 0) const;
    QString everythingKept() const;
    std::unique_ptr<QTemporaryDir> m_folder;
    postgres::Settings m_settings;
    QString m_password;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::Window> m_window;
    ui::BrowsePage *m_page = nullptr;
    QTreeView *m_tree = nullptr;
};

void TestConnections::initTestCase()
{
    for (const char *name : {"PGHOST", "PGPORT", "PGUSER", "PGDATABASE", "PGPASSWORD", "DATABASE_URL"})
        qunsetenv(name);
    QCoreApplication::setOrganizationName(u"CutoverTest"_s);
    ui::dress(*qApp, ui::Scheme::Light);
    m_settings = testsupport::TestServer::instance().freshDatabase();
    m_password = m_settings.password.reveal();
    testsupport::execute(m_settings, u"CREATE SCHEMA creator_alice; CREATE TABLE creator_alice.posts(id bigint);"
                                     "CREATE ROLE reader LOGIN PASSWORD 'only reads'"_s);
}

void TestConnections::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(m_folder->path()));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->path());
    QSettings().clear();
    open();
}

void TestConnections::cleanup()
{
    close();
}

void TestConnections::open()
{
    m_session = std::make_unique<ui::Session>();
    m_window = std::make_unique<ui::Window>(m_session.get());
    m_window->show();
    m_window->goTo(ui::Window::Browse);
    m_page = m_window->findChild<ui::BrowsePage *>();
    m_tree = m_page->findChild<QTreeView *>(u"tree"_s);
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->databases().isLooking(), patience);
}

void TestConnections::close()
{
    m_window.reset();
    m_session.reset();
}

template <typename Widget>
Widget *TestConnections::find(const QString &name) const
{
    const auto all = m_window->findChildren<Widget *>();
    for (Widget *widget : all) {
        QString text = widget->accessibleName();
        if constexpr (std::is_base_of_v<QAbstractButton, Widget>)
            text = text.isEmpty() ? widget->text().remove(u'&') : text;
        if ((text == name || widget->objectName() == name) && widget->isVisible())
            return widget;
    }
    return nullptr;
}

ui::ConnectionDialog *TestConnections::dialog() const
{
    return m_window->findChild<ui::ConnectionDialog *>();
}

void TestConnections::fillIn(const QString &address) const
{
    auto *field = dialog()->findChild<QLineEdit *>();
    field->setFocus();
    field->setText(address);
    QTest::keyClick(field, Qt::Key_Return);
}

void TestConnections::connectTo(const postgres::Settings &settings, const QString &password)
{
    QTest::mouseClick(find<QPushButton>(u"anotherServer"_s), Qt::LeftButton);
    QTRY_VERIFY(dialog() != nullptr && dialog()->isVisible());
    fillIn(addressOf(settings, password)); // Return also presses Connect
    QTRY_VERIFY_WITH_TIMEOUT(dialog() == nullptr, patience);
    QTRY_VERIFY_WITH_TIMEOUT(database() != nullptr && database()->state() == Database::State::Open, patience);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

QModelIndex TestConnections::server(int row) const
{
    return m_tree->model()->index(row, 0);
}

Database *TestConnections::database(int row) const
{
    return server(row).data(ui::TreeModel::PlaceRole).value<ui::Place>().database;
}

/// All that is in the files of the window's settings and data.
QString TestConnections::everythingKept() const
{
    QSettings().sync();
    QString all;
    QDirIterator files(m_folder->path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            all += QString::fromUtf8(file.readAll());
    }
    return all;
}

void TestConnections::rememberedWithoutPassword()
{
    connectTo(m_settings, m_password);
    QCOMPARE(server().data().toString(), u"%1 on %2"_s.arg(m_settings.database, m_settings.host));
    QCOMPARE(m_page->place().database, database());
    QVERIFY(m_tree->isExpanded(server()));
    QTRY_VERIFY_WITH_TIMEOUT(m_tree->model()->rowCount(server()) > 0, patience);
    QCOMPARE(server().model()->index(0, 0, server()).data().toString(), u"alice"_s);
    close();
    QVERIFY(everythingKept().contains(m_settings.port));
    QVERIFY(!everythingKept().contains(m_password));
    open();
    QCOMPARE(m_tree->model()->rowCount(), 1);
    // It asks for the password, says so, and does not ask again by itself.
    QTRY_COMPARE_WITH_TIMEOUT(database()->state(), Database::State::Refused, patience);
    QCOMPARE(database()->error()->code, u"password-needed"_s);
    QVERIFY(m_page->findChild<ui::Banner *>()->isVisible());
    QTest::mouseClick(find<QPushButton>(u"changeConnection"_s), Qt::LeftButton);
    QTRY_VERIFY(dialog() != nullptr && dialog()->isVisible());
    QCOMPARE(find<QLineEdit>(u"User"_s)->text(), m_settings.user);
    auto *password = find<QLineEdit>(u"Password"_s);
    QVERIFY(password->text().isEmpty());
    password->setFocus();
    QTest::keyClicks(password, m_password);
    QTest::mouseClick(find<QPushButton>(u"Connect"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(database()->state(), Database::State::Open, patience);
    QVERIFY(!m_page->findChild<ui::Banner *>()->isVisible());
    QCOMPARE(m_tree->model()->rowCount(), 1);
}

void TestConnections::wrongPasswordStaysInTheForm()
{
    QTest::mouseClick(find<QPushButton>(u"anotherServer"_s), Qt::LeftButton);
    QTRY_VERIFY(dialog() != nullptr && dialog()->isVisible());
    fillIn(addressOf(m_settings, u"not-the-password"_s));
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(u"Test again"_s) != nullptr, patience);
    QVERIFY(dialog()->isVisible());
    QCOMPARE(m_tree->model()->rowCount(), 0);
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QTRY_VERIFY(dialog() == nullptr);
    QCOMPARE(m_tree->model()->rowCount(), 0);
}

/// To look takes no right to make anything.
void TestConnections::readerWhoMayNotCreateIsEnough()
{
    postgres::Settings reader = m_settings;
    reader.user = u"reader"_s;
    connectTo(reader, u"only reads"_s);
    QCOMPARE(m_tree->model()->rowCount(), 1);
}

void TestConnections::doesNotAnswer()
{
    auto proxy = std::make_unique<testsupport::TcpProxy>(m_settings.port);
    connectTo(proxy->through(m_settings), m_password);
    close();
    proxy->close();
    open();
    QTRY_COMPARE_WITH_TIMEOUT(database()->state(), Database::State::Refused, patience);
    const QString message = database()->error()->message;
    QVERIFY(!message.isEmpty());
    QCOMPARE(server().data(Qt::ToolTipRole).toString(), message);
    QCOMPARE(server().data(ui::TreeModel::StatusRole).toInt(), int(ui::Status::Wrong));
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    int looks = 0;
    connect(database(), &Database::changed, this,
            [this, &looks] { looks += database()->state() == Database::State::Opening ? 1 : 0; });
    auto *again = find<QPushButton>(u"connectAgain"_s);
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(database()->state(), Database::State::Refused, patience);
    // By key, in the tree.
    m_tree->setFocus();
    m_tree->setCurrentIndex(server());
    QTest::keyClick(m_tree, Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(database()->state(), Database::State::Refused, patience);
    QCOMPARE(looks, 2);
}

void TestConnections::renamed()
{
    connectTo(m_settings, m_password);
    m_tree->setCurrentIndex(server());
    m_tree->setFocus();
    QTest::keyClick(m_tree, Qt::Key_F2);
    auto *editor = m_tree->viewport()->findChild<QLineEdit *>();
    QVERIFY(editor != nullptr);
    QVERIFY(!editor->accessibleName().isEmpty());
    editor->selectAll();
    QTest::keyClicks(editor, u"My shop"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(server().data().toString(), u"My shop"_s);
    close();
    open();
    QCOMPARE(server().data().toString(), u"My shop"_s);
    // No name is the address again.
    m_session->databases().rename(database(), u" "_s);
    QCOMPARE(server().data().toString(), u"%1 on %2"_s.arg(m_settings.database, m_settings.host));
}

void TestConnections::forgotten_data()
{
    QTest::addColumn<bool>("byMenu");
    QTest::newRow("by key") << false;
    QTest::newRow("by the menu key and its menu") << true;
}

void TestConnections::forgotten()
{
    QFETCH(bool, byMenu);
    connectTo(m_settings, m_password);
    m_page->go({.database = database(), .area = database()->catalog().areas().first(), .relation = {}});
    m_tree->setCurrentIndex(server());
    m_tree->setFocus();
    if (byMenu) {
        QTimer::singleShot(0, this, [] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu != nullptr);
            QCOMPARE(menu->actions().last()->text(), u"&Forget…"_s);
            menu->setActiveAction(menu->actions().last());
            QTest::keyClick(menu, Qt::Key_Return);
        });
        const QPoint middle = m_tree->visualRect(server()).center();
        QContextMenuEvent event(QContextMenuEvent::Keyboard, middle, m_tree->viewport()->mapToGlobal(middle));
        QApplication::sendEvent(m_tree->viewport(), &event);
    } else {
        QTest::keyClick(m_tree, Qt::Key_Delete);
    }
    const auto question = [this] { return m_window->findChild<QMessageBox *>(); };
    QTRY_VERIFY(question() != nullptr && question()->isVisible());
    QVERIFY(question()->defaultButton()->text() == u"Keep"_s);
    for (QAbstractButton *button : question()->buttons()) {
        if (button->text() == u"Forget"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_COMPARE(m_tree->model()->rowCount(), 0);
    QVERIFY(!m_page->place().database);
    m_window->goTo(ui::Window::Home);
    m_window->goTo(ui::Window::Browse);
    QTRY_VERIFY_WITH_TIMEOUT(!m_session->databases().isLooking(), patience);
    QCOMPARE(m_tree->model()->rowCount(), 0);
    close();
    QVERIFY(!everythingKept().contains(m_settings.port));
    open();
    QCOMPARE(m_tree->model()->rowCount(), 0);
}

void TestConnections::changedToAnother()
{
    connectTo(m_settings, m_password);
    m_session->databases().rename(database(), u"Mine"_s);
    const postgres::Settings other = testsupport::TestServer::instance().freshDatabase();
    testsupport::execute(other, u"CREATE SCHEMA creator_zoe; CREATE TABLE creator_zoe.t(id int)"_s);
    m_tree->setCurrentIndex(server());
    Q_EMIT m_page->connectionWanted(database());
    QTRY_VERIFY(dialog() != nullptr && dialog()->isVisible());
    fillIn(addressOf(other, m_password));
    QTRY_VERIFY_WITH_TIMEOUT(dialog() == nullptr, patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_tree->model()->rowCount(server()) > 0, patience);
    QCOMPARE(server().model()->index(0, 0, server()).data().toString(), u"zoe"_s);
    QCOMPARE(server().data().toString(), u"Mine"_s);
    QCOMPARE(m_tree->model()->rowCount(), 1);
}

void TestConnections::sameServerTwice()
{
    connectTo(m_settings, m_password);
    connectTo(m_settings, m_password);
    QCOMPARE(m_tree->model()->rowCount(), 1);
}

QTEST_MAIN(TestConnections)
#include "tst_connections.moc"
