// SPDX-License-Identifier: MIT
// The program at a terminal: questions, a password without echo, the bar, Ctrl-C as the terminal sends it.

#include "support/program.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QtTest>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using testsupport::Program;

namespace {

constexpr int patienceMs = 120'000;

/// The program with a terminal for all three streams; what it writes is read together.
class Session
{
public:
    Session(const Program &program, const QStringList &arguments)
    {
        QList<QByteArray> words{CUTOVER_CLI};
        for (const QString &argument : arguments)
            words += argument.toUtf8();
        QList<QByteArray> variables{"TERM=xterm"};
        for (const QString &entry : program.environment().toStringList())
            variables += entry.toUtf8();
        std::vector<char *> argv = pointers(words);
        std::vector<char *> environment = pointers(variables);
        winsize size = {24, 100, 0, 0};
        m_process = forkpty(&m_terminal, nullptr, nullptr, &size);
        if (m_process == 0) {
            execve(CUTOVER_CLI, argv.data(), environment.data());
            _exit(127);
        }
    }
    Q_DISABLE_COPY_MOVE(Session)
    ~Session()
    {
        if (m_process > 0) {
            kill(m_process, SIGKILL);
            waitpid(m_process, nullptr, 0);
        }
        close(m_terminal);
    }

    /// Reads until the text has come; false if it never does.
    bool waitFor(const QByteArray &text)
    {
        const qsizetype from = m_seen;
        QElapsedTimer waited;
        waited.start();
        while (waited.elapsed() < patienceMs) {
            if (const qsizetype at = m_output.indexOf(text, from); at >= 0) {
                m_seen = at + text.size();
                return true;
            }
            if (!readSome())
                return m_output.indexOf(text, from) >= 0;
        }
        return false;
    }

    void type(const QByteArray &keys) const
    {
        [[maybe_unused]] const auto n = write(m_terminal, keys.constData(), static_cast<size_t>(keys.size()));
    }

    [[nodiscard]] bool echoes() const
    {
        termios settings = {};
        return tcgetattr(m_terminal, &settings) == 0 && (settings.c_lflag & ECHO) != 0;
    }

    /// The exit status once it has ended.
    int end()
    {
        while (readSome()) {
        }
        int status = 0;
        waitpid(std::exchange(m_process, -1), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    [[nodiscard]] const QByteArray &output() const { return m_output; }

private:
    static std::vector<char *> pointers(QList<QByteArray> &texts)
    {
        std::vector<char *> result;
        for (QByteArray &text : texts)
            result.push_back(text.data());
        result.push_back(nullptr);
        return result;
    }

    bool readSome()
    {
        pollfd waiting = {m_terminal, POLLIN, 0};
        if (poll(&waiting, 1, patienceMs) <= 0)
            return false;
        char buffer[4096];
        const auto got = read(m_terminal, buffer, sizeof buffer);
        if (got <= 0)
            return false;
        m_output.append(buffer, got);
        return true;
    }

    int m_terminal = -1;
    pid_t m_process = -1;
    QByteArray m_output;
    qsizetype m_seen = 0;
};

} // namespace

class TestCliTerminal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void answeredNo_data();
    void answeredNo();
    void answeredYes();
    void barIsDrawnAndGone();
    void quietDrawsNothing();
    void passwordIsAskedWithoutEcho();
    void passwordRefusedThreeTimes();
    void yesAsksNoPassword();
    void interruptAtTheQuestion();
    void interruptAtThePassword();
    void removingTheServerAsksTwice();

private:
    QStringList migrate() const;
    QString schemas() const;

    std::unique_ptr<Program> m_program;
    postgres::Settings m_target;
};

void TestCliTerminal::init()
{
    m_target = testsupport::TestServer::instance().freshDatabase();
    m_program = std::make_unique<Program>();
    m_program->setVariable(u"CUTOVER_PG_PASSWORD"_s, m_target.password.reveal());
    testsupport::makeSampleInstall(m_program->folder() + u"/install"_s);
}

QStringList TestCliTerminal::migrate() const
{
    return QStringList{u"migrate"_s, u"--sqlite-path"_s, m_program->folder() + u"/install"_s} +
           testsupport::targetOptions(m_target);
}

QString TestCliTerminal::schemas() const
{
    auto connection = postgres::Connection::open(m_target, u"tests"_s);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().message));
    return *connection->value(
        u"SELECT coalesce(string_agg(nspname, ' '), '') FROM pg_namespace WHERE nspname ~ '^(creator_|cutover)'"_s);
}

void TestCliTerminal::answeredNo_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addRow("n") << QByteArray("n\n");
    QTest::addRow("enter") << QByteArray("\n");
    QTest::addRow("something else") << QByteArray("maybe\n");
    QTest::addRow("end of input") << QByteArray("\x04");
}

void TestCliTerminal::answeredNo()
{
    QFETCH(const QByteArray, keys);
    Session session(*m_program, migrate());
    QVERIFY2(session.waitFor("[y/N]"), session.output().constData());
    session.type(keys);
    QCOMPARE(session.end(), 4);
    QCOMPARE(schemas(), QString());
    QCOMPARE(m_program->runFolders(), QStringList());
}

void TestCliTerminal::answeredYes()
{
    Session session(*m_program, migrate());
    QVERIFY2(session.waitFor("Creators: 3"), session.output().constData());
    QVERIFY2(session.waitFor("[y/N]"), session.output().constData());
    session.type("y\n");
    QCOMPARE(session.end(), 3);
    QVERIFY2(session.output().contains("Everything arrived"), session.output().constData());
}

void TestCliTerminal::barIsDrawnAndGone()
{
    Session session(*m_program, migrate() + QStringList{u"--yes"_s});
    QCOMPARE(session.end(), 3);
    const QByteArray &output = session.output();
    QVERIFY2(output.contains("█") || output.contains("░"), output.constData());
    const qsizetype lastBar = output.lastIndexOf("░");
    QVERIFY2(output.indexOf("\r\x1b[K", lastBar) > 0, output.constData());
    QVERIFY2(output.indexOf("Everything arrived", lastBar) > 0, output.constData());
}

void TestCliTerminal::quietDrawsNothing()
{
    Session session(*m_program, migrate() + QStringList{u"--yes"_s, u"--quiet"_s});
    QCOMPARE(session.end(), 3);
    QVERIFY2(!session.output().contains("░"), session.output().constData());
    QCOMPARE(session.output().count('\n'), 1);
}

void TestCliTerminal::passwordIsAskedWithoutEcho()
{
    m_program->removeVariable(u"CUTOVER_PG_PASSWORD"_s);
    Session session(*m_program, QStringList{u"doctor"_s} + testsupport::targetOptions(m_target));
    QVERIFY2(session.waitFor("Password for "), session.output().constData());
    QTRY_VERIFY(!session.echoes());
    session.type("wrong-one\n");
    QVERIFY2(session.waitFor("not accepted"), session.output().constData());
    QVERIFY2(session.waitFor("Password for "), session.output().constData());
    QTRY_VERIFY(!session.echoes());
    session.type(m_target.password.reveal().toUtf8() + '\n');
    QVERIFY2(session.waitFor("ready"), session.output().constData());
    QCOMPARE(session.end(), 0);
    QVERIFY(!session.output().contains("wrong-one"));
    QVERIFY(!session.output().contains(m_target.password.reveal().toUtf8()));
}

void TestCliTerminal::passwordRefusedThreeTimes()
{
    m_program->removeVariable(u"CUTOVER_PG_PASSWORD"_s);
    Session session(*m_program, migrate());
    QVERIFY(session.waitFor("[y/N]"));
    session.type("y\n");
    for (int i = 0; i < 3; ++i) {
        QVERIFY2(session.waitFor("Password for "), session.output().constData());
        QTRY_VERIFY(!session.echoes());
        session.type("wrong-one\n");
    }
    QCOMPARE(session.end(), 1);
    QCOMPARE(m_program->runFolders(), QStringList());
}

void TestCliTerminal::yesAsksNoPassword()
{
    m_program->removeVariable(u"CUTOVER_PG_PASSWORD"_s);
    Session session(*m_program, migrate() + QStringList{u"--yes"_s});
    QCOMPARE(session.end(), 1);
    QVERIFY2(!session.output().contains("Password for "), session.output().constData());
}

void TestCliTerminal::interruptAtTheQuestion()
{
    Session session(*m_program, migrate());
    QVERIFY(session.waitFor("[y/N]"));
    session.type("\x03");
    QCOMPARE(session.end(), 4);
    QCOMPARE(schemas(), QString());
}

/// The terminal must not stay silent.
void TestCliTerminal::interruptAtThePassword()
{
    m_program->removeVariable(u"CUTOVER_PG_PASSWORD"_s);
    Session session(*m_program, QStringList{u"doctor"_s} + testsupport::targetOptions(m_target));
    QVERIFY(session.waitFor("Password for "));
    QTRY_VERIFY(!session.echoes());
    session.type("\x03");
    QTRY_VERIFY(session.echoes());
    QCOMPARE(session.end(), 4);
}

void TestCliTerminal::removingTheServerAsksTwice()
{
    QCOMPARE(m_program->run({u"server"_s, u"start"_s}).exit, 0);
    const auto removed = qScopeGuard([this] { m_program->run({u"server"_s, u"remove"_s, u"--yes"_s}); });
    {
        Session session(*m_program, {u"server"_s, u"remove"_s});
        QVERIFY(session.waitFor("[y/N]"));
        session.type("y\n");
        QVERIFY(session.waitFor("[y/N]"));
        session.type("n\n");
        QCOMPARE(session.end(), 4);
    }
    QVERIFY(m_program->run({u"server"_s, u"status"_s}).out.contains("runs on this computer"));
    Session session(*m_program, {u"server"_s, u"remove"_s});
    for (int i = 0; i < 2; ++i) {
        QVERIFY(session.waitFor("[y/N]"));
        session.type("y\n");
    }
    QCOMPARE(session.end(), 0);
    QVERIFY(!QFileInfo::exists(m_program->dataFolder() + u"/server/data"_s));
}

QTEST_GUILESS_MAIN(TestCliTerminal)
#include "tst_cliterminal.moc"
