// SPDX-License-Identifier: MIT
#include "browse/exportfile.h"
#include "browse/exportwork.h"
#include "postgres/binaries.h"
#include "postgres/parameters.h"
#include "schema/identifier.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryFile>
#include <memory>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

constexpr int patience = 100;     ///< milliseconds without a look at the stop token
constexpr int toGoAlone = 3000;   ///< milliseconds that pg_dump has for ending by itself
constexpr int mostWords = 10'000; ///< of what it says about a failure
constexpr auto serviceName = "cutover-export";

/// The one of the server's version, else the newest.
base::Result<postgres::Binaries> findProgram(int serverMajor)
{
    const QList<postgres::Binaries> all = postgres::installedPrograms(u"pg_dump"_s);
    const QString command = postgres::clientInstallCommand(serverMajor);
    if (all.isEmpty())
        return base::fail(
            u"no-program"_s,
            QCoreApplication::translate("browse", "SQL is written by PostgreSQL's own program pg_dump, which is not "
                                                  "installed on this computer. Install it with “%1”, then export "
                                                  "again. The other formats need nothing.")
                .arg(command));
    const auto same = std::find_if(all.begin(), all.end(),
                                   [serverMajor](const postgres::Binaries &one) { return one.major == serverMajor; });
    const postgres::Binaries &best = same != all.end() ? *same : all.first();
    if (best.major < serverMajor)
        return base::fail(
            u"program-too-old"_s,
            QCoreApplication::translate("browse", "The server is PostgreSQL %1, and the program pg_dump on this "
                                                  "computer is of version %2, which cannot read it. Install a newer "
                                                  "one with “%3” (if that is not found, see "
                                                  "https://www.postgresql.org/download/), then export again. The "
                                                  "other formats need nothing.")
                .arg(QString::number(serverMajor), best.version, command));
    return best;
}

/// A partitioned table is one of many to pg_dump.
base::Result<QStringList> tablePatterns(ExportWork &work)
{
    const Relation &relation = work.request.content.relation;
    const auto rows = work.reader.read(
        {u"SELECT n.nspname, c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = "
         "c.relnamespace WHERE c.oid = $1 OR c.oid IN (SELECT relid FROM pg_catalog.pg_partition_tree($1))"_s,
         {{.type = 26, .text = QByteArray::number(relation.oid)}}},
        QCoreApplication::translate("browse", "reading the columns of %1").arg(relation.name), work.stop);
    if (!rows)
        return base::fail(rows.error());
    if (rows->rowCount() == 0)
        return base::fail(u"objects-gone"_s,
                          QCoreApplication::translate("browse", "%1 is no longer there. Somebody removed it meanwhile.")
                              .arg(relation.name));
    QStringList patterns;
    for (int row = 0; row < rows->rowCount(); ++row)
        patterns += u"--table="_s + schema::qualified(rows->text(row, 0), rows->text(row, 1));
    return patterns;
}

base::Result<QStringList> arguments(ExportWork &work, const postgres::Settings &settings)
{
    QStringList all = {
        u"--no-password"_s,           u"--no-owner"_s,
        u"--no-privileges"_s,         u"--encoding=UTF8"_s,
        u"--lock-wait-timeout=10s"_s, u"--dbname="_s + postgres::publicConnectionString(settings, u"cutover-export"_s)};
    if (work.request.content.isSchema()) {
        all += u"--schema="_s + schema::quoteIdentifier(work.request.content.schema);
        return all;
    }
    const auto tables = tablePatterns(work);
    if (!tables)
        return base::fail(tables.error());
    return all + *tables;
}

/// The passphrase of a key goes through a service file, which only we may read: libpq knows no variable for it. None
/// where there is no passphrase, or a service of the person's own, which may name it.
std::unique_ptr<QTemporaryFile> serviceFile(const postgres::Settings &settings)
{
    const QString passphrase = settings.more.value(u"sslpassword"_s);
    if (passphrase.isEmpty() || !settings.service.isEmpty())
        return nullptr;
    auto file = std::make_unique<QTemporaryFile>();
    const QByteArray words = "[" + QByteArray(serviceName) + "]\nsslpassword=" + passphrase.toUtf8() + "\n";
    return file->open() && file->write(words) == words.size() && file->flush() ? std::move(file) : nullptr;
}

base::Error dumpFailed(const QByteArray &words)
{
    return {u"dump-failed"_s,
            QCoreApplication::translate("browse", "PostgreSQL's program pg_dump gave up. Usually a right on one of the "
                                                  "tables is missing, or the connection broke. Its own words follow. "
                                                  "Nothing is left of what was written."),
            QString::fromLocal8Bit(words).trimmed()};
}

base::Result<void> takeOutput(ExportWork &work, QProcess &program, ExportFile &file)
{
    QByteArray words;
    while (program.state() != QProcess::NotRunning || program.bytesAvailable() > 0) {
        if (work.stop.stop_requested()) {
            program.terminate();
            if (!program.waitForFinished(toGoAlone))
                program.kill();
            program.waitForFinished();
            return base::failStopped();
        }
        program.waitForReadyRead(patience);
        if (auto written = file.write(program.readAllStandardOutput()); !written) {
            program.kill();
            program.waitForFinished();
            return written;
        }
        words += program.readAllStandardError();
        words = words.right(mostWords);
    }
    words += program.readAllStandardError();
    if (program.error() == QProcess::FailedToStart)
        words += program.errorString().toLocal8Bit();
    const bool fine = program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0 &&
                      program.error() != QProcess::FailedToStart;
    return fine ? file.finish() : base::Result<void>(base::fail(dumpFailed(words)));
}

} // namespace

/// The password goes through the environment, which nobody else can read; a key's passphrase as serviceFile() says.
base::Result<void> writeDump(ExportWork &work, const postgres::Settings &settings)
{
    const auto program = findProgram(work.reader.serverVersion() / 10000);
    if (!program)
        return base::fail(program.error());
    postgres::Settings used = settings;
    const std::unique_ptr<QTemporaryFile> service = serviceFile(settings);
    if (service)
        used.service = QString::fromLatin1(serviceName);
    const auto words = arguments(work, used);
    if (!words)
        return base::fail(words.error());
    ExportFile file(work.request.path, work.meter);
    if (auto opened = file.open(); !opened)
        return opened;
    work.meter.countNoRows();
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!settings.password.isEmpty())
        environment.insert(u"PGPASSWORD"_s, settings.password.reveal());
    if (service)
        environment.insert(u"PGSERVICEFILE"_s, service->fileName());
    process.setProcessEnvironment(environment);
    process.start(program->program(u"pg_dump"_s), *words);
    process.closeWriteChannel();
    return takeOutput(work, process, file);
}

} // namespace browse
