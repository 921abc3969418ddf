// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "migration/report.h"
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

/// Removes what the run made (marked as ours), puts back what it put aside. Of one creator, or of all (empty). Can be
/// run twice.
RollbackReport rollback(const postgres::Settings &target, const QString &runId, const QString &creator,
                        ChangedData changed, const base::ProgressSink &progress, std::stop_token stop);

} // namespace migration
