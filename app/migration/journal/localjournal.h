// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/report.h"
#include "migration/journal/runrequest.h"
#include "sqlite/snapshot.h"

#include <QHash>

namespace migration {

/// What a run's folder tells of it without the server.
struct LocalJournal
{
    RunRequest request;                     ///< without a target
    QString target;                         ///< where it went, in words
    QList<CreatorReport> leftOut;           ///< creators that were not to be moved: refused, unchanged, …
    QHash<int, sqlite::Snapshot> snapshots; ///< complete ones, by the creator's number
};

/// Lines as the journal holds them: the run's first one, and that a snapshot is complete.
QJsonObject runLine(const QString &runId, const RunRequest &request, const QList<CreatorReport> &leftOut);
QJsonObject snapshotLine(const QString &creator, int number, const sqlite::Snapshot &snapshot);

/// A last line that was cut off is as if it had not been written. Codes: not-found, bad-journal.
base::Result<LocalJournal> readLocalJournal(const QString &runId);

} // namespace migration
