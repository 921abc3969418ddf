// SPDX-License-Identifier: MIT
// The program as others call it: usage, what is found, the dry run, profiles. Nothing here may write anything.

#include "support/oldserver.h"
#include "support/program.h"
#include "support/testserver.h"

#include <QJsonArray>
#include <QtTest>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using testsupport::Answer;
using testsupport::Program;

class TestCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void helpAndVersion_data();
    void helpAndVersion();
    void badInput_data();
    void badInput();
    void unreachable_data();
    void unreachable();
    void aMistypedPasswordIsNotRepeated();
    void detectAsJson();
    void detectForPeople();
    void detectNamesRefusals();
    void detectOfNothing();
    void detectKnowsWhatWasNot();
    void planAsJson();
    void planForPeople();
    void planAsSql();
    void planIntoAFile();
    void planNeedsNoServer();
    void profilesListed();
    void doctorSaysReady();
    void doctorSaysWhatIsWrong();
    void serverTooOld();
    void quietSaysOnlyTheVerdict();
    void worksWithoutUtf8Locale();

private:
    QStringList expanded(const QStringList &arguments) const;
    QStringList schemas() const;

    std::unique_ptr<Program> m_program;
    postgres::Settings m_target;
    QString m_install;
};

void TestCli::initTestCase()
{
    m_target = testsupport::TestServer::instance().freshDatabase();
    m_program = std::make_unique<Program>();
    m_program->setVariable(u"CUTOVER_PG_PASSWORD"_s, m_target.password.reveal());
    m_install = m_program->folder() + u"/install"_s;
    testsupport::makeSampleInstall(m_install);
    QFile choices(m_program->folder() + u"/bad.json"_s);
    QVERIFY(choices.open(QIODevice::WriteOnly));
    choices.write("{\"defaults\": {\"orphans\": \"perhaps\"}}");
    QFile empty(m_program->folder() + u"/empty.sqlite3"_s);
    QVERIFY(empty.open(QIODevice::WriteOnly));
    QCOMPARE(mkfifo(QFile::encodeName(m_program->folder() + u"/fifo"_s).constData(), 0600), 0);
}

/// @target: options of the test's server. @source: of the sample install. @folder: the test's folder.
QStringList TestCli::expanded(const QStringList &arguments) const
{
    QStringList result;
    for (QString argument : arguments) {
        if (argument == u"@target")
            result += testsupport::targetOptions(m_target);
        else if (argument == u"@source")
            result += {u"--sqlite-path"_s, m_install};
        else
            result += argument.replace(u"@folder"_s, m_program->folder());
    }
    return result;
}

QStringList TestCli::schemas() const
{
    auto connection = postgres::Connection::open(m_target, u"tests"_s);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().message));
    const auto names = connection->value(
        u"SELECT coalesce(string_agg(nspname, ',' ORDER BY nspname), '') FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema|public$)'"_s);
    return names->split(u',', Qt::SkipEmptyParts);
}

void TestCli::helpAndVersion_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("needle");
    QTest::addRow("help") << QStringList{u"--help"_s} << u"migrate"_s;
    QTest::addRow("version") << QStringList{u"--version"_s} << u"."_s;
    for (const auto *command :
         {"detect", "plan", "migrate", "verify", "rollback", "history", "doctor", "server", "profiles"}) {
        QTest::addRow("help of %s", command) << QStringList{QLatin1String(command), u"--help"_s} << u"--json"_s;
        QTest::addRow("version of %s", command) << QStringList{QLatin1String(command), u"--version"_s} << u"."_s;
    }
}

void TestCli::helpAndVersion()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, needle);
    const Answer answer = m_program->run(arguments);
    QCOMPARE(answer.exit, 0);
    QVERIFY2(answer.out.contains(needle.toUtf8()), answer.all().constData());
    QCOMPARE(answer.err, QByteArray());
}

void TestCli::badInput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("needle"); ///< of the sentence
    const auto row = [](const char *name, const QStringList &arguments, const QString &needle) {
        QTest::addRow("%s", name) << arguments << needle;
    };
    const auto migrate = [&row](const char *name, const QStringList &more, const QString &needle) {
        row(name, QStringList{u"migrate"_s, u"@source"_s, u"@target"_s, u"--yes"_s} + more, needle);
    };
    row("nothing", {}, u"Which command"_s);
    row("unknown command", {u"moove"_s}, u"no command \"moove\""_s);
    row("a later command", {u"export"_s, u"@target"_s, u"--schema"_s, u"x"_s, u"--sqlite-file"_s, u"y"_s},
        u"no command \"export\""_s);
    row("unknown option", {u"detect"_s, u"--fast"_s}, u"--fast"_s);
    row("a later option: export first", {u"rollback"_s, u"@target"_s, u"--run"_s, u"x"_s, u"--export-first"_s, u"d"_s},
        u"--export-first"_s);
    row("one word too many", {u"history"_s, u"please"_s}, u"please"_s);
    row("option without value", {u"detect"_s, u"--progress"_s}, u"--progress"_s);
    row("flag with value", {u"detect"_s, u"--quiet=maybe"_s}, u"--quiet"_s);
    row("option twice", {u"plan"_s, u"@source"_s, u"--pg-port"_s, u"1"_s, u"--pg-port"_s, u"2"_s}, u"--pg-port"_s);
    row("progress", {u"detect"_s, u"--progress"_s, u"loud"_s}, u"loud"_s);
    row("progress empty", {u"detect"_s, u"--progress="_s}, u"--progress"_s);
    row("choices missing", {u"detect"_s, u"--choices"_s, u"@folder/none.json"_s}, u"does not exist"_s);
    row("choices a folder", {u"detect"_s, u"--choices"_s, u"@folder"_s}, u"--choices"_s);
    row("choices a FIFO", {u"detect"_s, u"--choices"_s, u"@folder/fifo"_s}, u"--choices"_s);
    row("choices not JSON", {u"detect"_s, u"--choices"_s, u"@folder/empty.sqlite3"_s}, u"."_s);
    row("choices wrong", {u"detect"_s, u"--choices"_s, u"@folder/bad.json"_s}, u"orphans"_s);

    row("no source", {u"migrate"_s, u"@target"_s, u"--yes"_s}, u"What should be moved"_s);
    row("no target", {u"migrate"_s, u"@source"_s, u"--yes"_s}, u"Which server"_s);
    row("no source to plan", {u"plan"_s}, u"What should be moved"_s);
    row("two kinds of source", {u"plan"_s, u"@source"_s, u"--sqlite-file"_s, u"x"_s}, u"only one of"_s);
    row("path empty", {u"plan"_s, u"--sqlite-path"_s, u""_s}, u"--sqlite-path"_s);
    row("path missing", {u"plan"_s, u"--sqlite-path"_s, u"@folder/none"_s}, u"none"_s);
    row("path a file", {u"plan"_s, u"--sqlite-path"_s, u"@folder/empty.sqlite3"_s}, u"--sqlite-file"_s);
    row("file missing", {u"plan"_s, u"--sqlite-file"_s, u"@folder/none.db"_s}, u"none.db"_s);
    row("file a folder", {u"plan"_s, u"--sqlite-file"_s, u"@folder"_s}, u"--sqlite-path"_s);
    row("file empty", {u"migrate"_s, u"--sqlite-file"_s, u"@folder/empty.sqlite3"_s, u"@target"_s, u"--yes"_s},
        u"empty"_s);
    row("file a FIFO", {u"migrate"_s, u"--sqlite-file"_s, u"@folder/fifo"_s, u"@target"_s, u"--yes"_s}, u"fifo"_s);
    row("source missing", {u"plan"_s, u"--source"_s, u"@folder/none"_s}, u"none"_s);
    row("creator name for several", {u"plan"_s, u"@source"_s, u"--creator-name"_s, u"x"_s}, u"."_s);
    row("creator name empty", {u"plan"_s, u"@source"_s, u"--creator-name="_s}, u"--creator-name"_s);
    row("schema for several", {u"plan"_s, u"@source"_s, u"--pg-schema"_s, u"x"_s}, u"."_s);
    row("schema of the system's", {u"plan"_s, u"@source"_s, u"--pg-schema"_s, u"pg_mine"_s}, u"pg_mine"_s);
    row("schema of our own", {u"plan"_s, u"@source"_s, u"--pg-schema"_s, u"cutover"_s}, u"cutover"_s);
    row("schema too long", {u"plan"_s, u"@source"_s, u"--pg-schema"_s, QString(64, u'x')}, u"63"_s);
    row("profile", {u"plan"_s, u"@source"_s, u"--profile"_s, u"excel"_s}, u"excel"_s);
    row("profile empty", {u"plan"_s, u"@source"_s, u"--profile="_s}, u"--profile"_s);
    row("separate metadata", {u"plan"_s, u"@source"_s, u"--separate-metadata"_s, u"maybe"_s}, u"maybe"_s);

    migrate("port a word", {u"--pg-port=many"_s}, u"--pg-port"_s);
    for (const auto *port : {"0", "65536", "-1", "5432x", "5432,"}) {
        const QString option = u"--pg-port="_s + QLatin1String(port);
        row(qPrintable(u"port "_s + QLatin1String(port)), {u"doctor"_s, option}, u"1 to 65535"_s);
    }
    row("sslmode", {u"doctor"_s, u"--pg-sslmode"_s, u"on"_s}, u"verify-full"_s);
    row("sslcert", {u"doctor"_s, u"--pg-host"_s, u"x"_s, u"--pg-sslcert"_s, u"@folder/none.crt"_s}, u"none.crt"_s);
    row("sslkey", {u"doctor"_s, u"--pg-host"_s, u"x"_s, u"--pg-sslkey"_s, u"@folder/none.key"_s}, u"none.key"_s);
    row("sslrootcert", {u"doctor"_s, u"--pg-host"_s, u"x"_s, u"--pg-sslrootcert"_s, u"@folder"_s},
        u"--pg-sslrootcert"_s);
    row("url", {u"doctor"_s, u"--pg-url"_s, u"mysql://root@localhost/x"_s}, u"."_s);
    row("url empty", {u"doctor"_s, u"--pg-url"_s, u""_s}, u"--pg-url"_s);
    row("url and service", {u"doctor"_s, u"--pg-url"_s, u"postgresql://localhost/x"_s, u"--pg-service"_s, u"x"_s},
        u"only one"_s);
    row("local and host", {u"doctor"_s, u"--local"_s, u"--pg-host"_s, u"localhost"_s}, u"--local"_s);
    for (const auto *option :
         {"--pg-host", "--pg-database", "--pg-user", "--pg-password", "--pg-sslmode", "--pg-service"})
        row(qPrintable(QLatin1String(option) + u" empty"_s), {u"doctor"_s, QLatin1String(option), u""_s},
            QLatin1String(option));

    for (const auto *jobs : {"0", "-3", "65", "two", "1.5", "99999999999999999999"})
        migrate(qPrintable(u"jobs "_s + QLatin1String(jobs)), {u"--jobs="_s + QLatin1String(jobs)}, u"--jobs"_s);
    migrate("owner forgotten", {u"--owner"_s, u"--no-cutover"_s}, u"--owner"_s);
    migrate("owner empty", {u"--owner="_s}, u"--owner"_s);
    migrate("owner unknown", {u"--owner"_s, u"nobody-has-this-name"_s}, u"nobody-has-this-name"_s);
    migrate("plan file missing", {u"--plan"_s, u"@folder/none.json"_s}, u"none.json"_s);
    migrate("plan file not JSON", {u"--plan"_s, u"@folder/empty.sqlite3"_s}, u"plan"_s);
    migrate("plan file of another kind", {u"--plan"_s, u"@folder/bad.json"_s}, u"plan"_s);
    row("no yes, no terminal", {u"migrate"_s, u"@source"_s, u"@target"_s}, u"--yes"_s);

    row("verify nothing", {u"verify"_s, u"@target"_s}, u"--run"_s);
    row("verify both", {u"verify"_s, u"@target"_s, u"--run"_s, u"x"_s, u"--schema"_s, u"y"_s}, u"--run"_s);
    row("verify an unknown run", {u"verify"_s, u"@target"_s, u"--run"_s, u"x"_s}, u"."_s);
    row("verify an unknown schema", {u"verify"_s, u"@target"_s, u"--schema"_s, u"x"_s}, u"."_s);
    row("verify nowhere", {u"verify"_s, u"--run"_s, u"x"_s}, u"Which server"_s);
    row("verify at a server that is not there yet", {u"verify"_s, u"--local"_s, u"--run"_s, u"x"_s},
        u"private server"_s);
    row("rollback nothing", {u"rollback"_s, u"@target"_s, u"--yes"_s}, u"--run"_s);
    row("rollback an unknown run", {u"rollback"_s, u"@target"_s, u"--yes"_s, u"--run"_s, u"x"_s}, u"."_s);
    row("rollback without yes", {u"rollback"_s, u"@target"_s, u"--run"_s, u"x"_s}, u"--yes"_s);
    row("forget an unknown run", {u"history"_s, u"--forget"_s, u"../.."_s, u"--yes"_s}, u"../.."_s);
    row("forget without yes", {u"history"_s, u"--forget"_s, u"x"_s}, u"--yes"_s);
    row("server nothing", {u"server"_s}, u"start, stop"_s);
    row("server unknown", {u"server"_s, u"restart"_s}, u"start, stop"_s);
    row("server url while there is none", {u"server"_s, u"url"_s}, u"not running"_s);
    row("server remove without yes", {u"server"_s, u"remove"_s}, u"--yes"_s);
    row("profile unknown", {u"profiles"_s, u"excel"_s}, u"excel"_s);
}

void TestCli::badInput()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, needle);
    const Answer answer = m_program->run(expanded(arguments));
    QVERIFY2(answer.exit == 2 || answer.exit == 1, answer.all().constData());
    const QByteArray said = answer.err + answer.out;
    QVERIFY2(said.contains(needle.toUtf8()), answer.all().constData());
    QVERIFY2(!answer.err.trimmed().isEmpty() || answer.exit == 1, answer.all().constData());
    QVERIFY2(!QFileInfo::exists(m_program->dataFolder()), "something was written into the data folder");
    QCOMPARE(schemas(), QStringList());

    const Answer again = m_program->run(expanded(arguments) + QStringList{u"--json"_s});
    QCOMPARE(again.exit, answer.exit);
    if (!again.out.isEmpty())
        QVERIFY2(!again.json().isEmpty(), again.all().constData());
}

void TestCli::unreachable_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const auto *command : {"migrate", "verify", "rollback", "doctor"}) {
        QStringList arguments{QLatin1String(command), u"--pg-host"_s, u"127.0.0.1"_s,
                              u"--pg-port"_s,         u"1"_s,         u"--json"_s};
        if (arguments[0] == u"migrate")
            arguments += {u"@source"_s, u"--yes"_s};
        if (arguments[0] == u"verify" || arguments[0] == u"rollback")
            arguments += {u"--run"_s, u"x"_s};
        if (arguments[0] == u"rollback")
            arguments += u"--yes"_s;
        QTest::addRow("%s", command) << arguments;
    }
}

void TestCli::unreachable()
{
    QFETCH(const QStringList, arguments);
    const Answer answer = m_program->run(expanded(arguments));
    QCOMPARE(answer.exit, 1);
    const QJsonObject json = answer.json();
    if (arguments[0] == u"doctor") {
        QCOMPARE(json[u"ok"].toBool(true), false);
    } else {
        QCOMPARE(json[u"verdict"].toString(), u"failed"_s);
        QCOMPARE(json[u"error"][u"code"].toString(), u"connection-refused"_s);
        QVERIFY2(!answer.err.isEmpty(), answer.all().constData());
    }
    QVERIFY(!QFileInfo::exists(m_program->dataFolder()));
}

void TestCli::aMistypedPasswordIsNotRepeated()
{
    const QString secret = u"sesame-4711"_s;
    for (const QStringList &arguments :
         {QStringList{u"doctor"_s, u"--pg-pasword="_s + secret},
          QStringList{u"doctor"_s, u"--pg-url"_s, u"mysql://u:"_s + secret + u"@h/d"_s},
          QStringList{u"doctor"_s, u"--pg-url"_s, u"host=x password="_s + secret + u" bad"_s},
          QStringList{u"doctor"_s, u"--pg-password"_s, u"open"_s, secret}}) {
        const Answer answer = m_program->run(arguments);
        QVERIFY2(answer.exit == 2 || answer.exit == 1, answer.all().constData());
        QVERIFY2(!answer.all().contains(secret.toUtf8()), answer.all().constData());
    }
}

void TestCli::detectAsJson()
{
    const Answer answer = m_program->run({u"detect"_s, m_install, u"--json"_s});
    QCOMPARE(answer.exit, 0);
    QCOMPARE(answer.err, QByteArray());
    const QJsonObject json = answer.json();
    const QJsonArray sources = json[u"sources"].toArray();
    QCOMPARE(sources.size(), 3);
    QStringList creators;
    for (const auto &source : sources) {
        creators += source[u"creator"].toString();
        QCOMPARE(source[u"kind"].toString(), u"sqlite"_s);
        QCOMPARE(source[u"state"].toString(), u"new"_s);
        QCOMPARE(source[u"tables"].toInt(), 24);
        QVERIFY(source[u"rows"].toInt() > 500);
        QVERIFY(source[u"bytes"].toInt() > 100000);
        QVERIFY(source[u"path"].toString().startsWith(m_install));
        QVERIFY(source[u"error"].isNull());
    }
    creators.sort();
    QCOMPARE(creators, (QStringList{u"Zoë"_s, u"lena"_s, u"marco"_s}));
    const QJsonArray installs = json[u"installs"].toArray();
    QCOMPARE(installs.size(), 1);
    QCOMPARE(installs[0][u"profile"].toString(), u"fansly"_s);
    QCOMPARE(installs[0][u"path"].toString(), m_install);
    QVERIFY(installs[0].toObject().contains(u"config"_s));
    QCOMPARE(installs[0][u"sources"].toArray().size(), 3);
}

void TestCli::detectForPeople()
{
    const Answer answer = m_program->run({u"detect"_s, m_install});
    QCOMPARE(answer.exit, 0);
    QCOMPARE(answer.err, QByteArray());
    QVERIFY2(answer.out.contains("creator_lena"), answer.all().constData());
    QVERIFY2(answer.out.contains("creator_zoë"), answer.all().constData());
    QVERIFY2(!answer.out.contains('\x1b'), "colours without a terminal");
}

void TestCli::detectNamesRefusals()
{
    const Answer answer = m_program->run({u"detect"_s, m_program->folder() + u"/empty.sqlite3"_s, u"--json"_s});
    QCOMPARE(answer.exit, 1);
    const QJsonValue source = answer.json()[u"sources"].toArray().at(0);
    QCOMPARE(source[u"state"].toString(), u"refused"_s);
    QCOMPARE(source[u"error"][u"code"].toString(), u"empty"_s);
    QVERIFY(source[u"error"][u"message"].toString().size() > 20);
}

void TestCli::detectOfNothing()
{
    const QString folder = m_program->folder() + u"/bare"_s;
    QVERIFY(QDir().mkpath(folder));
    const Answer answer = m_program->run({u"detect"_s, folder, u"--json"_s});
    QCOMPARE(answer.exit, 1);
    QVERIFY(answer.json().contains(u"installs"_s));
    QCOMPARE(answer.json()[u"sources"].toArray().size(), 0);
}

/// Without a PATH it looks where it is.
void TestCli::detectKnowsWhatWasNot()
{
    const Answer answer = m_program->run({u"detect"_s, u"--json"_s});
    QCOMPARE(answer.exit, 0);
    QCOMPARE(answer.json()[u"installs"].toArray().size(), 1);
}

void TestCli::planAsJson()
{
    const Answer answer = m_program->run({u"plan"_s, u"--sqlite-path"_s, m_install, u"--json"_s});
    QCOMPARE(answer.exit, 3);
    QCOMPARE(answer.err, QByteArray());
    const QJsonArray creators = answer.json()[u"creators"].toArray();
    QCOMPARE(creators.size(), 3);
    QStringList codes;
    for (const auto &creator : creators) {
        const QJsonArray ddl = creator[u"ddl"].toArray();
        QVERIFY(ddl.size() >= 24);
        for (const auto &note : creator[u"notes"].toArray()) {
            codes += note[u"code"].toString();
            QVERIFY(!note[u"message"].toString().isEmpty());
            QVERIFY(note.toObject().contains(u"severity"_s));
        }
    }
    QVERIFY2(codes.contains(u"orphan-rows"_s), qPrintable(codes.join(u' ')));
    QVERIFY2(codes.contains(u"nul-in-text"_s), qPrintable(codes.join(u' ')));
    QVERIFY(answer.json()[u"run"].isNull());
    QVERIFY(!QFileInfo::exists(m_program->dataFolder()));
}

void TestCli::planForPeople()
{
    const Answer answer = m_program->run({u"migrate"_s, u"--dry-run"_s, u"--sqlite-path"_s, m_install});
    QCOMPARE(answer.exit, 3);
    QVERIFY2(answer.out.contains("Nothing was written"), answer.all().constData());
    QVERIFY2(answer.out.contains("! posts.accountId: "), answer.all().constData());
}

void TestCli::planAsSql()
{
    const Answer answer = m_program->run({u"plan"_s, u"--ddl"_s, u"--sqlite-path"_s, m_install});
    QCOMPARE(answer.exit, 3);
    QVERIFY2(answer.out.contains("CREATE TABLE \"creator_lena\".\"media\""), answer.all().constData());
    auto connection = postgres::Connection::open(testsupport::TestServer::instance().freshDatabase(), u"tests"_s);
    QVERIFY(connection.has_value());
    const auto done = connection->execute(QString::fromUtf8(answer.out));
    QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().detail));
    QCOMPARE(*connection->value(u"SELECT count(*)::text FROM pg_tables WHERE schemaname ~ '^creator_'"_s), u"72"_s);
}

void TestCli::planIntoAFile()
{
    const QString file = m_program->folder() + u"/plan.json"_s;
    const Answer answer = m_program->run({u"plan"_s, u"--sqlite-path"_s, m_install, u"--out"_s, file});
    QCOMPARE(answer.exit, 3);
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QJsonObject json = QJsonDocument::fromJson(written.readAll()).object();
    QCOMPARE(json[u"plans"].toArray().size(), 3);

    const Answer nowhere = m_program->run(
        {u"plan"_s, u"--sqlite-path"_s, m_install, u"--out"_s, m_program->folder() + u"/none/plan.json"_s});
    QCOMPARE(nowhere.exit, 1);
    QVERIFY2(nowhere.err.contains("could not be written"), nowhere.all().constData());
}

void TestCli::planNeedsNoServer()
{
    const Answer answer = m_program->run(
        {u"plan"_s, u"--sqlite-path"_s, m_install, u"--local"_s, u"--progress"_s, u"json"_s, u"--json"_s});
    QCOMPARE(answer.exit, 3);
    QVERIFY(!QFileInfo::exists(m_program->dataFolder()));
    const QList<QByteArray> lines = answer.err.trimmed().split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject progress = QJsonDocument::fromJson(line).object();
        for (const auto *key : {"phase", "creator", "table", "done", "of", "bytes", "fraction", "remaining"})
            QVERIFY2(progress.contains(QLatin1String(key)), line.constData());
    }
}

void TestCli::profilesListed()
{
    const Answer all = m_program->run({u"profiles"_s, u"--json"_s});
    QCOMPARE(all.exit, 0);
    QStringList names;
    for (const auto &profile : all.json()[u"profiles"].toArray()) {
        names += profile[u"name"].toString();
        QVERIFY(!profile[u"title"].toString().isEmpty());
    }
    QVERIFY(names.contains(u"fansly"_s));
    const Answer one = m_program->run({u"profiles"_s, u"fansly"_s});
    QCOMPARE(one.exit, 0);
    QVERIFY2(one.out.startsWith("fansly"), one.all().constData());
}

void TestCli::doctorSaysReady()
{
    const Answer answer = m_program->run(QStringList{u"doctor"_s, u"--json"_s} + testsupport::targetOptions(m_target));
    QCOMPARE(answer.exit, 0);
    QVERIFY(answer.json()[u"ok"].toBool());
    const QJsonArray steps = answer.json()[u"steps"].toArray();
    QVERIFY(!steps.isEmpty());
    for (const auto &step : steps) {
        for (const auto *key : {"id", "state", "message", "fix", "sqlstate"})
            QVERIFY(step.toObject().contains(QLatin1String(key)));
    }
    QCOMPARE(schemas(), QStringList());
}

void TestCli::doctorSaysWhatIsWrong()
{
    Program stranger;
    stranger.setVariable(u"FANSLY_PG_PASSWORD"_s, u"not-the-password"_s);
    const Answer answer = stranger.run(QStringList{u"doctor"_s, u"--json"_s} + testsupport::targetOptions(m_target));
    QCOMPARE(answer.exit, 1);
    QVERIFY(!answer.json()[u"ok"].toBool(true));
    QVERIFY2(answer.out.contains("28P01"), answer.all().constData());
    QVERIFY(!answer.all().contains("not-the-password"));
}

void TestCli::serverTooOld()
{
    const testsupport::OldServer old;
    const QStringList there = testsupport::targetOptions(old.through(m_target));
    const Answer test = m_program->run(QStringList{u"doctor"_s} + there);
    QCOMPARE(test.exit, 1);
    QVERIFY2(test.out.contains("Version 12 or later is needed"), test.all().constData());
    const Answer move = m_program->run(QStringList{u"migrate"_s, u"--sqlite-path"_s, m_install, u"--yes"_s} + there);
    QCOMPARE(move.exit, 1);
    QVERIFY2(move.all().contains("12 or newer"), move.all().constData());
    QCOMPARE(schemas(), QStringList());
}

void TestCli::quietSaysOnlyTheVerdict()
{
    const Answer answer = m_program->run({u"detect"_s, m_install, u"--quiet"_s});
    QCOMPARE(answer.exit, 0);
    QCOMPARE(answer.out.count('\n'), 1);
    QCOMPARE(answer.err, QByteArray());
}

void TestCli::worksWithoutUtf8Locale()
{
    Program plain;
    plain.setVariable(u"LC_ALL"_s, u"C"_s);
    const Answer answer = plain.run({u"detect"_s, m_install, u"--json"_s});
    QCOMPARE(answer.exit, 0);
    QCOMPARE(answer.err, QByteArray());
    QVERIFY(answer.out.contains("Zoë"));
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
