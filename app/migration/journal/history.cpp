// SPDX-License-Identifier: MIT
#include "migration/journal/history.h"

#include "base/paths.h"
#include "migration/journal/databasejournal.h"
#include "migration/journal/runfolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::optional<RunReport> readReport(const QString &runId)
{
    const QByteArray text = contentOf(RunFolder::pathOf(runId) + u"/report.json"_s);
    if (text.isEmpty())
        return std::nullopt;
    auto report = runReportFromJson(QJsonDocument::fromJson(text).object());
    return report ? std::optional(*report) : std::nullopt;
}

/// What a run announced before it did anything.
QJsonObject announcementOf(const QString &runId)
{
    QFile journal(RunFolder::pathOf(runId) + u"/journal.jsonl"_s);
    return journal.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(journal.readLine()).object() : QJsonObject();
}

/// A run without a report: what its journal's first line announced.
RunReport unfinishedRun(const QString &runId)
{
    RunReport report{.run = runId};
    report.verdict = RunFolder::ownerOf(runId) == RunFolder::Owner::Alive ? Verdict::Running : Verdict::Interrupted;
    const QJsonObject first = announcementOf(runId);
    report.started = QDateTime::fromString(first.value(u"time"_s).toString(), Qt::ISODateWithMs);
    for (const auto &value : first.value(u"creators"_s).toArray()) {
        CreatorReport creator{.creator = value[u"creator"_s].toString(), .source = value[u"source"_s].toString()};
        creator.schema = value[u"schema"_s].toString();
        creator.verdict = report.verdict;
        report.creators.append(creator);
    }
    return report;
}

/// Also one whose run was killed before it wrote a line.
bool isRunFolder(const QString &runId)
{
    return QFileInfo(RunFolder::pathOf(runId)).isDir();
}

} // namespace

QList<RunReport> localRuns()
{
    QList<RunReport> runs;
    QStringList folders = QDir(base::runsFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    std::reverse(folders.begin(), folders.end());
    for (const QString &runId : folders) {
        if (!isRunFolder(runId))
            continue;
        RunReport run = readReport(runId).value_or(unfinishedRun(runId));
        run.folder = RunFolder::pathOf(runId);
        run.target = announcementOf(runId).value(u"target"_s).toString();
        runs.append(run);
    }
    return runs;
}

std::optional<Verdict> localVerdict(const QString &runId)
{
    const auto report = readReport(runId);
    return report ? std::optional(report->verdict) : std::nullopt;
}

base::Result<QList<RunReport>> databaseRuns(const postgres::Settings &target)
{
    auto connection = postgres::Connection::open(target, u"cutover history"_s);
    if (!connection)
        return base::fail(connection.error());
    const auto journal = hasJournal(*connection);
    if (!journal)
        return base::fail(journal.error());
    if (!*journal)
        return QList<RunReport>();
    auto query = connection->select(
        u"SELECT r.id, to_char(r.started AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), "
        "to_char(r.finished AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), r.verdict, "
        "c.creator, c.source_path, c.schema_name, coalesce(c.verdict, c.state), c.state "
        "FROM cutover.run r LEFT JOIN cutover.creator c ON c.run_id = r.id ORDER BY r.id DESC, c.number"_s);
    if (!query)
        return base::fail(query.error());
    QList<RunReport> runs;
    while (query->next()) {
        const QString id = query->value(0).toString();
        if (runs.isEmpty() || runs.last().run != id) {
            RunReport run{.run = id};
            if (isRunFolder(id))
                run.folder = RunFolder::pathOf(id);
            run.started = QDateTime::fromString(query->value(1).toString(), Qt::ISODate);
            run.finished = QDateTime::fromString(query->value(2).toString(), Qt::ISODate);
            run.verdict = verdictFromName(query->value(3).toString()).value_or(Verdict::Interrupted);
            // A run that was killed could not say so; on another computer it may be at work.
            if (run.verdict == Verdict::Running && isRunFolder(id) && RunFolder::ownerOf(id) == RunFolder::Owner::Gone)
                run.verdict = Verdict::Interrupted;
            runs.append(run);
        }
        if (query->isNull(4))
            continue;
        CreatorReport creator{.creator = query->value(4).toString(), .source = query->value(5).toString()};
        creator.schema = query->value(6).toString();
        const QString state = query->value(8).toString();
        const QString verdict = state == stateName(CreatorState::Committed) ? query->value(7).toString() : state;
        creator.verdict = verdictFromName(verdict).value_or(Verdict::Interrupted);
        runs.last().creators.append(creator);
    }
    return runs;
}

void noteRollback(const QString &runId, const QStringList &creators)
{
    auto report = readReport(runId);
    if (!report && isRunFolder(runId))
        report = unfinishedRun(runId);
    if (!report)
        return;
    const auto leftNothing = [](const CreatorReport &creator) {
        return creator.verdict == Verdict::RolledBack || creator.verdict == Verdict::Failed ||
               creator.verdict == Verdict::Cancelled || creator.verdict == Verdict::Unchanged;
    };
    for (CreatorReport &creator : report->creators) {
        if (creators.contains(creator.creator) || (creators.isEmpty() && !leftNothing(creator)))
            creator.verdict = Verdict::RolledBack;
    }
    const bool all = std::all_of(report->creators.begin(), report->creators.end(), leftNothing);
    if (all)
        report->verdict = Verdict::RolledBack;
    QSaveFile file(RunFolder::pathOf(runId) + u"/report.json"_s);
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(toJson(*report)).toJson());
        file.commit(); // the database's journal is the one that counts
    }
}

base::Result<void> forgetRun(const QString &runId)
{
    if (!RunFolder::isRunId(runId) || !isRunFolder(runId))
        return base::fail(
            u"not-found"_s,
            tr("There is no run “%1” on this computer. The command “history” lists the runs.").arg(runId));
    if (RunFolder::ownerOf(runId) == RunFolder::Owner::Alive)
        return base::fail(u"run-active"_s,
                          tr("The run %1 is still at work, so its safety copies are needed.").arg(runId));
    if (!QDir(RunFolder::pathOf(runId)).removeRecursively()) {
        return base::fail(
            u"no-permission"_s,
            tr("The folder of run %1 could not be removed whole. Usually it belongs to another user.").arg(runId),
            RunFolder::pathOf(runId));
    }
    return {};
}

} // namespace migration
