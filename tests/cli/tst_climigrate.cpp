// SPDX-License-Identifier: MIT
// The main job through the program: migrate, verify, history, rollback, the private server; what reaches standard
// output, what does not, and that no password is left anywhere.

#include "postgres/localserver.h"
#include "support/program.h"
#include "support/testserver.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QtTest>
#include <csignal>

using namespace Qt::StringLiterals;
using testsupport::Answer;
using testsupport::Program;

class TestCliMigrate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void answerAsJson();
    void answerForPeople();
    void aCleanCreatorIsDone();
    void progressAsJson();
    void nothingToDoTheSecondTime();
    void aRefusedSourceIsNamed();
    void onlyRefusedSources();
    void aPlanFromAFile();
    void aPlanForOtherCreators();
    void verifySeesAChange();
    void rollbackRefusesChangedData();
    void rollbackOfOneCreator();
    void historyAndForget();
    void oneSchemaForAll_data();
    void oneSchemaForAll();
    void stoppedBySignal_data();
    void stoppedBySignal();
    void noPasswordAnywhere_data();
    void noPasswordAnywhere();
    void passwordSources_data();
    void passwordSources();
    void privateServer();

private:
    QStringList target() const { return testsupport::targetOptions(m_target); }
    Answer migrate(const QStringList &more = {}) const;
    QString migratedRun() const;
    QString query(const QString &sql) const;
    QString schemas() const;

    std::unique_ptr<Program> m_program;
    postgres::Settings m_target;
    QString m_install;
};

void TestCliMigrate::init()
{
    m_target = testsupport::TestServer::instance().freshDatabase();
    m_program = std::make_unique<Program>();
    m_program->setVariable(u"CUTOVER_PG_PASSWORD"_s, m_target.password.reveal());
    m_install = m_program->folder() + u"/install"_s;
    testsupport::makeSampleInstall(m_install);
}

Answer TestCliMigrate::migrate(const QStringList &more) const
{
    return m_program->run(QStringList{u"migrate"_s, u"--sqlite-path"_s, m_install, u"--yes"_s} + target() + more);
}

QString TestCliMigrate::migratedRun() const
{
    const Answer answer = migrate({u"--json"_s});
    if (answer.exit != 3)
        qFatal("%s", answer.all().constData());
    return answer.json()[u"run"].toString();
}

QString TestCliMigrate::query(const QString &sql) const
{
    auto connection = postgres::Connection::open(m_target, u"tests"_s);
    if (!connection)
        qFatal("%s", qPrintable(connection.error().message));
    const auto value = connection->value(sql);
    if (!value)
        qFatal("%s", qPrintable(value.error().detail));
    return *value;
}

QString TestCliMigrate::schemas() const
{
    return query(u"SELECT coalesce(string_agg(nspname, ' ' ORDER BY nspname COLLATE \"C\"), '') FROM pg_namespace "
                 "WHERE nspname !~ '^(pg_|information_schema$|public$)'"_s);
}

void TestCliMigrate::answerAsJson()
{
    const Answer answer = migrate({u"--json"_s});
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QCOMPARE(answer.err, QByteArray());
    const QJsonObject json = answer.json();
    QCOMPARE(json[u"verdict"].toString(), u"verified-with-notes"_s);
    QCOMPARE(m_program->runFolders(), QStringList{json[u"run"].toString()});
    QVERIFY(json[u"error"].isNull());
    QCOMPARE(json[u"attic"].toInt(), 1);
    for (const auto *phase : {"snapshot", "census", "load", "constraints", "verify", "commit", "total"})
        QVERIFY2(json[u"seconds"].toObject().contains(QLatin1String(phase)), phase);
    QVERIFY(json[u"bytes"][u"source"].toInt() > 500000);
    QVERIFY(json[u"bytes"][u"target"].toInt() > 500000);
    const QJsonArray creators = json[u"creators"].toArray();
    QCOMPARE(creators.size(), 3);
    for (const auto &creator : creators) {
        QCOMPARE(creator[u"source"].toString(), QString(creator[u"creator"].toString() + u"_metadata.sqlite3"));
        QCOMPARE(creator[u"kind"].toString(), u"sqlite"_s);
        QVERIFY(creator[u"verdict"].toString().startsWith(u"verified"));
        QVERIFY(creator[u"error"].isNull());
        QCOMPARE(creator[u"tables"].toArray().size(), 24);
        for (const auto &table : creator[u"tables"].toArray()) {
            QVERIFY(table[u"verified"].toBool());
            QCOMPARE(table[u"rows"].toInt(), query(u"SELECT count(*)::text FROM \"%1\".\"%2\""_s.arg(
                                                       creator[u"schema"].toString(), table[u"target"].toString()))
                                                 .toInt());
        }
    }
    QCOMPARE(schemas(), u"creator_lena creator_marco creator_zoë cutover"_s);
}

void TestCliMigrate::answerForPeople()
{
    const Answer answer = migrate();
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QCOMPARE(answer.err, QByteArray());
    for (const auto *needle : {"creator_marco", "Everything arrived, and we checked: ", " 0 differences",
                               "cutover-cli rollback --run ", "! posts.accountId: ", "verified (notes: "})
        QVERIFY2(answer.out.contains(needle), answer.all().constData());
    QVERIFY(!answer.out.contains('\x1b'));
}

void TestCliMigrate::aCleanCreatorIsDone()
{
    const QString file = m_program->folder() + u"/plain_metadata.sqlite3"_s;
    testsupport::makeSqlite(
        file, u"CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT); INSERT INTO t VALUES (1, 'a'), (2, NULL);"_s);
    const Answer answer = m_program->run(QStringList{u"migrate"_s, u"--sqlite-file"_s, file, u"--creator-name"_s,
                                                     u"Somebody Else"_s, u"--pg-schema"_s, u"My Schema"_s, u"--jobs"_s,
                                                     u"1"_s, u"--no-cutover"_s, u"--yes"_s} +
                                         target());
    QVERIFY2(answer.exit == 0, answer.all().constData());
    QCOMPARE(query(u"SELECT count(*)::text FROM \"My Schema\".t"_s), u"2"_s);
    QVERIFY2(answer.out.contains("2 rows, 4 values compared, 0 differences"), answer.all().constData());
}

void TestCliMigrate::progressAsJson()
{
    const Answer answer = migrate({u"--progress"_s, u"json"_s, u"--json"_s});
    QCOMPARE(answer.exit, 3);
    QVERIFY(!answer.json().isEmpty());
    QSet<QString> phases;
    double fraction = 0;
    for (const QByteArray &line : answer.err.trimmed().split('\n')) {
        const QJsonObject progress = QJsonDocument::fromJson(line).object();
        for (const auto *key : {"phase", "creator", "table", "done", "of", "bytes", "fraction", "remaining"})
            QVERIFY2(progress.contains(QLatin1String(key)), line.constData());
        phases += progress[u"phase"].toString();
        QVERIFY2(progress[u"fraction"].toDouble() <= 1, line.constData());
        QVERIFY2(progress[u"fraction"].toDouble() >= fraction, "it went back");
        fraction = std::max(fraction, progress[u"fraction"].toDouble());
    }
    for (const auto *phase : {"snapshot", "census", "load", "constraints"})
        QVERIFY2(phases.contains(QLatin1String(phase)), phase);
    QVERIFY2(fraction > 0.5, qPrintable(QString::number(fraction)));
}

void TestCliMigrate::nothingToDoTheSecondTime()
{
    const QString run = migratedRun();
    const Answer again = migrate({u"--json"_s});
    QCOMPARE(again.exit, 0);
    QCOMPARE(again.json()[u"verdict"].toString(), u"unchanged"_s);
    QCOMPARE(m_program->runFolders(), QStringList{run});
    QVERIFY2(migrate().out.contains("nothing to do"), "the sentence");

    const Answer detected = m_program->run({u"detect"_s, m_install, u"--json"_s});
    QCOMPARE(detected.json()[u"sources"].toArray().at(0)[u"state"].toString(), u"unchanged"_s);

    const Answer replaced = migrate({u"--json"_s, u"--replace"_s});
    QVERIFY2(replaced.exit == 3, replaced.all().constData());
    QCOMPARE(m_program->runFolders().size(), 2);
}

void TestCliMigrate::aRefusedSourceIsNamed()
{
    QFile broken(m_install + u"/broken_metadata.sqlite3"_s);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("<html>not a database</html>");
    broken.close();
    const Answer answer = migrate({u"--json"_s});
    QCOMPARE(answer.exit, 1);
    QCOMPARE(answer.json()[u"verdict"].toString(), u"failed"_s);
    int failed = 0;
    for (const auto &creator : answer.json()[u"creators"].toArray()) {
        if (creator[u"verdict"].toString() != u"failed")
            continue;
        ++failed;
        QCOMPARE(creator[u"error"][u"code"].toString(), u"not-a-database"_s);
        QVERIFY(creator[u"error"].toObject().contains(u"detail"_s));
    }
    QCOMPARE(failed, 1);
    QCOMPARE(schemas(), u"creator_lena creator_marco creator_zoë cutover"_s);

    const Answer plain =
        m_program->run(QStringList{u"migrate"_s, u"--sqlite-path"_s, m_install, u"--yes"_s} + target());
    QCOMPARE(plain.exit, 1);
    QVERIFY2(plain.out.contains("3 of 4 creators"), plain.all().constData());
}

void TestCliMigrate::onlyRefusedSources()
{
    const QString file = m_program->folder() + u"/x_metadata.sqlite3"_s;
    QFile broken(file);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("plain text");
    broken.close();
    const Answer answer =
        m_program->run(QStringList{u"migrate"_s, u"--sqlite-file"_s, file, u"--yes"_s, u"--json"_s} + target());
    QCOMPARE(answer.exit, 1);
    QCOMPARE(answer.json()[u"creators"].toArray().at(0)[u"error"][u"code"].toString(), u"not-a-database"_s);
    QCOMPARE(schemas(), QString());
    QCOMPARE(m_program->runFolders(), QStringList());
}

void TestCliMigrate::aPlanFromAFile()
{
    const QString file = m_program->folder() + u"/plan.json"_s;
    QCOMPARE(m_program->run({u"plan"_s, u"--sqlite-path"_s, m_install, u"--out"_s, file, u"--quiet"_s}).exit, 3);
    const Answer answer = migrate({u"--plan"_s, file, u"--json"_s});
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QCOMPARE(schemas(), u"creator_lena creator_marco creator_zoë cutover"_s);
}

void TestCliMigrate::aPlanForOtherCreators()
{
    const QString file = m_program->folder() + u"/plan.json"_s;
    const QString lena = m_install + u"/lena_fansly/meta/lena_metadata.sqlite3"_s;
    QVERIFY(m_program->run({u"plan"_s, u"--sqlite-file"_s, lena, u"--out"_s, file}).exit != 1);
    QCOMPARE(migrate({u"--plan"_s, file}).exit, 2);
    QCOMPARE(m_program
                 ->run(QStringList{u"migrate"_s, u"--sqlite-file"_s, lena, u"--creator-name"_s, u"other"_s, u"--plan"_s,
                                   file, u"--yes"_s} +
                       target())
                 .exit,
             2);
    QCOMPARE(schemas(), QString());
    QCOMPARE(m_program->runFolders(), QStringList());
}

void TestCliMigrate::verifySeesAChange()
{
    const QString run = migratedRun();
    const QStringList byRun = QStringList{u"verify"_s, u"--run"_s, run, u"--json"_s} + target();
    QCOMPARE(m_program->run(byRun).exit, 0);
    const QStringList bySchema = QStringList{u"verify"_s, u"--schema"_s, u"creator_lena"_s, u"--json"_s} + target();
    const Answer schemaAnswer = m_program->run(bySchema);
    QCOMPARE(schemaAnswer.exit, 0);
    QCOMPARE(schemaAnswer.json()[u"creators"].toArray().size(), 1);

    auto connection = postgres::Connection::open(m_target, u"tests"_s);
    QVERIFY(connection.has_value());
    QVERIFY(connection->execute(u"UPDATE creator_lena.hashtags SET value = 'changed' WHERE id = 7"_s).has_value());
    const Answer changed = m_program->run(byRun);
    QCOMPARE(changed.exit, 1);
    QCOMPARE(changed.json()[u"verdict"].toString(), u"failed"_s);
    QVERIFY2(changed.out.contains("changed"), changed.all().constData());
    const Answer text = m_program->run(QStringList{u"verify"_s, u"--run"_s, run} + target());
    QVERIFY2(text.out.contains("hashtags.value of row "), text.all().constData());
}

void TestCliMigrate::rollbackRefusesChangedData()
{
    const QString run = migratedRun();
    auto connection = postgres::Connection::open(m_target, u"tests"_s);
    QVERIFY(connection.has_value());
    QVERIFY(connection->execute(u"DELETE FROM creator_lena.wall_posts"_s).has_value());
    const QStringList undo = QStringList{u"rollback"_s, u"--run"_s, run, u"--json"_s, u"--yes"_s} + target();
    const Answer refused = m_program->run(undo);
    QCOMPARE(refused.exit, 1);
    QCOMPARE(refused.json()[u"error"][u"code"].toString(), u"data-changed"_s);
    QVERIFY(schemas().contains(u"creator_lena"));

    const Answer forced = m_program->run(undo + QStringList{u"--force"_s});
    QVERIFY2(forced.exit == 0, forced.all().constData());
    QCOMPARE(forced.json()[u"verdict"].toString(), u"rolled-back"_s);
    QVERIFY(!forced.json()[u"removed"].toArray().isEmpty());
    QVERIFY(forced.json()[u"restored"].isArray());
    QVERIFY2(!schemas().contains(u"creator_"), qPrintable(schemas()));

    const Answer twice = m_program->run(undo);
    QVERIFY2(twice.exit == 0, twice.all().constData());
}

void TestCliMigrate::rollbackOfOneCreator()
{
    const QString run = migratedRun();
    const Answer answer = m_program->run(
        QStringList{u"rollback"_s, u"--run"_s, run, u"--creator-name"_s, u"marco"_s, u"--yes"_s} + target());
    QVERIFY2(answer.exit == 0, answer.all().constData());
    QVERIFY2(answer.out.contains("Removed: "), answer.all().constData());
    QCOMPARE(schemas(), u"creator_lena creator_zoë cutover"_s);
    const Answer unknown = m_program->run(
        QStringList{u"rollback"_s, u"--run"_s, run, u"--creator-name"_s, u"nobody"_s, u"--yes"_s} + target());
    QCOMPARE(unknown.exit, 1);
}

void TestCliMigrate::historyAndForget()
{
    QCOMPARE(m_program->run({u"history"_s, u"--json"_s}).json()[u"runs"].toArray().size(), 0);
    const QString run = migratedRun();
    for (const QStringList &more : {QStringList(), target()}) {
        const Answer answer = m_program->run(QStringList{u"history"_s, u"--json"_s} + more);
        QCOMPARE(answer.exit, 0);
        const QJsonArray runs = answer.json()[u"runs"].toArray();
        QCOMPARE(runs.size(), 1);
        QCOMPARE(runs[0][u"run"].toString(), run);
        QCOMPARE(runs[0][u"verdict"].toString(), u"verified-with-notes"_s);
        QVERIFY(!runs[0][u"started"].toString().isEmpty());
        QVERIFY(!runs[0][u"finished"].toString().isEmpty());
        QCOMPARE(runs[0][u"creators"].toArray().size(), 3);
    }
    QVERIFY(m_program->run({u"history"_s}).out.contains(run.toUtf8()));
    QCOMPARE(m_program->run({u"history"_s, u"--forget"_s, run, u"--yes"_s}).exit, 0);
    QCOMPARE(m_program->runFolders(), QStringList());
    QCOMPARE(m_program->run({u"history"_s, u"--json"_s}).json()[u"runs"].toArray().size(), 0);
    QVERIFY(schemas().contains(u"creator_lena"));
}

void TestCliMigrate::oneSchemaForAll_data()
{
    QTest::addColumn<QString>("schema");
    QTest::addRow("public") << QString();
    QTest::addRow("one of the user's") << u"app"_s;
}

void TestCliMigrate::oneSchemaForAll()
{
    QFETCH(const QString, schema);
    auto connection = postgres::Connection::open(m_target, u"tests"_s);
    QVERIFY(connection.has_value());
    QVERIFY(connection->execute(u"CREATE SCHEMA app; CREATE TABLE app.theirs(); CREATE TABLE public.theirs()"_s)
                .has_value());
    const QString file = m_program->folder() + u"/metadata_db.sqlite3"_s;
    testsupport::makeSqlite(file, u"CREATE TABLE one(id INTEGER PRIMARY KEY); INSERT INTO one VALUES (1);"_s);
    QStringList arguments{u"migrate"_s, u"--source"_s, file,       u"--separate-metadata"_s,
                          u"no"_s,      u"--yes"_s,    u"--json"_s};
    if (!schema.isEmpty())
        arguments += {u"--pg-schema"_s, schema};
    const Answer answer = m_program->run(arguments + target());
    QVERIFY2(answer.exit == 0, answer.all().constData());
    const QString names =
        u"SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables WHERE schemaname = '%1'"_s.arg(
            schema.isEmpty() ? u"public"_s : schema);
    QCOMPARE(query(names), u"one theirs"_s);
    const Answer undone =
        m_program->run(QStringList{u"rollback"_s, u"--run"_s, answer.json()[u"run"].toString(), u"--yes"_s} + target());
    QVERIFY2(undone.exit == 0, undone.all().constData());
    QCOMPARE(query(names), u"theirs"_s);
}

void TestCliMigrate::stoppedBySignal_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("times");
    QTest::addRow("Ctrl-C") << SIGINT << 1;
    QTest::addRow("Ctrl-C again and again") << SIGINT << 20;
    QTest::addRow("SIGTERM") << SIGTERM << 1;
    QTest::addRow("terminal closed") << SIGHUP << 1;
}

void TestCliMigrate::stoppedBySignal()
{
    QFETCH(const int, number);
    QFETCH(const int, times);
    const QString file = m_program->folder() + u"/large_metadata.sqlite3"_s;
    testsupport::makeSqlite(file,
                            u"CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT, c REAL);"
                            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200000) "
                            "INSERT INTO t SELECT i, 'some text for row ' || i, hex(i * 7919), i / 3.0 FROM n;"_s);
    QByteArray seen;
    int sent = 0;
    const QStringList arguments =
        QStringList{u"migrate"_s, u"--sqlite-file"_s, file, u"--yes"_s, u"--json"_s, u"--progress"_s, u"json"_s} +
        target();
    const Answer answer = m_program->run(arguments, [&](QProcess &process) {
        seen += process.readAllStandardError();
        if (seen.contains("\"phase\":\"load\"") && sent++ < times)
            ::kill(static_cast<pid_t>(process.processId()), number);
    });
    QVERIFY2(sent > 0, "it ended before it could be stopped");
    QVERIFY2(answer.exit == 4, answer.all().constData());
    QCOMPARE(answer.json()[u"verdict"].toString(), u"cancelled"_s);
    QCOMPARE(schemas(), u"cutover"_s);
    const Answer history = m_program->run({u"history"_s, u"--json"_s});
    QCOMPARE(history.json()[u"runs"].toArray().at(0)[u"verdict"].toString(), u"cancelled"_s);
}

/// How the password comes in.
void TestCliMigrate::noPasswordAnywhere_data()
{
    QTest::addColumn<QString>("way");
    for (const auto *way : {"CUTOVER_PG_PASSWORD", "FANSLY_PG_PASSWORD", "PGPASSWORD", "--pg-password",
                            "--pg-password=", "--pg-url", "pgpass"})
        QTest::addRow("%s", way) << QString::fromLatin1(way);
}

void TestCliMigrate::noPasswordAnywhere()
{
    QFETCH(const QString, way);
    const QString secret = u"Sesam-öffne-dich-4711"_s;
    query(u"SELECT 1"_s);
    auto admin = postgres::Connection::open(m_target, u"tests"_s);
    QVERIFY(admin
                ->execute(u"CREATE ROLE keeper LOGIN PASSWORD '"_s + secret + u"'; GRANT CREATE ON DATABASE "_s +
                          m_target.database + u" TO keeper"_s)
                .has_value());
    const auto dropRole = qScopeGuard([&] {
        (void)admin->execute(u"REASSIGN OWNED BY keeper TO CURRENT_USER; DROP OWNED BY keeper; DROP ROLE keeper"_s);
    });
    m_program->removeVariable(u"CUTOVER_PG_PASSWORD"_s);
    QStringList options = {u"--pg-host"_s,     m_target.host,     u"--pg-port"_s, m_target.port,
                           u"--pg-database"_s, m_target.database, u"--pg-user"_s, u"keeper"_s};
    if (way.startsWith(u"--pg-url"))
        options = {u"--pg-url"_s,
                   u"postgresql://keeper:%1@%2:%3/%4"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(secret)),
                                                            m_target.host, m_target.port, m_target.database)};
    else if (way == u"--pg-password")
        options += {way, secret};
    else if (way == u"--pg-password=")
        options += QString(way + secret);
    else if (way == u"pgpass") {
        QFile file(m_program->folder() + u"/.pgpass"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(u"*:*:*:keeper:%1\n"_s.arg(secret).toUtf8());
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        m_program->setVariable(u"PGPASSFILE"_s, file.fileName());
    } else
        m_program->setVariable(way, secret);

    const QByteArray needle = "Sesam";
    QByteArray processList;
    int looked = 0;
    const QStringList arguments = QStringList{u"migrate"_s,    u"--sqlite-path"_s, m_install,   u"--yes"_s,
                                              u"--progress"_s, u"json"_s,          u"--jobs"_s, u"2"_s};
    const Answer answer = m_program->run(arguments + options, [&](QProcess &process) {
        // The first moments, before main() can act, are the loader's: it is at work once it says something.
        process.setReadChannel(QProcess::StandardError);
        QFile commandLine(u"/proc/%1/cmdline"_s.arg(process.processId()));
        if (process.bytesAvailable() == 0 || !commandLine.open(QIODevice::ReadOnly))
            return;
        processList += commandLine.readAll();
        ++looked;
    });
    QVERIFY2(answer.exit == 3, answer.all().constData());
    QVERIFY2(!answer.all().contains(needle), answer.all().constData());
    QVERIFY2(looked > 0 && processList.contains("migrate"), processList.constData());
    QVERIFY2(!processList.contains(needle), processList.constData());
    const bool warned = answer.err.contains("can be seen by others");
    QCOMPARE(warned, way.startsWith(u"--pg"));

    QDirIterator files(m_program->dataFolder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int read = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(needle), qPrintable(file.fileName()));
        ++read;
    }
    QVERIFY(read >= 3);

    QProcess dump;
    QProcessEnvironment environment = m_program->environment();
    environment.insert(u"PGPASSWORD"_s, m_target.password.reveal());
    environment.remove(u"PGPASSFILE"_s);
    dump.setProcessEnvironment(environment);
    const QString tool = postgres::LocalServer::binaryFolders().constFirst() + u"/pg_dump"_s;
    dump.start(tool, {u"-h"_s, m_target.host, u"-p"_s, m_target.port, u"-U"_s, m_target.user, m_target.database});
    QVERIFY(dump.waitForFinished());
    const QByteArray content = dump.readAllStandardOutput();
    QVERIFY2(content.contains("creator_lena"), dump.readAllStandardError().constData());
    QVERIFY(!content.contains(needle));
}

void TestCliMigrate::passwordSources_data()
{
    QTest::addColumn<QString>("cutover");
    QTest::addColumn<QString>("fansly");
    QTest::addColumn<QString>("option");
    QTest::addColumn<int>("exit");
    QTest::addRow("the option wins") << u"wrong"_s << u"wrong"_s << u"right"_s << 0;
    QTest::addRow("a wrong option is not helped") << u"right"_s << u"right"_s << u"wrong"_s << 1;
    QTest::addRow("ours wins over the application's") << u"right"_s << u"wrong"_s << QString() << 0;
    QTest::addRow("the application's") << QString() << u"right"_s << QString() << 0;
    QTest::addRow("none") << QString() << QString() << QString() << 1;
}

void TestCliMigrate::passwordSources()
{
    QFETCH(const QString, cutover);
    QFETCH(const QString, fansly);
    QFETCH(const QString, option);
    QFETCH(const int, exit);
    const auto value = [this](const QString &kind) {
        return kind == u"right" ? m_target.password.reveal() : u"wrong"_s;
    };
    m_program->removeVariable(u"CUTOVER_PG_PASSWORD"_s);
    if (!cutover.isEmpty())
        m_program->setVariable(u"CUTOVER_PG_PASSWORD"_s, value(cutover));
    if (!fansly.isEmpty())
        m_program->setVariable(u"FANSLY_PG_PASSWORD"_s, value(fansly));
    QStringList arguments = QStringList{u"doctor"_s} + target();
    if (!option.isEmpty())
        arguments += {u"--pg-password"_s, value(option)};
    const Answer answer = m_program->run(arguments);
    QVERIFY2(answer.exit == exit, answer.all().constData());
}

void TestCliMigrate::privateServer()
{
    const auto server = [this](const char *action, const QStringList &more = {}) {
        return m_program->run(QStringList{u"server"_s, QLatin1String(action), u"--json"_s} + more);
    };
    m_program->removeVariable(u"CUTOVER_PG_PASSWORD"_s);
    const auto removed = qScopeGuard([&] { server("remove", {u"--yes"_s}); });
    QCOMPARE(server("status").json()[u"state"].toString(), u"absent"_s);

    const Answer moved =
        m_program->run({u"migrate"_s, u"--sqlite-path"_s, m_install, u"--local"_s, u"--yes"_s, u"--json"_s});
    QVERIFY2(moved.exit == 3, moved.all().constData());
    const Answer status = server("status");
    QCOMPARE(status.exit, 0);
    QCOMPARE(status.json()[u"state"].toString(), u"running"_s);
    QVERIFY(status.json()[u"url"].toString().startsWith(u"postgresql://"));
    QVERIFY(!status.json()[u"version"].toString().isEmpty());
    QVERIFY(status.json()[u"data"].toString().startsWith(m_program->dataFolder()));
    QFile passwordFile(m_program->dataFolder() + u"/server/password"_s);
    QVERIFY(passwordFile.open(QIODevice::ReadOnly));
    const QByteArray password = passwordFile.readAll().trimmed();
    QVERIFY(password.size() > 10);
    const QByteArray everythingSaid = status.all() + moved.all() + server("url").all();
    QVERIFY(!everythingSaid.contains(password));

    const QString run = moved.json()[u"run"].toString();
    QCOMPARE(server("stop").json()[u"state"].toString(), u"stopped"_s);
    QCOMPARE(server("url").exit, 1);
    const Answer verified = m_program->run({u"verify"_s, u"--local"_s, u"--run"_s, run});
    QVERIFY2(verified.exit == 0, verified.all().constData());
    const Answer undone = m_program->run({u"rollback"_s, u"--local"_s, u"--run"_s, run, u"--yes"_s});
    QVERIFY2(undone.exit == 0, undone.all().constData());

    const Answer gone = server("remove", {u"--yes"_s});
    QVERIFY2(gone.exit == 0, gone.all().constData());
    QCOMPARE(server("status").json()[u"state"].toString(), u"absent"_s);
    QCOMPARE(QDir(m_program->dataFolder()).entryList({u"server-*.sql"_s}).size(), 1);
}

QTEST_GUILESS_MAIN(TestCliMigrate)
#include "tst_climigrate.moc"
