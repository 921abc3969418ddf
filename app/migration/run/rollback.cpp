// SPDX-License-Identifier: MIT
#include "migration/run/rollback.h"

#include "migration/journal/databasejournal.h"
#include "migration/journal/history.h"
#include "migration/journal/journaltables.h"
#include "migration/journal/localjournal.h"
#include "migration/journal/runfolder.h"
#include "migration/run/leftbackends.h"
#include "migration/transfer/schemadrop.h"
#include "migration/transfer/staging.h"
#include "postgres/catalog.h"
#include "schema/identifier.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

/// What stands in the way of dropping a creator, looked at before anything is touched.
class CreatorRollback
{
public:
    CreatorRollback(postgres::Connection &connection, const JournalCreator &creator, RollbackReport &report)
        : m_connection(connection), m_creator(creator), m_report(report)
    {
    }

    base::Result<void> run(ChangedData changed, const std::stop_token &stop);
    base::Result<RollbackItem> look(const std::stop_token &stop);

private:
    enum class Mark { Ours, Gone };
    base::Result<void> compareRows(RollbackItem &item, const std::stop_token &stop);
    base::Result<void> undoCommit(Mark mark);
    base::Result<bool> isOurs();
    base::Result<void> refuseChanged(const std::stop_token &stop);
    base::Result<QStringList> presentTables();
    base::Result<void> dropObjects();
    base::Result<void> dropOwnSchema();
    base::Result<void> putBack();

    postgres::Connection &m_connection;
    const JournalCreator &m_creator;
    RollbackReport &m_report;
};

base::Result<bool> CreatorRollback::isOurs()
{
    const QString mark = ownershipMark(m_creator.runId, m_creator.creator);
    if (!m_creator.plan.globalSchema) {
        const auto comment = postgres::schemaComment(m_connection, m_creator.schemaName);
        if (!comment)
            return base::fail(comment.error());
        return *comment == mark;
    }
    const auto marked =
        m_connection.value(u"SELECT count(*)::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                           "WHERE n.nspname = ? AND obj_description(c.oid, 'pg_class') = ?"_s,
                           {m_creator.schemaName, mark});
    if (!marked)
        return base::fail(marked.error());
    return marked->toLongLong() > 0;
}

/// The run's tables that are still there; in a global schema only those that still carry the mark.
base::Result<QStringList> CreatorRollback::presentTables()
{
    QString sql = u"SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                  "WHERE n.nspname = ? AND c.relkind IN ('r', 'p')"_s;
    QVariantList values{m_creator.schemaName};
    if (m_creator.plan.globalSchema) {
        sql += u" AND obj_description(c.oid, 'pg_class') = ?"_s;
        values.append(ownershipMark(m_creator.runId, m_creator.creator));
    }
    auto query = m_connection.select(sql, values);
    if (!query)
        return base::fail(query.error());
    QSet<QString> there;
    while (query->next())
        there.insert(query->value(0).toString());
    QStringList tables;
    for (const TablePlan &table : m_creator.plan.tables) {
        if (there.contains(table.target.name))
            tables += table.target.name;
    }
    return tables;
}

/// Rows now and then, and the tables that were written to in between.
base::Result<void> CreatorRollback::compareRows(RollbackItem &item, const std::stop_token &stop)
{
    const auto before = digestsOf(m_connection, m_creator.runId, m_creator.creator);
    if (!before)
        return base::fail(before.error());
    const auto present = presentTables();
    if (!present)
        return base::fail(present.error());
    for (const TablePlan &table : m_creator.plan.tables) {
        item.rowsMoved += before->value(table.source).rows;
        if (!present->contains(table.target.name))
            continue;
        const auto now = digestTable(m_connection, m_creator.schemaName, table, stop);
        if (!now && now.error().code == base::stoppedCode)
            return base::fail(now.error());
        if (!now || *now != before->value(table.source))
            item.changedTables += table.target.name;
        item.rows += now ? now->rows : 0;
    }
    return {};
}

base::Result<void> CreatorRollback::refuseChanged(const std::stop_token &stop)
{
    RollbackItem item;
    if (auto compared = compareRows(item, stop); !compared || item.changedTables.isEmpty())
        return compared;
    return base::fail(
        u"data-changed"_s,
        QCoreApplication::translate("migration",
                                    "Rows of %1 were written or altered since the move, and a rollback would lose "
                                    "them. Nothing was removed. If they are not needed, roll back again with “force”.")
            .arg(m_creator.creator),
        item.changedTables.join(u", "_s));
}

base::Result<RollbackItem> CreatorRollback::look(const std::stop_token &stop)
{
    using Fate = RollbackItem::Fate;
    RollbackItem item{.creator = m_creator.creator, .schema = m_creator.schemaName};
    const auto halfBuilt = postgres::schemaExists(m_connection, stagingName(m_creator.runId, m_creator.number));
    if (!halfBuilt)
        return base::fail(halfBuilt.error());
    item.fate = *halfBuilt ? Fate::HalfBuilt : Fate::Gone;
    if (m_creator.state != stateName(CreatorState::Committed))
        return item;
    const auto ours = isOurs();
    if (!ours)
        return base::fail(ours.error());
    if (*ours) {
        item.fate = Fate::Removed;
        if (auto compared = compareRows(item, stop); !compared)
            return base::fail(compared.error());
    }
    if (m_creator.asideSchema.isEmpty())
        return item;
    const auto aside = postgres::schemaExists(m_connection, m_creator.asideSchema);
    if (!aside)
        return base::fail(aside.error());
    item.putBack = *aside ? m_creator.asideSchema : QString();
    return item;
}

base::Result<void> CreatorRollback::dropOwnSchema()
{
    const auto others =
        m_connection.value(u"SELECT string_agg(pg_describe_object(d.classid, d.objid, d.objsubid), ', ') "
                           "FROM pg_depend d JOIN pg_namespace n ON n.oid = d.refobjid "
                           "WHERE d.refclassid = 'pg_namespace'::regclass AND d.deptype = 'n' AND n.nspname = ?"_s,
                           {m_creator.schemaName});
    if (!others)
        return base::fail(others.error());
    const QString name = schema::quoteIdentifier(m_creator.schemaName);
    if (others->isEmpty()) {
        m_report.removed += QCoreApplication::translate("migration", "schema %1").arg(m_creator.schemaName);
        return m_connection.execute(u"DROP SCHEMA "_s + name);
    }
    m_report.removed += QCoreApplication::translate("migration", "the tables of schema %1").arg(m_creator.schemaName);
    m_report.left +=
        QCoreApplication::translate("migration", "schema %1, because it holds things that this run did not make: %2")
            .arg(m_creator.schemaName, *others);
    return m_connection.execute(u"COMMENT ON SCHEMA "_s + name + u" IS NULL"_s);
}

base::Result<void> CreatorRollback::dropObjects()
{
    const auto tables = presentTables();
    if (!tables)
        return base::fail(tables.error());
    if (auto dropped = dropTables(m_connection, m_creator.schemaName, *tables); !dropped)
        return dropped;
    if (!m_creator.plan.globalSchema)
        return dropOwnSchema();
    for (const QString &table : *tables)
        m_report.removed +=
            QCoreApplication::translate("migration", "table %1 of schema %2").arg(table, m_creator.schemaName);
    return {};
}

base::Result<void> CreatorRollback::putBack()
{
    if (m_creator.asideSchema.isEmpty())
        return {};
    const auto there = postgres::schemaExists(m_connection, m_creator.asideSchema);
    const auto taken = there ? postgres::schemaExists(m_connection, m_creator.schemaName) : there;
    if (!taken)
        return base::fail(taken.error());
    if (!*there)
        return {};
    if (*taken) {
        m_report.left +=
            QCoreApplication::translate("migration", "schema %1, which was put aside, because its name %2 is taken")
                .arg(m_creator.asideSchema, m_creator.schemaName);
        return {};
    }
    auto renamed = m_connection.execute(u"ALTER SCHEMA "_s + schema::quoteIdentifier(m_creator.asideSchema) +
                                        u" RENAME TO "_s + schema::quoteIdentifier(m_creator.schemaName));
    if (renamed)
        m_report.restored +=
            QCoreApplication::translate("migration", "schema %1, as it was before the run").arg(m_creator.schemaName);
    return renamed;
}

/// In one transaction as far as the server's lock table allows; what is dropped in batches can be dropped again.
base::Result<void> CreatorRollback::undoCommit(Mark mark)
{
    std::optional<postgres::Transaction> transaction;
    if (m_creator.plan.tables.size() <= dropBatchSize) {
        auto begun = postgres::Transaction::begin(m_connection);
        if (!begun)
            return base::fail(begun.error());
        transaction.emplace(std::move(*begun));
    }
    if (mark == Mark::Ours) {
        if (auto dropped = dropObjects(); !dropped)
            return dropped;
    }
    if (auto restored = putBack(); !restored)
        return restored;
    return transaction ? transaction->commit() : base::Result<void>();
}

base::Result<void> CreatorRollback::run(ChangedData changed, const std::stop_token &stop)
{
    const QString staging = stagingName(m_creator.runId, m_creator.number);
    const auto halfBuilt = postgres::schemaExists(m_connection, staging);
    if (!halfBuilt)
        return base::fail(halfBuilt.error());
    if (*halfBuilt) {
        if (auto dropped = dropStaging(m_connection, staging); !dropped)
            return dropped;
        m_report.removed += QCoreApplication::translate("migration", "half-built schema %1").arg(staging);
    }
    if (m_creator.state == stateName(CreatorState::Committed)) {
        const auto ours = isOurs();
        if (!ours)
            return base::fail(ours.error());
        if (*ours && changed == ChangedData::Refuse) {
            if (auto same = refuseChanged(stop); !same)
                return same;
        }
        if (auto undone = undoCommit(*ours ? Mark::Ours : Mark::Gone); !undone)
            return undone;
    }
    if (auto forgotten = m_connection.execute(forgetCellsSql(m_creator.runId, m_creator.creator)); !forgotten)
        return forgotten;
    return recordState(m_connection, m_creator.runId, m_creator.creator, CreatorState::RolledBack);
}

/// Killed before it reached the database, and it was on its way to this one.
bool wasOnItsWay(const postgres::Settings &target, const QString &runId)
{
    const auto journal = readLocalJournal(runId);
    return journal && journal->target == target.describe();
}

base::Result<QList<JournalCreator>> creatorsToRollBack(postgres::Connection &connection,
                                                       const postgres::Settings &target, const QString &runId,
                                                       const QString &creator)
{
    const auto journal = hasJournal(connection);
    if (!journal)
        return base::fail(journal.error());
    if (*journal) {
        if (auto complete = ensureJournalTables(connection); !complete) // an earlier version made fewer
            return base::fail(complete.error());
    }
    const auto verdict =
        *journal ? verdictOf(connection, runId) : base::Result<std::optional<Verdict>>(std::optional<Verdict>());
    if (!verdict)
        return base::fail(verdict.error());
    if (!*verdict && !wasOnItsWay(target, runId)) {
        return base::fail(
            u"unknown-run"_s,
            tr("This database knows no run “%1”. The command “history” lists the runs; perhaps it was another "
               "database.")
                .arg(runId));
    }
    auto all = *journal ? creatorsOfRun(connection, runId) : QList<JournalCreator>();
    if (!all || creator.isEmpty())
        return all;
    all->removeIf([&](const JournalCreator &candidate) { return candidate.creator != creator; });
    if (all->isEmpty())
        return base::fail(u"unknown-creator"_s, tr("The run %1 moved no creator named “%2”.").arg(runId, creator));
    return all;
}

base::Result<void> recordRunRolledBack(postgres::Connection &connection, const QString &runId)
{
    const auto journal = hasJournal(connection);
    if (!journal || !*journal)
        return journal ? base::Result<void>() : base::Result<void>(base::fail(journal.error()));
    auto done =
        connection.select(u"UPDATE cutover.run SET verdict = 'rolled-back' WHERE id = ? AND NOT EXISTS (SELECT 1 FROM "
                          "cutover.creator c WHERE c.run_id = cutover.run.id AND c.state <> 'rolled-back')"_s,
                          {runId});
    if (!done)
        return base::fail(done.error());
    return {};
}

} // namespace

RollbackReport rollback(const postgres::Settings &target, const QString &runId, const QString &creator,
                        ChangedData changed, const base::ProgressSink &progress, std::stop_token stop)
{
    RollbackReport report{.run = runId};
    const auto fail = [&](const base::Error &error) {
        report.error = error;
        report.verdict = error.code == base::stoppedCode ? Verdict::Cancelled : Verdict::Failed;
        return report;
    };
    if (RunFolder::ownerOf(runId) == RunFolder::Owner::Alive)
        return fail(
            {u"run-active"_s, tr("The run %1 is still at work. Stop it first, then roll it back.").arg(runId), {}});
    auto connection = postgres::Connection::open(target, u"cutover rollback"_s);
    if (!connection)
        return fail(connection.error());
    if (auto ended = endLeftBackends(*connection, runId, stop); !ended)
        return fail(ended.error());
    const auto creators = creatorsToRollBack(*connection, target, runId, creator);
    if (!creators)
        return fail(creators.error());
    std::optional<base::Error> first;
    QStringList rolledBackCreators;
    qint64 done = 0;
    for (const JournalCreator &one : *creators) {
        if (stop.stop_requested())
            return fail(base::failStopped().value());
        if (progress)
            progress({.phase = base::Phase::Rollback, .creator = one.creator, .done = done++, .of = creators->size()});
        RollbackReport own;
        if (auto rolledBack = CreatorRollback(*connection, one, own).run(changed, stop); !rolledBack) {
            if (!first)
                first = rolledBack.error();
            continue; // one creator's trouble is that creator's alone
        }
        rolledBackCreators += one.creator;
        report.removed += own.removed;
        report.restored += own.restored;
        report.left += own.left;
    }
    if (auto recorded = recordRunRolledBack(*connection, runId); !recorded && !first)
        first = recorded.error();
    if (creator.isEmpty() && !first)
        noteRollback(runId, {});
    else if (!rolledBackCreators.isEmpty())
        noteRollback(runId, rolledBackCreators);
    return first ? fail(*first) : report;
}

base::Result<QList<RollbackItem>> previewRollback(const postgres::Settings &target, const QString &runId,
                                                  const QString &creator, const base::ProgressSink &progress,
                                                  std::stop_token stop)
{
    auto connection = postgres::Connection::open(target, u"cutover rollback"_s);
    if (!connection)
        return base::fail(connection.error());
    const auto creators = creatorsToRollBack(*connection, target, runId, creator);
    if (!creators)
        return base::fail(creators.error());
    QList<RollbackItem> items;
    for (const JournalCreator &one : *creators) {
        if (stop.stop_requested())
            return base::failStopped();
        if (progress)
            progress(
                {.phase = base::Phase::Rollback, .creator = one.creator, .done = items.size(), .of = creators->size()});
        RollbackReport unused;
        auto item = CreatorRollback(*connection, one, unused).look(stop);
        if (!item)
            return base::fail(item.error());
        items.append(std::move(*item));
    }
    return items;
}

QJsonObject toJson(const RollbackReport &report)
{
    return {{u"run"_s, report.run},
            {u"verdict"_s, verdictName(report.verdict)},
            {u"removed"_s, QJsonArray::fromStringList(report.removed)},
            {u"restored"_s, QJsonArray::fromStringList(report.restored)},
            {u"left"_s, QJsonArray::fromStringList(report.left)},
            {u"error"_s, report.error ? QJsonValue(toJson(*report.error)) : QJsonValue(QJsonValue::Null)}};
}

} // namespace migration
