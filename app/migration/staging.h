// SPDX-License-Identifier: MIT
#pragma once

#include "migration/asiderows.h"
#include "migration/plan.h"
#include "migration/report.h"
#include "migration/verifier.h"
#include "migration/workers.h"

namespace migration {

/// One creator's schema while it is built, invisible to the application.
struct Staging
{
    const CreatorPlan &plan;
    QString schemaName;
    QString snapshotPath;
    ExceptionAddress address;
    AsideRows aside; ///< to leave out of the load; not needed for anything else
};

/// cutover_stage_<run>_<number>, cutover_aside_<run>_<number>
QString stagingName(const QString &runId, int number);
QString asideName(const QString &runId, int number);

/// What was loaded, parallel to CreatorPlan::tables.
struct LoadedTable
{
    qint64 rows = 0;
    qint64 forms = 0;
    qint64 attic = 0;
};

/// Makes the schema and loads every table, largest first; large ones in rowid ranges where there are several workers.
base::Result<QList<LoadedTable>> loadStaging(const Staging &staging, postgres::Connection &main, Workers &workers,
                                             const base::ProgressSink &progress, std::stop_token stop);
/// Keys, indexes, checks, foreign keys, statistics.
base::Result<void> buildConstraints(const Staging &staging, postgres::Connection &main, Workers &workers,
                                    const base::ProgressSink &progress, std::stop_token stop);
/// Every value, and the catalog. An unequal table is no Error: see TableVerdict.
struct StagingVerdict
{
    QList<TableVerdict> tables; ///< parallel to CreatorPlan::tables
    QStringList catalogDifferences;
};
base::Result<StagingVerdict> verifyStaging(const Staging &staging, postgres::Connection &main, Workers &workers,
                                           const base::ProgressSink &progress, std::stop_token stop);

} // namespace migration
