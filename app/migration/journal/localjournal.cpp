// SPDX-License-Identifier: MIT
#include "migration/journal/localjournal.h"

#include "base/jsonplace.h"
#include "migration/journal/runfolder.h"
#include "migration/journal/runrequestjson.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

/// The run's creators as every reader of the first line expects them.
QJsonArray creatorsOf(const RunRequest &request)
{
    return base::jsonList(request.sources, [](const Source &source) {
        return QJsonObject{
            {u"creator"_s, source.creator}, {u"source"_s, source.path}, {u"schema"_s, source.schemaName}};
    });
}

sqlite::Snapshot snapshotFrom(const QJsonObject &line, const QString &path)
{
    sqlite::Snapshot snapshot;
    snapshot.path = path;
    snapshot.bytes = line.value("bytes"_L1).toInteger();
    snapshot.sha256 = line.value("sha256"_L1).toString().toLatin1();
    snapshot.original = sqlite::Fingerprint::fromString(line.value("fingerprint"_L1).toString());
    snapshot.way =
        line.value("recovered"_L1).toBool() ? sqlite::SnapshotWay::CopyRecovered : sqlite::SnapshotWay::Backup;
    snapshot.fullCheck = line.value("full_check"_L1).toBool();
    snapshot.writtenMeanwhile = line.value("written_meanwhile"_L1).toBool();
    return snapshot;
}

base::Result<void> readRunLine(const QJsonObject &line, LocalJournal &journal)
{
    auto request = runRequestFromJson(line.value("request"_L1).toObject());
    if (!request)
        return base::fail(request.error());
    journal.request = std::move(*request);
    journal.target = line.value("target"_L1).toString();
    const QJsonArray reports = line.value("left_out"_L1).toArray();
    for (const auto &value : reports) {
        auto report = creatorReportFromJson(value.toObject());
        if (!report)
            return base::fail(report.error());
        journal.leftOut.append(std::move(*report));
    }
    return {};
}

} // namespace

QJsonObject runLine(const QString &runId, const RunRequest &request, const QList<CreatorReport> &leftOut)
{
    return {{u"run"_s, runId},
            {u"target"_s, request.target.describe()},
            {u"creators"_s, creatorsOf(request)},
            {u"request"_s, toJson(request)},
            {u"left_out"_s, base::jsonList(leftOut, [](const CreatorReport &report) { return toJson(report); })}};
}

QJsonObject snapshotLine(const QString &creator, int number, const sqlite::Snapshot &snapshot)
{
    return {{u"creator"_s, creator},
            {u"number"_s, number},
            {u"bytes"_s, snapshot.bytes},
            {u"sha256"_s, QString::fromLatin1(snapshot.sha256)},
            {u"fingerprint"_s, snapshot.original.toString()},
            {u"recovered"_s, snapshot.way == sqlite::SnapshotWay::CopyRecovered},
            {u"full_check"_s, snapshot.fullCheck},
            {u"written_meanwhile"_s, snapshot.writtenMeanwhile}};
}

base::Result<LocalJournal> readLocalJournal(const QString &runId)
{
    QFile file(RunFolder::pathOf(runId) + u"/journal.jsonl"_s);
    if (!RunFolder::isRunId(runId) || !QFileInfo::exists(RunFolder::pathOf(runId))) {
        return base::fail(u"not-found"_s,
                          tr("There is no run “%1” on this computer. The command “history” lists the runs; a run can "
                             "go on only where it began.")
                              .arg(runId),
                          file.fileName());
    }
    LocalJournal journal;
    bool begun = false;
    const bool there = file.open(QIODevice::ReadOnly); // else it was killed before its first word
    while (there && !file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        const QString step = line.value("step"_L1).toString();
        const int number = line.value("number"_L1).toInt();
        if (step == "run"_L1 && !begun) {
            if (auto read = readRunLine(line, journal); !read)
                return base::fail(read.error());
            begun = true;
        } else if (step == "snapshot"_L1) { // begun anew: an earlier one does not count
            journal.snapshots.remove(number);
        } else if (step == "snapshot taken"_L1) {
            journal.snapshots.insert(number, snapshotFrom(line, RunFolder::snapshotPath(runId, number)));
        }
    }
    if (begun)
        return journal;
    return base::fail(u"bad-journal"_s,
                      tr("The journal of run %1 does not say what the run was asked to do, so it cannot go on. Usually "
                         "the file was cut off or edited, or it is from an earlier version. Roll the run back and "
                         "begin a new one.")
                          .arg(runId),
                      file.fileName());
}

} // namespace migration
