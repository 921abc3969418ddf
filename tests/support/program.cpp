// SPDX-License-Identifier: MIT
#include "support/program.h"

#include "support/testserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

constexpr int patienceMs = 240'000;

QString dataText(const QString &name)
{
    QFile file(QStringLiteral(CUTOVER_SOURCE_DIR "/tests/data/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("tests/data/%s cannot be read", qPrintable(name));
    return QString::fromUtf8(file.readAll());
}

} // namespace

QJsonObject Answer::json() const
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(out, &error);
    if (error.error != QJsonParseError::NoError)
        qWarning("No JSON document on standard output (%s): %s", qPrintable(error.errorString()), all().constData());
    return document.object();
}

Program::Program() : m_folder(QDir::tempPath() + u"/cutover-cli-XXXXXX"_s)
{
    // The private server's account must be able to get through.
    chmod(QFile::encodeName(m_folder.path()).constData(), 0755);
    const QProcessEnvironment system = QProcessEnvironment::systemEnvironment();
    for (const QString &name :
         {u"PATH"_s, u"ASAN_OPTIONS"_s, u"LSAN_OPTIONS"_s, u"UBSAN_OPTIONS"_s, u"TSAN_OPTIONS"_s}) {
        if (system.contains(name))
            m_environment.insert(name, system.value(name));
    }
    m_environment.insert(u"HOME"_s, m_folder.path());
    m_environment.insert(u"CUTOVER_DATA_DIR"_s, dataFolder());
}

Answer Program::run(const QStringList &arguments, const std::function<void(QProcess &)> &watch) const
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.setWorkingDirectory(m_folder.path());
    process.setStandardInputFile(QProcess::nullDevice());
    QStringList command = m_launcher + QStringList{QStringLiteral(CUTOVER_CLI)} + arguments;
    const QString first = command.takeFirst();
    process.start(first, command);
    if (!process.waitForStarted())
        qFatal("%s does not start", CUTOVER_CLI);
    QElapsedTimer running;
    running.start();
    while (!process.waitForFinished(watch ? 5 : 1000) && process.state() == QProcess::Running &&
           running.elapsed() < patienceMs) {
        if (watch)
            watch(process);
    }
    const bool ended = process.state() == QProcess::NotRunning && process.exitStatus() == QProcess::NormalExit;
    if (!ended)
        process.kill();
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

QStringList Program::runFolders() const
{
    return QDir(dataFolder() + u"/runs"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
}

QStringList targetOptions(const postgres::Settings &settings)
{
    return {u"--pg-host"_s,    settings.host,  u"--pg-port"_s, settings.port,     u"--pg-database"_s,
            settings.database, u"--pg-user"_s, settings.user,  u"--pg-sslmode"_s, u"disable"_s};
}

void makeSampleInstall(const QString &folder)
{
    struct Creator
    {
        QString name;
        int seed;
        int posts;
        QString extra;
    };
    const Creator creators[] = {
        {u"lena"_s, 1, 90, {}}, {u"marco"_s, 2, 60, dataText(u"orphans.sql"_s)}, {u"Zoë"_s, 3, 60, {}}};
    for (const Creator &creator : creators) {
        const QString meta = folder + u'/' + creator.name + u"_fansly/meta"_s;
        QDir().mkpath(meta);
        const QString sample =
            u"CREATE TEMP TABLE sample AS SELECT '%1' AS creator, %2 AS seed, %3 AS posts;\n"_s.arg(creator.name)
                .arg(creator.seed)
                .arg(creator.posts);
        const QString sql = dataText(u"fansly-schema.sql"_s) + sample + dataText(u"fansly-rows.sql"_s) + creator.extra;
        makeSqlite(meta + u'/' + creator.name + u"_metadata.sqlite3"_s, sql);
    }
}

} // namespace testsupport
