// SPDX-License-Identifier: MIT
#include "postgres/connection.h"
#include "support/administrator.h"
#include "support/oldserver.h"
#include "support/parrot.h"
#include "support/testserver.h"
#include "translations/translations.h"
#include "ui/pages/datapage.h"
#include "ui/pages/targetpage.h"
#include "ui/pages/wizard.h"
#include "ui/session/session.h"
#include "ui/style/appearance.h"
#include "ui/widgets/steplist.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using postgres::Connection;
using testsupport::administrator;
using testsupport::Parrot;
using testsupport::run;
using testsupport::TestServer;
using testsupport::tlsFile;
using ui::TargetState;

namespace {

constexpr int patience = 120000;
constexpr QLatin1String password("correct-horse-battery");

} // namespace

/// Everything that can be wrong with a connection, provoked at a real server, and what the page says of it.
class ConnectionTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void serverCannotEncrypt();
    void refused_data();
    void refused();
    void wrongUserAndPasswordSayTheSame();
    void unreachable_data();
    void unreachable();
    void saidByTheServer_data();
    void saidByTheServer();
    void noAnswer();
    void serverTooOld();
    void certificates_data();
    void certificates();
    void expiredCertificate();
    void clearTextIsNamed();
    void onlyEncrypted();
    void keyOfAnybody();
    void administratorMends_data();
    void administratorMends();
    void readOnlyCopy();

private:
    void writeAccessList(const QStringList &lines);
    [[nodiscard]] ui::TargetForm form(const QString &user) const;
    void test(const ui::TargetForm &form);
    [[nodiscard]] ui::StepView failed() const;
    [[nodiscard]] ui::StepView step(const QString &id) const;
    void compare(const QString &title, const QString &sentence) const;
    [[nodiscard]] QString shown() const;
    [[nodiscard]] QAbstractButton *button(const QString &text) const;
    [[nodiscard]] QLineEdit *field(const QString &name) const;
    postgres::Settings m_settings;
    QTemporaryDir m_folder;
    std::unique_ptr<ui::Session> m_session;
    std::unique_ptr<ui::Wizard> m_wizard;
};

void ConnectionTableTest::initTestCase()
{
    for (const char *name : {"PGHOST", "PGPORT", "PGUSER", "PGDATABASE", "PGPASSWORD", "DATABASE_URL"})
        qunsetenv(name);
    qputenv("HOME", QFile::encodeName(m_folder.path()));
    qputenv("CUTOVER_DATA_DIR", QFile::encodeName(m_folder.filePath(u"data"_s)));
    translations::use(QLocale(QLocale::English));
    ui::dress(*qApp, ui::Scheme::Light);
    m_settings = TestServer::instance().superuser();
    Connection connection = administrator();
    for (const auto *name : {"bob", "nologin", "full", "outsider", "rejected", "identified", "sealed", "certified",
                             "expired", "guest", "reader"})
        run(connection, u"CREATE ROLE %1 LOGIN PASSWORD '%2'"_s.arg(QLatin1String(name), password));
    for (const auto *sql :
         {"ALTER ROLE nologin NOLOGIN", "ALTER ROLE \"full\" CONNECTION LIMIT 0",
          "ALTER ROLE expired VALID UNTIL '2001-01-01'", "CREATE DATABASE private", "CREATE DATABASE closed",
          "REVOKE CONNECT ON DATABASE private FROM PUBLIC", "ALTER DATABASE closed ALLOW_CONNECTIONS false",
          "GRANT CREATE ON DATABASE cutover TO bob", "GRANT CREATE ON DATABASE cutover TO sealed",
          "GRANT CREATE ON DATABASE cutover TO nologin"})
        run(connection, QString::fromLatin1(sql));
    writeAccessList({u"host all cutover,bob,nologin,full,expired,stranger,guest,reader 127.0.0.1/32 scram-sha-256"_s,
                     u"host all rejected 127.0.0.1/32 reject"_s, u"host all identified 127.0.0.1/32 ident"_s,
                     u"host all ghost 127.0.0.1/32 trust"_s, u"hostssl all sealed 127.0.0.1/32 scram-sha-256"_s,
                     u"hostssl all certified 127.0.0.1/32 cert"_s});
}

void ConnectionTableTest::init()
{
    m_session = std::make_unique<ui::Session>();
    m_session->target().setPlace(ui::TargetPlace::Server);
    m_wizard = std::make_unique<ui::Wizard>(
        QList<ui::WizardPage *>{new ui::TargetPage(m_session.get()), new ui::DataPage(&m_session->sources())});
    m_wizard->resize(1100, 740);
    m_wizard->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_wizard.get()));
}

void ConnectionTableTest::cleanup()
{
    m_wizard.reset();
    m_session.reset();
}

void ConnectionTableTest::writeAccessList(const QStringList &lines)
{
    Connection connection = administrator();
    QFile file(*connection.value(u"SHOW hba_file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(lines.join(u'\n').toUtf8() + '\n');
    file.close();
    QCOMPARE(*connection.value(u"SELECT pg_reload_conf()::text"_s), u"true"_s);
}

ui::TargetForm ConnectionTableTest::form(const QString &user) const
{
    ui::TargetForm form;
    form.host = u"127.0.0.1"_s;
    form.port = m_settings.port;
    form.database = u"cutover"_s;
    form.user = user;
    form.password = base::Secret(QString(password));
    form.sslMode = u"disable"_s;
    return form;
}

void ConnectionTableTest::test(const ui::TargetForm &form)
{
    m_session->target().setForm(form);
    QAbstractButton *start = button(u"Test connection"_s);
    if (start == nullptr)
        start = button(u"Test again"_s);
    QVERIFY(start != nullptr);
    QTest::mouseClick(start, Qt::LeftButton);
    QCOMPARE(m_session->target().state(), TargetState::Testing);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->target().state() != TargetState::Testing, patience);
}

ui::StepView ConnectionTableTest::step(const QString &id) const
{
    for (const ui::StepView &view : m_wizard->findChild<ui::StepList *>()->steps()) {
        if (view.id == id)
            return view;
    }
    return {};
}

ui::StepView ConnectionTableTest::failed() const
{
    for (const ui::StepView &view : m_wizard->findChild<ui::StepList *>()->steps()) {
        if (view.status == ui::Status::Wrong)
            return view;
    }
    return {};
}

QString ConnectionTableTest::shown() const
{
    QString text;
    for (const auto *label : m_wizard->findChildren<QLabel *>()) {
        if (label->isVisibleTo(m_wizard.get()))
            text += label->text() + u'\n';
    }
    for (const auto *words : m_wizard->findChildren<QPlainTextEdit *>())
        text += words->toPlainText() + u'\n';
    return text;
}

/// What is read on the page, and that it stands in the way of going on.
void ConnectionTableTest::compare(const QString &title, const QString &sentence) const
{
    QCOMPARE(m_session->target().state(), TargetState::Failed);
    const ui::StepView view = failed();
    QVERIFY2(view.title == title, qPrintable(view.title + u"\n"_s + view.message + u"\n"_s + view.detail));
    QTRY_VERIFY2_WITH_TIMEOUT(shown().contains(sentence), qPrintable(shown()), patience);
    QVERIFY(view.message.endsWith(u'.'));
    QVERIFY(!view.message.contains(u"%1"));
    QVERIFY(!shown().contains(password));
    QVERIFY(!button(u"Next"_s)->isEnabled());
}

QAbstractButton *ConnectionTableTest::button(const QString &text) const
{
    for (QAbstractButton *button : m_wizard->findChildren<QAbstractButton *>()) {
        if (button->isVisibleTo(m_wizard.get()) && button->text().remove(u'&') == text)
            return button;
    }
    return nullptr;
}

QLineEdit *ConnectionTableTest::field(const QString &name) const
{
    for (QLineEdit *edit : m_wizard->findChildren<QLineEdit *>()) {
        if (edit->isVisibleTo(m_wizard.get()) && edit->accessibleName() == name)
            return edit;
    }
    return nullptr;
}

/// First of all, while it cannot.
void ConnectionTableTest::serverCannotEncrypt()
{
    ui::TargetForm wanted = form(u"bob"_s);
    wanted.sslMode = u"require"_s;
    test(wanted);
    compare(u"Server cannot encrypt"_s, u"Turn encryption on there (ssl = on)"_s);
}

void ConnectionTableTest::refused_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("fix");
    const QString right(password);
    const QString usual = u"cutover"_s;
    QTest::newRow("no password") << u"bob"_s << QString() << usual << u"A password is needed"_s
                                 << u"The server wants a password"_s << QString();
    QTest::newRow("no database") << u"bob"_s << right << u"nowhere"_s << u"Database is not there yet"_s
                                 << u"The server answers, but the database"_s << u"CREATE DATABASE \"nowhere\""_s;
    QTest::newRow("no right to connect") << u"bob"_s << right << u"private"_s << u"No right to use the database"_s
                                         << u"lacks the right to connect"_s
                                         << u"GRANT CONNECT ON DATABASE \"private\" TO \"bob\";"_s;
    QTest::newRow("closed") << u"bob"_s << right << u"closed"_s << u"Database is closed"_s
                            << u"takes no connections at the moment"_s << QString();
    QTest::newRow("too many") << u"full"_s << right << usual << u"No free connection"_s
                              << u"has no free connection left"_s << QString();
    QTest::newRow("may not sign in") << u"nologin"_s << right << usual << u"This user may not sign in"_s
                                     << u"exists, but may not log in"_s << u"ALTER ROLE \"nologin\" LOGIN;"_s;
    QTest::newRow("not in the list") << u"outsider"_s << right << usual << u"Not on the access list"_s
                                     << u"has no line that lets this computer and user in"_s
                                     << u"host  \"cutover\"  \"outsider\"  samehost  scram-sha-256"_s;
    QTest::newRow("rejected") << u"rejected"_s << right << usual << u"Turned away on purpose"_s
                              << u"forbids the connection"_s << QString();
    QTest::newRow("ident") << u"identified"_s << QString() << usual << u"Sign-in by system name refused"_s
                           << u"compares the name of the system user"_s << QString();
    QTest::newRow("trusted but unknown") << u"ghost"_s << QString() << usual << u"User not known"_s
                                         << u"does not exist on that server"_s << QString();
    QTest::newRow("may not make a schema")
        << u"guest"_s << right << usual << u"May not create a private area"_s
        << u"Your user may not create schemas in this database"_s << u"GRANT CREATE ON DATABASE"_s;
}

void ConnectionTableTest::refused()
{
    QFETCH(const QString, user);
    QFETCH(const QString, word);
    QFETCH(const QString, database);
    QFETCH(const QString, title);
    QFETCH(const QString, sentence);
    QFETCH(const QString, fix);
    ui::TargetForm wrong = form(user);
    wrong.password = base::Secret(word);
    wrong.database = database;
    test(wrong);
    compare(title, sentence);
    QVERIFY2(shown().contains(fix), qPrintable(shown()));
}

/// The server does not say which it is, and neither do we.
void ConnectionTableTest::wrongUserAndPasswordSayTheSame()
{
    QStringList said;
    for (const auto &[user, word] :
         {std::pair{u"bob"_s, u"wrong-horse-battery"_s}, std::pair{u"stranger"_s, QString(password)},
          std::pair{u"expired"_s, QString(password)}}) {
        ui::TargetForm wrong = form(user);
        wrong.password = base::Secret(word);
        test(wrong);
        compare(u"Password refused"_s, u"One of them is wrong, or the password has expired."_s);
        QVERIFY(!shown().contains(word));
        said += failed().message.replace(user + u'@', u"somebody@"_s);
    }
    QCOMPARE(said.removeDuplicates(), 2);
}

void ConnectionTableTest::unreachable_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("nobody listens") << u"127.0.0.1"_s << u"Nothing answers there"_s
                                    << u"Start the server, or correct the address."_s;
    QTest::newRow("unknown host") << u"no-such-host.invalid"_s << u"Name not known"_s << u"Usually it is misspelt"_s;
}

void ConnectionTableTest::unreachable()
{
    QFETCH(const QString, host);
    QFETCH(const QString, title);
    QFETCH(const QString, sentence);
    ui::TargetForm wrong = form(u"bob"_s);
    wrong.host = host;
    wrong.port = u"1"_s;
    test(wrong);
    compare(title, sentence);
}

void ConnectionTableTest::saidByTheServer_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("starting") << testsupport::refusal("FATAL", "57P03", "the database system is starting up",
                                                      "ProcessStartupPacket")
                              << u"Server is still starting"_s << u"Wait a moment, then try again."_s;
    QTest::newRow("shutting down") << testsupport::refusal("FATAL", "57P03", "the database system is shutting down",
                                                           "ProcessStartupPacket")
                                   << u"Server is shutting down"_s << u"Start it again, then try again."_s;
    QTest::newRow("all slots taken") << testsupport::refusal("FATAL", "53300", "sorry, too many clients already",
                                                             "InitProcess")
                                     << u"No free connection"_s << u"raise max_connections"_s;
    QTest::newRow("a web server") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n") << u"Another program answers"_s
                                  << u"the port belongs to another program"_s;
}

void ConnectionTableTest::saidByTheServer()
{
    QFETCH(const QByteArray, words);
    QFETCH(const QString, title);
    QFETCH(const QString, sentence);
    const Parrot parrot(Parrot::Manner::Answers, words);
    ui::TargetForm there = form(u"bob"_s);
    there.port = parrot.port();
    test(there);
    compare(title, sentence);
}

void ConnectionTableTest::noAnswer()
{
    const Parrot silent(Parrot::Manner::Hangs);
    ui::TargetForm there = form(u"bob"_s);
    there.port = silent.port();
    there.more.insert(u"connect_timeout"_s, u"2"_s);
    test(there);
    compare(u"No answer in time"_s, u"Usually a firewall drops the packets, or the address is wrong."_s);
}

void ConnectionTableTest::serverTooOld()
{
    const testsupport::OldServer old;
    ui::TargetForm there = form(u"bob"_s);
    there.port = old.through(m_settings).port;
    test(there);
    compare(u"Server is too old"_s, u"Version 12 or later is needed"_s);
    QVERIFY2(shown().contains(u"PostgreSQL "_s + old.version()), qPrintable(shown()));
}

void ConnectionTableTest::certificates_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("authority");
    QTest::addColumn<QString>("title"); ///< of the step; it is the failed one unless it begins with "Encrypted"
    QTest::addColumn<QString>("sentence");
    const QString own = tlsFile(u"authority.crt"_s);
    const QString another = tlsFile(u"another-authority.crt"_s);
    QTest::newRow("wrong authority") << u"localhost"_s << u"verify-full"_s << another << u"Certificate not trusted"_s
                                     << u"not signed by the authority you chose"_s;
    QTest::newRow("wrong name") << u"127.0.0.1"_s << u"verify-full"_s << own << u"Certificate for another name"_s
                                << u"is made out to another name"_s;
    QTest::newRow("no authority") << u"localhost"_s << u"verify-ca"_s << QString() << u"Certificate cannot be checked"_s
                                  << u"Choose the CA file"_s;
    QTest::newRow("authority is not there") << u"localhost"_s << u"verify-full"_s << u"/nowhere/ca.crt"_s
                                            << u"Certificate cannot be checked"_s << u"Choose the CA file"_s;
    QTest::newRow("require says what it leaves unchecked")
        << u"127.0.0.1"_s << u"require"_s << another << u"Encrypted: TLS 1.3, certificate not checked"_s
        << u"The server's certificate was not checked"_s;
    QTest::newRow("all is checked") << u"localhost"_s << u"verify-full"_s << own
                                    << u"Encrypted: TLS 1.3, certificate and name checked"_s << QString();
}

void ConnectionTableTest::certificates()
{
    QFETCH(const QString, host);
    QFETCH(const QString, mode);
    QFETCH(const QString, authority);
    QFETCH(const QString, title);
    QFETCH(const QString, sentence);
    testsupport::switchEncryptionOn(u"server.crt"_s);
    ui::TargetForm there = form(u"bob"_s);
    there.host = host;
    there.sslMode = mode;
    there.authority = authority;
    test(there);
    if (!title.startsWith(u"Encrypted")) {
        compare(title, sentence);
        return;
    }
    QCOMPARE(m_session->target().state(), TargetState::Ready);
    QCOMPARE(step(u"encryption"_s).title, title);
    QVERIFY(step(u"encryption"_s).message.contains(sentence));
}

/// It is trusted, but its time is over.
void ConnectionTableTest::expiredCertificate()
{
    testsupport::switchEncryptionOn(u"expired-server.crt"_s);
    ui::TargetForm there = form(u"bob"_s);
    there.host = u"localhost"_s;
    there.sslMode = u"verify-full"_s;
    there.authority = tlsFile(u"expired-server.crt"_s);
    test(there);
    compare(u"Certificate not trusted"_s, u"or it has expired"_s);
    testsupport::switchEncryptionOn(u"server.crt"_s);
}

/// With “prefer”, libpq goes on in clear text when it may not trust the certificate, and says nothing about it.
void ConnectionTableTest::clearTextIsNamed()
{
    testsupport::switchEncryptionOn(u"server.crt"_s);
    ui::TargetForm there = form(u"bob"_s);
    there.sslMode = u"prefer"_s;
    there.authority = tlsFile(u"another-authority.crt"_s);
    test(there);
    const ui::StepView encryption = step(u"encryption"_s);
    QVERIFY2(encryption.message.contains(u"not encrypted"_s, Qt::CaseInsensitive) ||
                 encryption.title.startsWith(u"Encrypted"_s),
             qPrintable(encryption.title + encryption.message));
}

void ConnectionTableTest::onlyEncrypted()
{
    testsupport::switchEncryptionOn(u"server.crt"_s);
    test(form(u"sealed"_s));
    compare(u"Only encrypted connections"_s, u"takes only encrypted connections"_s);
    QVERIFY(button(u"Require encryption"_s) != nullptr);
    QTest::mouseClick(button(u"Require encryption"_s), Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(m_session->target().state() == TargetState::Ready, qPrintable(shown()), patience);
    QCOMPARE(step(u"encryption"_s).title, u"Encrypted: TLS 1.3, certificate not checked"_s);
}

/// The server wants our certificate: without one, with a key that others can read, and after that was mended.
void ConnectionTableTest::keyOfAnybody()
{
    testsupport::switchEncryptionOn(u"server.crt"_s);
    ui::TargetForm there = form(u"certified"_s);
    there.sslMode = u"require"_s;
    test(there);
    compare(u"Your own certificate is needed"_s, u"The server wants a valid certificate from this computer"_s);
    const QString key = m_folder.filePath(u"open.key"_s);
    QVERIFY(QFile::copy(tlsFile(u"server.key"_s), key));
    QCOMPARE(chmod(QFile::encodeName(key).constData(), 0644), 0);
    there.certificate = tlsFile(u"server.crt"_s);
    there.key = key;
    test(there);
    compare(u"Others can read the key"_s, u"can be read by other users of this computer"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shown().contains(u"chmod 600 "_s + key), patience);
    QTest::mouseClick(button(u"Take the right away from others"_s), Qt::LeftButton);
    // The key is used now, and the certificate is made out to another user: the next thing that is wrong.
    QTRY_VERIFY_WITH_TIMEOUT(failed().title == u"Your own certificate is needed"_s, patience);
    QTRY_VERIFY2_WITH_TIMEOUT(shown().contains(u"is valid until 2120-01-01."_s), qPrintable(shown()), patience);
    QVERIFY(!QFileInfo(key).permission(QFile::ReadOther));
}

void ConnectionTableTest::administratorMends_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("words");
    QTest::newRow("no right to make a schema") << u"guest"_s << u"cutover"_s << u"Give this user the right"_s;
    QTest::newRow("may not sign in") << u"nologin"_s << u"cutover"_s << u"Let this user sign in"_s;
}

void ConnectionTableTest::administratorMends()
{
    QFETCH(const QString, user);
    QFETCH(const QString, database);
    QFETCH(const QString, words);
    ui::TargetForm there = form(user);
    there.database = database;
    test(there);
    QCOMPARE(m_session->target().state(), TargetState::Failed);
    QAbstractButton *open = button(u"With an administrator's sign-in"_s);
    QVERIFY2(open != nullptr, qPrintable(shown()));
    QTest::mouseClick(open, Qt::LeftButton);
    QTest::keyClicks(field(u"Administrator"_s), m_settings.user);
    QTest::keyClicks(field(u"The administrator's password"_s), m_settings.password.reveal());
    QTest::mouseClick(button(words), Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(m_session->target().state() == TargetState::Ready, qPrintable(shown()), patience);
    QVERIFY(!shown().contains(m_settings.password.reveal()));
}

/// Last, because it is another server then.
void ConnectionTableTest::readOnlyCopy()
{
    Connection connection = administrator();
    run(connection, u"GRANT CREATE ON DATABASE cutover TO reader"_s);
    run(connection, u"CHECKPOINT"_s); // the throw-away server forgets more than another would
    TestServer::instance().startAsStandby();
    test(form(u"reader"_s));
    compare(u"Can only be read"_s, u"This server is a read-only copy of another one."_s);
    TestServer::instance().stopAndStart();
    test(form(u"reader"_s));
    QVERIFY2(m_session->target().state() == TargetState::Ready, qPrintable(shown()));
}

QTEST_MAIN(ConnectionTableTest)
#include "tst_connectiontable.moc"
