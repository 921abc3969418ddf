// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "migration/journal/report.h"
#include "postgres/settings.h"

#include <stop_token>

namespace migration {

enum class ChangedData : quint8 { Refuse, DropToo };

struct RollbackReport
{
    QString run;
    Verdict verdict = Verdict::RolledBack; ///< or Failed
    QStringList removed;                   ///< "schema creator_alice", …
    QStringList restored;                  ///< "schema creator_alice (as it was before the run)", …
    QStringList left;                      ///< what was not removed, and why
    std::optional<base::Error> error;      ///< code data-changed names the tables written since
};
QJsonObject toJson(const RollbackReport &report);

/// What a rollback would do to one creator.
struct RollbackItem
{
    QString creator;
    QString schema;
    enum class Fate : quint8 {
        Removed,   ///< the schema (of a global one: the tables) that the run made
        HalfBuilt, ///< only what was being built when the run ended
        Gone,      ///< nothing of it is there any more
    };
    Fate fate = Fate::Gone;
    qint64 rows = 0;           ///< there now
    qint64 rowsMoved = 0;      ///< there when the run ended
    QStringList changedTables; ///< written or altered since
    QString putBack;           ///< the schema that the run put aside and that comes back; empty if there is none
};

/// The creators that a rollback would touch, and what it would find; changes nothing. Reads every row, to tell which
/// were written since.
base::Result<QList<RollbackItem>> previewRollback(const postgres::Settings &target, const QString &runId,
                                                  const QString &creator, const base::ProgressSink &progress,
                                                  std::stop_token stop);

/// Removes what the run made (marked as ours), puts back what it put aside. Of one creator, or of all (empty). Can be
/// run twice.
RollbackReport rollback(const postgres::Settings &target, const QString &runId, const QString &creator,
                        ChangedData changed, const base::ProgressSink &progress, std::stop_token stop);

} // namespace migration
