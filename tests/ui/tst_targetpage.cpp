// SPDX-License-Identifier: MIT
#include "postgres/connection.h"
#include "support/administrator.h"
#include "support/testserver.h"
#include "support/undertaker.h"
#include "ui/pages/datapage.h"
#include "ui/pages/serverform.h"
#include "ui/pages/targetpage.h"
#include "ui/pages/wizard.h"
#include "ui/session/session.h"
#include "ui/style/appearance.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/steplist.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using postgres::Connection;
using testsupport::administrator;
using testsupport::run;
using testsupport::tlsFile;
using ui::TargetState;

namespace {

constexpr int patience = 60000;
constexpr QLatin1String password("correct-horse-battery");

} // namespace

/// Step 2 of the wizard, as somebody uses it.
class TestTargetPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void green();
    void refused_data();
    void refused();
    void missingDatabaseIsMade();
    void encryption_data();
    void encryption();
    void hangingTestIsStopped();
    void editingMakesUntested();
    void pasted();
    void pastedNonsense();
    void byKeyboard();
    void nextTestsAndGoesOn();
    void onThisComputer();
    void certificateFilesAreLookedInto();
    void keychainIsNamedWhereThereIsNone();

private:
    template <typename Widget>
    Widget *named(const QString &name) const;
    QPushButton *button(const QString &text) const;
    void type(const QString &field, const QString &text) const;
    void fill(const QString &host, const QString &user, const QString &word, const QString &database) const;
    void choose(const QString &radio) const;
    void pressTest() const;
    [[nodiscard]] TargetState state() const { return m_session->target().state(); }
    [[nodiscard]] ui::StepView step(const QString &id) const;
    [[nodiscard]] QString everythingShown() const;
    postgres::Settings m_settings;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<testsupport::Undertaker> m_undertaker;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::Wizard> m_wizard;
};

void TestTargetPage::initTestCase()
{
    for (const char *name : {"PGHOST", "PGPORT", "PGUSER", "PGDATABASE", "PGPASSWORD", "DATABASE_URL"})
        qunsetenv(name);
    m_folder = std::make_unique<QTemporaryDir>(u"/tmp/cutover-test-XXXXXX"_s);
    QCOMPARE(chmod(QFile::encodeName(m_folder->path()).constData(), 0755), 0);
    QVERIFY(QDir(m_folder->path()).mkdir(u"data"_s));
    qputenv("HOME", QFile::encodeName(m_folder->path()));
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(m_folder->filePath(u"data"_s)));
    m_undertaker = std::make_unique<testsupport::Undertaker>(m_folder->filePath(u"data"_s));
    ui::dress(*qApp, ui::Scheme::Light);
    m_settings = testsupport::TestServer::instance().superuser();
    Connection connection = administrator();
    run(connection, u"CREATE ROLE bob LOGIN PASSWORD '%1'"_s.arg(password));
    run(connection, u"GRANT CREATE ON DATABASE cutover TO bob"_s);
    testsupport::switchEncryptionOn();
}

void TestTargetPage::init()
{
    m_session = std::make_unique<ui::Session>();
    m_wizard = std::make_unique<ui::Wizard>(
        QList<ui::WizardPage *>{new ui::TargetPage(m_session.get()), new ui::DataPage(&m_session->sources())});
    m_wizard->resize(1100, 740);
    m_wizard->show();
    QVERIFY(QTest::qWaitForWindowActive(m_wizard.get()));
    m_session->privateServer().look();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->privateServer().view().state != ui::ServerState::Unknown, patience);
    QVERIFY(named<QRadioButton>(u"On this computer"_s)->isChecked());
    choose(u"On a server I have"_s);
}

void TestTargetPage::cleanup()
{
    m_wizard.reset();
    m_session.reset();
}

template <typename Widget>
Widget *TestTargetPage::named(const QString &name) const
{
    const auto all = m_wizard->findChildren<Widget *>();
    for (Widget *widget : all) {
        QString text = widget->accessibleName();
        if constexpr (std::is_base_of_v<QAbstractButton, Widget>)
            text = text.isEmpty() ? widget->text().remove(u'&') : text;
        if (text == name && widget->isVisibleTo(m_wizard.get()))
            return widget;
    }
    qFatal("Nothing is called “%s”.", qPrintable(name));
}

QPushButton *TestTargetPage::button(const QString &text) const
{
    return named<QPushButton>(text);
}

void TestTargetPage::type(const QString &field, const QString &text) const
{
    auto *edit = named<QLineEdit>(field);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
}

void TestTargetPage::fill(const QString &host, const QString &user, const QString &word, const QString &database) const
{
    type(u"Host"_s, host);
    type(u"Port"_s, m_settings.port);
    type(u"Database"_s, database);
    type(u"User"_s, user);
    type(u"Password"_s, word);
}

void TestTargetPage::choose(const QString &radio) const
{
    auto *choice = named<QRadioButton>(radio);
    QTest::mouseClick(choice, Qt::LeftButton, {}, QPoint(8, choice->height() / 2));
    QVERIFY(choice->isChecked());
}

void TestTargetPage::pressTest() const
{
    QTest::mouseClick(button(u"Test connection"_s), Qt::LeftButton);
    QCOMPARE(state(), TargetState::Testing);
    QTRY_VERIFY_WITH_TIMEOUT(state() != TargetState::Testing, patience);
}

ui::StepView TestTargetPage::step(const QString &id) const
{
    const auto *list = m_wizard->findChild<ui::StepList *>();
    for (const ui::StepView &view : list->steps()) {
        if (view.id == id)
            return view;
    }
    return {};
}

QString TestTargetPage::everythingShown() const
{
    QString text;
    for (const auto *label : m_wizard->findChildren<QLabel *>())
        text += label->text() + u'\n';
    for (const auto *field : m_wizard->findChildren<QPlainTextEdit *>())
        text += field->toPlainText() + u'\n';
    return text;
}

void TestTargetPage::green()
{
    QVERIFY(!m_wizard->page(0)->isReady());
    fill(u"127.0.0.1"_s, u"bob"_s, password, u"cutover"_s);
    pressTest();
    QVERIFY2(state() == TargetState::Ready, qPrintable(everythingShown()));
    QCOMPARE(m_session->target().steps().size(), 10);
    for (const ui::TargetStep &told : m_session->target().steps())
        QVERIFY2(told.state == ui::TargetStep::State::Fine || told.state == ui::TargetStep::State::Note,
                 qPrintable(told.id));
    QVERIFY(m_wizard->page(0)->isReady());
    QCOMPARE(m_session->target().settings().user, u"bob"_s);
    QCOMPARE(m_session->target().describe(), u"bob@127.0.0.1:%1/cutover"_s.arg(m_settings.port));
    QVERIFY(!everythingShown().contains(password));
}

void TestTargetPage::refused_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("port");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("title");
    const QString right(password);
    QTest::addRow("wrong password") << u"wrong-horse-battery"_s << QString() << u"cutover"_s << u"sign-in"_s
                                    << u"Password refused"_s;
    QTest::addRow("no database") << right << QString() << u"nowhere"_s << u"database"_s
                                 << u"Database is not there yet"_s;
    QTest::addRow("nobody listens") << right << u"1"_s << u"cutover"_s << u"reach"_s << u"Nothing answers there"_s;
    QTest::addRow("no port") << right << u"http"_s << u"cutover"_s << u"name"_s << u"These settings cannot be used"_s;
}

void TestTargetPage::refused()
{
    QFETCH(const QString, word);
    QFETCH(const QString, port);
    QFETCH(const QString, database);
    QFETCH(const QString, id);
    QFETCH(const QString, title);
    fill(u"127.0.0.1"_s, u"bob"_s, word, database);
    if (!port.isEmpty())
        type(u"Port"_s, port);
    pressTest();
    QCOMPARE(state(), TargetState::Failed);
    const ui::StepView failed = step(id);
    QCOMPARE(failed.status, ui::Status::Wrong);
    QCOMPARE(failed.title, title);
    QVERIFY(failed.message.endsWith(u'.'));
    QVERIFY(everythingShown().contains(failed.message));
    QVERIFY(!everythingShown().contains(word));
    QVERIFY(!m_wizard->page(0)->isReady());
    QVERIFY(!button(u"Next"_s)->isEnabled());
    QVERIFY(button(u"Test again"_s)->isEnabled());
}

void TestTargetPage::missingDatabaseIsMade()
{
    fill(u"127.0.0.1"_s, u"bob"_s, password, u"fresh \"one\""_s);
    pressTest();
    QCOMPARE(step(u"database"_s).title, u"Database is not there yet"_s);
    QTest::mouseClick(button(u"Create the database"_s), Qt::LeftButton);
    const QString asked = u"Sign in as an administrator of the server for this once"_s;
    QTRY_VERIFY_WITH_TIMEOUT(everythingShown().contains(asked), patience);
    type(u"Administrator"_s, m_settings.user);
    type(u"The administrator's password"_s, m_settings.password.reveal());
    QTest::mouseClick(button(u"Create the database"_s), Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(state() == TargetState::Ready, qPrintable(everythingShown()), patience);
    QCOMPARE(*administrator().value(u"SELECT count(*) FROM pg_database WHERE datname = 'fresh \"one\"'"_s), u"1"_s);
    QCOMPARE(m_session->target().settings().user, u"bob"_s);
}

void TestTargetPage::encryption_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("mode"); ///< in the list of modes; -1: as chosen by the form
    QTest::addColumn<QString>("authority");
    QTest::addColumn<QString>("title"); ///< of the step; it is the failed one unless it begins with "Encrypted"
    const QString own = tlsFile(u"authority.crt"_s);
    const QString another = tlsFile(u"another-authority.crt"_s);
    QTest::addRow("require") << u"127.0.0.1"_s << 2 << QString() << u"Encrypted: TLS 1.3, certificate not checked"_s;
    QTest::addRow("an authority means the full check")
        << u"localhost"_s << -1 << own << u"Encrypted: TLS 1.3, certificate and name checked"_s;
    QTest::addRow("verify-ca") << u"127.0.0.1"_s << 1 << own << u"Encrypted: TLS 1.3, certificate checked"_s;
    QTest::addRow("wrong authority") << u"localhost"_s << 0 << another << u"Certificate not trusted"_s;
    QTest::addRow("wrong name") << u"127.0.0.1"_s << 0 << own << u"Certificate for another name"_s;
    QTest::addRow("no authority") << u"localhost"_s << 0 << QString() << u"Certificate cannot be checked"_s;
}

void TestTargetPage::encryption()
{
    QFETCH(const QString, host);
    QFETCH(const int, mode);
    QFETCH(const QString, authority);
    QFETCH(const QString, title);
    fill(host, u"bob"_s, password, u"cutover"_s);
    if (!authority.isEmpty())
        type(u"Trusted by"_s, authority);
    auto *modes = named<QComboBox>(u"Encryption"_s);
    modes->setFocus();
    if (mode >= 0) {
        QTest::keyClick(modes, Qt::Key_End);
        for (int i = modes->count() - 1; i > mode; --i)
            QTest::keyClick(modes, Qt::Key_Up);
    }
    QCOMPARE(modes->currentIndex(), std::max(mode, 0));
    pressTest();
    QVERIFY2(step(u"encryption"_s).title == title, qPrintable(everythingShown()));
    QCOMPARE(state(), title.startsWith(u"Encrypted") ? TargetState::Ready : TargetState::Failed);
}

void TestTargetPage::hangingTestIsStopped()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    fill(u"127.0.0.1"_s, u"bob"_s, password, u"cutover"_s);
    type(u"Port"_s, QString::number(silent.serverPort()));
    QTest::mouseClick(button(u"Test connection"_s), Qt::LeftButton);
    QTest::qWait(200);
    QCOMPARE(state(), TargetState::Testing);
    QElapsedTimer clock;
    clock.start();
    QTest::mouseClick(button(u"Stop"_s), Qt::LeftButton);
    QCOMPARE(state(), TargetState::Untested);
    silent.close();
    type(u"Port"_s, m_settings.port);
    pressTest(); // the stopped one does not disturb the next
    QCOMPARE(state(), TargetState::Ready);
    QVERIFY(clock.elapsed() < patience / 2);
}

void TestTargetPage::editingMakesUntested()
{
    fill(u"127.0.0.1"_s, u"bob"_s, password, u"cutover"_s);
    pressTest();
    QCOMPARE(state(), TargetState::Ready);
    QTest::keyClicks(named<QLineEdit>(u"Database"_s), u"s"_s);
    QCOMPARE(state(), TargetState::Untested);
    QVERIFY(!m_wizard->page(0)->isReady());
    QCOMPARE(step(u"database"_s).status, ui::Status::Waiting);
}

void TestTargetPage::pasted()
{
    auto *paste = named<QLineEdit>(u"Paste an address, or fill in below"_s);
    paste->setFocus();
    QGuiApplication::clipboard()->setText(
        u"postgresql+asyncpg://bob:%1@127.0.0.1:%2/cutover?sslmode=require"_s.arg(password, m_settings.port));
    QTest::keyClick(paste, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(named<QLineEdit>(u"Host"_s)->text(), u"127.0.0.1"_s);
    QCOMPARE(named<QLineEdit>(u"Port"_s)->text(), m_settings.port);
    QCOMPARE(named<QLineEdit>(u"Database"_s)->text(), u"cutover"_s);
    QCOMPARE(named<QLineEdit>(u"User"_s)->text(), u"bob"_s);
    QCOMPARE(named<QLineEdit>(u"Password"_s)->echoMode(), QLineEdit::Password);
    QCOMPARE(named<QComboBox>(u"Encryption"_s)->currentText(), u"Required"_s);
    QVERIFY2(paste->text().isEmpty(), "the password would stand there in clear");
    pressTest();
    QCOMPARE(state(), TargetState::Ready);
}

void TestTargetPage::pastedNonsense()
{
    auto *paste = named<QLineEdit>(u"Paste an address, or fill in below"_s);
    QTest::keyClicks(paste, u"mysql://bob:%1@somewhere/x"_s.arg(password));
    QTest::keyClick(paste, Qt::Key_Return);
    const auto parsed = postgres::parseConnectionString(paste->text());
    QVERIFY(!parsed);
    QVERIFY(everythingShown().contains(parsed.error().message));
    QVERIFY(!everythingShown().contains(password));
    QVERIFY(named<QLineEdit>(u"Host"_s)->text().isEmpty());
}

void TestTargetPage::byKeyboard()
{
    auto *paste = named<QLineEdit>(u"Paste an address, or fill in below"_s);
    paste->setFocus();
    QVERIFY(paste->hasFocus());
    for (const QString &text : {u"127.0.0.1"_s, m_settings.port, u"cutover"_s, u"bob"_s, QString(password)}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClicks(QApplication::focusWidget(), text);
    }
    auto *word = named<QLineEdit>(u"Password"_s);
    QCOMPARE(QApplication::focusWidget(), word);
    QTest::keyClick(word, Qt::Key_Tab);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(word->echoMode(), QLineEdit::Normal);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(word->echoMode(), QLineEdit::Password);
    const QPushButton *test = button(u"Test connection"_s);
    for (int i = 0; i < 20 && QApplication::focusWidget() != test; ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), test);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(state() == TargetState::Ready, patience);
}

void TestTargetPage::nextTestsAndGoesOn()
{
    fill(u"127.0.0.1"_s, u"bob"_s, u"wrong-horse-battery"_s, u"cutover"_s);
    QTest::mouseClick(button(u"Next"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(state(), TargetState::Failed, patience);
    QCOMPARE(m_wizard->current(), 0);
    type(u"Password"_s, password);
    QTest::mouseClick(button(u"Next"_s), Qt::LeftButton);
    QCOMPARE(m_wizard->current(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_wizard->current(), 1, patience);
    QCOMPARE(state(), TargetState::Ready);
}

void TestTargetPage::onThisComputer()
{
    choose(u"On this computer"_s);
    QTest::mouseClick(button(u"Next"_s), Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(state() == TargetState::Ready, qPrintable(everythingShown()), patience);
    QTRY_COMPARE(m_wizard->current(), 1);
    QCOMPARE(step(u"start"_s).status, ui::Status::Fine);
    QCOMPARE(m_session->target().steps().size(), 11);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->privateServer().view().state, ui::ServerState::Running, patience);
    m_session->privateServer().stop();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->privateServer().view().state, ui::ServerState::Stopped, patience);
}

void TestTargetPage::certificateFilesAreLookedInto()
{
    type(u"Trusted by"_s, tlsFile(u"authority.crt"_s));
    QTRY_VERIFY_WITH_TIMEOUT(everythingShown().contains(u"Trusts “Cutover test authority”"), patience);
    type(u"Trusted by"_s, tlsFile(u"server.key"_s));
    QTRY_VERIFY_WITH_TIMEOUT(everythingShown().contains(u"holds a private key, not a certificate"), patience);
}

void TestTargetPage::keychainIsNamedWhereThereIsNone()
{
    QTRY_VERIFY(m_session->keychain().availability() != ui::Keychain::Availability::NotKnownYet);
    const bool there = m_session->keychain().availability() == ui::Keychain::Availability::Available;
    QCOMPARE(named<QCheckBox>(u"Remember in this computer's keychain"_s)->isEnabled(), there);
    QCOMPARE(everythingShown().contains(u"This computer has no keychain"), !there);
}

QTEST_MAIN(TestTargetPage)
#include "tst_targetpage.moc"
