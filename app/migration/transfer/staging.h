// SPDX-License-Identifier: MIT
#pragma once

#include "migration/plan/plan.h"
#include "migration/transfer/asiderows.h"
#include "migration/transfer/loadpieces.h"
#include "migration/transfer/tableload.h"
#include "migration/transfer/verifier.h"

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

/// Loads one piece in the caller's transaction. A whole table must have been created in it.
base::Result<LoadedRows> loadPiece(const Staging &staging, const LoadPiece &piece, postgres::Connection &connection,
                                   const base::ProgressSink &progress, const std::stop_token &stop);

/// What makes a table's primary key, unique keys and checks: it is locked meanwhile.
QStringList keysSql(const QString &schemaName, const schema::TargetTable &table);
/// Statements in one text, as one goes to the server.
QString joined(const QStringList &statements);

/// Every value, and the catalog. An unequal table is no Error: see TableVerdict.
struct StagingVerdict
{
    QList<TableVerdict> tables; ///< parallel to CreatorPlan::tables
    QStringList catalogDifferences;
};
bool isEqual(const StagingVerdict &verdict);
/// `loaded`: as for verifyTable().
base::Result<TableVerdict> verifyStagedTable(const Staging &staging, qsizetype table, postgres::Connection &connection,
                                             const base::ProgressSink &progress, const std::stop_token &stop,
                                             const LoadedRows *loaded = nullptr);
base::Result<QStringList> catalogDifferences(const Staging &staging, postgres::Connection &connection);
/// All of it, table by table. `loaded`: by table, if it was loaded just now.
base::Result<StagingVerdict> verifyStaging(const Staging &staging, postgres::Connection &connection,
                                           const base::ProgressSink &progress, const std::stop_token &stop,
                                           const QList<LoadedRows> &loaded = {});

} // namespace migration
