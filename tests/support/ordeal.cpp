// SPDX-License-Identifier: MIT
#include "support/ordeal.h"

#include "support/sqlitefile.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

QJsonObject errorOf(const QJsonObject &json)
{
    if (json[u"error"].isObject())
        return json[u"error"].toObject();
    for (const QJsonValue &creator : json[u"creators"].toArray()) {
        if (creator[u"error"].isObject())
            return creator[u"error"].toObject();
    }
    return {};
}

QList<QJsonObject> allErrors(const QJsonObject &json)
{
    QList<QJsonObject> errors;
    if (json[u"error"].isObject())
        errors += json[u"error"].toObject();
    for (const QJsonValue &creator : json[u"creators"].toArray()) {
        if (creator[u"error"].isObject())
            errors += creator[u"error"].toObject();
    }
    return errors;
}

/// What a verdict must come with; 0 if it does not exist.
int exitOf(const QString &verdict)
{
    static const QMap<QString, int> known{
        {u"verified"_s, 0}, {u"unchanged"_s, 0}, {u"verified-with-notes"_s, 3}, {u"failed"_s, 1}, {u"cancelled"_s, 4}};
    return known.value(verdict, -2);
}

postgres::Connection open(const postgres::Settings &settings)
{
    auto connection = postgres::Connection::open(settings, u"tests"_s);
    // It may still recover from what was done to it.
    for (int tries = 0; !connection && connection.error().code == u"server-starting" && tries < 200; ++tries) {
        QTest::qSleep(50);
        connection = postgres::Connection::open(settings, u"tests"_s);
    }
    if (!connection)
        qFatal("%s %s", qPrintable(connection.error().message), qPrintable(connection.error().detail));
    return std::move(*connection);
}

} // namespace

bool isAdvice(const QString &message)
{
    const qsizetype sentences = message.count(u". "_s) + message.count(u": "_s) + message.endsWith(u'.');
    return sentences >= 2 && !message.contains(u"%1"_s);
}

Ordeal::Ordeal() : m_direct(TestServer::instance().freshDatabase()), m_target(m_direct)
{
    m_program.setVariable(u"CUTOVER_PG_PASSWORD"_s, m_target.password.reveal());
    QDir().mkpath(sourceFolder());
}

QString Ordeal::addSource(const QString &name, const QString &sql)
{
    const QString path = sourceFolder() + u'/' + name + u"_metadata.sqlite3"_s;
    makeSqlite(path, sql);
    m_content[path] = readFile(path);
    return path;
}

QString Ordeal::addSample(const QString &name, int rows, Size size)
{
    const QString ballast =
        u"CREATE TABLE ballast(content BLOB); INSERT INTO ballast VALUES (zeroblob(%1));"_s.arg(5'000'000);
    const QString sample =
        u"CREATE TABLE accounts(id INTEGER PRIMARY KEY, username VARCHAR NOT NULL UNIQUE, made DATETIME);"
        "CREATE TABLE posts(id INTEGER PRIMARY KEY, account INTEGER NOT NULL REFERENCES accounts(id), "
        "content TEXT, price REAL, seen BOOLEAN DEFAULT 0);"
        "CREATE INDEX marker_index ON posts(account);"
        "INSERT INTO accounts VALUES (1, 'a', '2024-01-02 03:04:05'), (2, 'b' || char(0) || 'c', NULL);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
        "INSERT INTO posts SELECT i, 1 + i % 2, 'post ' || i || hex(i * 7919), i / 3.0, i % 2 FROM n;"_s.arg(rows);
    return addSource(name, size == Size::Large ? ballast + sample : sample);
}

QStringList Ordeal::wayThere() const
{
    if (!m_impatient)
        return targetOptions(m_target);
    return {u"--pg-url"_s, u"postgresql://%1@%2:%3/%4?sslmode=disable&connect_timeout=2&keepalives_idle=1&"
                           "keepalives_interval=1&keepalives_count=2&tcp_user_timeout=3000"_s.arg(
                               m_target.user, m_target.host, m_target.port, m_target.database)};
}

Answer Ordeal::migrate(const QStringList &more, const std::function<void(QProcess &)> &watch) const
{
    m_program.setVariable(u"CUTOVER_PG_PASSWORD"_s, m_target.password.reveal());
    return m_program.run(QStringList{u"migrate"_s, u"--sqlite-path"_s, sourceFolder(), u"--yes"_s, u"--json"_s} +
                             wayThere() + more,
                         watch);
}

Answer Ordeal::run(const QString &command, const QStringList &more) const
{
    m_program.setVariable(u"CUTOVER_PG_PASSWORD"_s, m_direct.password.reveal());
    return m_program.run(QStringList{command, u"--json"_s} + targetOptions(m_direct) + more);
}

QString Ordeal::value(const QString &sql) const
{
    auto connection = open(m_direct);
    const auto value = connection.value(sql);
    if (!value)
        qFatal("%s", qPrintable(value.error().detail));
    return *value;
}

void Ordeal::execute(const QString &sql) const
{
    auto connection = open(m_direct);
    if (const auto done = connection.execute(sql); !done)
        qFatal("%s", qPrintable(done.error().detail));
}

QString Ordeal::schemas() const
{
    return value(u"SELECT coalesce(string_agg(nspname, ' ' ORDER BY nspname COLLATE \"C\"), '') FROM pg_namespace "
                 "WHERE nspname !~ '^(pg_|information_schema$|public$)'"_s);
}

QString Ordeal::latestRun() const
{
    return m_program.runFolders().value(m_program.runFolders().size() - 1);
}

QString Ordeal::errorCode(const Answer &answer)
{
    return errorOf(answer.json())[u"code"].toString();
}

QString Ordeal::errorMessage(const Answer &answer)
{
    return errorOf(answer.json())[u"message"].toString();
}

QByteArray Ordeal::flawsOfSources() const
{
    for (auto source = m_content.begin(); source != m_content.end(); ++source) {
        if (readFile(source.key()) != source.value())
            return "The source changed: " + source.key().toUtf8() + '\n';
    }
    return {};
}

QByteArray Ordeal::flawsOfSchemas() const
{
    QByteArray flaws;
    const QStringList visible = schemas().split(u' ', Qt::SkipEmptyParts).filter(u"creator_"_s);
    QStringList committed;
    if (value(u"SELECT coalesce(to_regclass('cutover.creator')::text, '')"_s).size() > 0) {
        committed = value(u"SELECT coalesce(string_agg(schema_name, ' ' ORDER BY schema_name COLLATE \"C\"), '') "
                          "FROM cutover.creator WHERE state = 'committed'"_s)
                        .split(u' ', Qt::SkipEmptyParts);
        committed.removeDuplicates();
    }
    if (visible != committed) {
        flaws += "There are the schemas " + visible.join(u' ').toUtf8() + ", but the journal says " +
                 committed.join(u' ').toUtf8() + '\n';
    }
    if (committed.isEmpty())
        return flaws;
    // Proved by reading all of it back once more.
    for (const QString &schema : committed) {
        const Answer verified = run(u"verify"_s, {u"--schema"_s, schema});
        if (verified.exit != 0)
            flaws += "The schema " + schema.toUtf8() + " is not what its source is: " + verified.all() + '\n';
    }
    return flaws;
}

QByteArray Ordeal::flawsOfWords(const Answer &answer)
{
    QByteArray flaws;
    const QJsonObject json = answer.json();
    if (json.isEmpty())
        return "There is no answer.\n";
    if (exitOf(json[u"verdict"].toString()) != answer.exit)
        flaws += "The exit status does not fit the verdict.\n";
    const QList<QJsonObject> errors = allErrors(json);
    if (answer.exit == 1 && errors.isEmpty())
        flaws += "It failed without a word.\n";
    for (const QJsonObject &error : errors) {
        if (error[u"code"].toString() != u"stopped" && !isAdvice(error[u"message"].toString()))
            flaws += "This is no advice: " + error[u"message"].toString().toUtf8() + '\n';
        if (error[u"code"].toString() == u"sql" || error[u"code"].toString() == u"internal")
            flaws += "Nobody thought of this: " + error[u"message"].toString().toUtf8() + '\n';
    }
    return flaws;
}

QByteArray Ordeal::flaws(const Answer &answer) const
{
    QByteArray flaws = flawsOfSources() + flawsOfSchemas();
    if (answer.exit != -1)
        flaws += flawsOfWords(answer);
    return flaws.isEmpty() ? flaws : flaws + answer.all();
}

QByteArray Ordeal::leftAfterRollback() const
{
    QByteArray left;
    QStringList runs = m_program.runFolders();
    std::reverse(runs.begin(), runs.end());
    for (const QString &run : runs) {
        const Answer answer = this->run(u"rollback"_s, {u"--run"_s, run, u"--yes"_s});
        const bool known = errorCode(answer) != u"unknown-run"; // it ended before it reached the server
        if (known && answer.exit != 0)
            left += answer.all();
    }
    const QStringList there = schemas().split(u' ', Qt::SkipEmptyParts);
    for (const QString &schema : there) {
        if (schema != u"cutover")
            left += "There is still the schema " + schema.toUtf8() + '\n';
    }
    return left + flawsOfSources();
}

} // namespace testsupport
