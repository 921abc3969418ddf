// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/report.h"
#include "migration/plan/plan.h"
#include "migration/transfer/verifier.h"
#include "postgres/connection.h"
#include "sqlite/snapshot.h"

#include <QHash>
#include <QSet>
#include <optional>

/// The part of the journal that lives in the database (schema cutover; see journaltables.h).
namespace migration {

/// Where a creator is on its way. Everything before Committed is invisible to the application.
enum class CreatorState : quint8 { Loading, Committed, Failed, Cancelled, RolledBack };
QString stateName(CreatorState state);

struct JournalCreator
{
    QString runId;
    QString creator;
    int number = 0; ///< in its run: names the staging and put-aside schemas
    QString schemaName;
    QString sourcePath;
    QString snapshotPath;
    QByteArray snapshotSha256;
    QString fingerprint;
    QString asideSchema; ///< empty if nothing was put aside
    QString state;
    bool globalSchema = false; ///< as in the plan
    qint64 bytes = 0;          ///< as in the plan
    qint64 rows = 0;           ///< as in the plan
};

/// As running, also if it is known already.
base::Result<void> recordRun(postgres::Connection &connection, const QString &runId);
/// None if the database does not know the run.
base::Result<std::optional<Verdict>> verdictOf(postgres::Connection &connection, const QString &runId);
base::Result<void> recordRunEnd(postgres::Connection &connection, const RunReport &report);
base::Result<void> recordState(postgres::Connection &connection, const QString &runId, const QString &creator,
                               CreatorState state);

/// What the journal says of a creator, as statements that go to the server along with others.
struct CreatorEntry
{
    const QString &runId;
    int number = 0;
    const CreatorPlan &plan;
    const sqlite::Snapshot &snapshot;
};
/// The creator in this state, in place of what was there, and the originals of the source's DDL.
QString creatorSql(const CreatorEntry &entry, CreatorState state);
/// State Committed, put-aside schema (empty: none), report, and the tables with their digests.
QString committedSql(const QString &runId, const QString &asideSchema, const CreatorReport &report,
                     const QList<TableVerdict> &tables);
/// A finished task of a creator, under its key.
struct TaskEntry
{
    QString key;
    qint64 rows = 0;
    qint64 forms = 0;
    qint64 attic = 0;
};
QString taskSql(const ExceptionAddress &address, const TaskEntry &task);
QString forgetTasksSql(const ExceptionAddress &address);
/// By their keys.
base::Result<QHash<QString, TaskEntry>> tasksOf(postgres::Connection &connection, const ExceptionAddress &address);
/// Cells' forms, attic, originals and finished tasks of one creator, when it is rolled back or never came to be.
QString forgetCellsSql(const QString &runId, const QString &creator);
/// Empty if the journal does not know the creator.
base::Result<QString> stateOf(postgres::Connection &connection, const QString &runId, const QString &creator);
/// What was reported of a committed creator.
base::Result<CreatorReport> committedReport(postgres::Connection &connection, const QString &runId,
                                            const QString &creator);

/// Names of the run's committed creators.
base::Result<QSet<QString>> committedCreators(postgres::Connection &connection, const QString &runId);

base::Result<bool> hasJournal(postgres::Connection &connection);
/// Creators of a run; none if the run is unknown.
base::Result<QList<JournalCreator>> creatorsOfRun(postgres::Connection &connection, const QString &runId);
/// By which it was moved. Apart from the list, which may be of thousands.
base::Result<CreatorPlan> planOf(postgres::Connection &connection, const JournalCreator &creator);
/// The newest committed, not rolled back creator that became this schema.
base::Result<std::optional<JournalCreator>> committedAs(postgres::Connection &connection, const QString &schemaName);
/// Digests as of the commit, by source table.
base::Result<QMap<QString, Digest>> digestsOf(postgres::Connection &connection, const QString &runId,
                                              const QString &creator);

/// The mark of ownership: a comment on the schema, or on each object in a schema that is not ours alone.
QString ownershipMark(const QString &runId, const QString &creator);

} // namespace migration
