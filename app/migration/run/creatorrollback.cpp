// SPDX-License-Identifier: MIT
#include "migration/run/creatorrollback.h"

#include "migration/transfer/schemadrop.h"
#include "migration/transfer/staging.h"
#include "postgres/catalog.h"
#include "schema/identifier.h"

#include <QCoreApplication>
#include <QSet>

using namespace Qt::StringLiterals;

namespace migration {

base::Result<bool> CreatorRollback::isOurs()
{
    const QString mark = ownershipMark(m_creator.runId, m_creator.creator);
    if (!m_creator.globalSchema) {
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
    QString sql =
        u"SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND "_s + postgres::isInSchema(u"c.oid"_s);
    QVariantList values{m_creator.schemaName};
    if (m_creator.globalSchema) {
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
    for (const TablePlan &table : m_plan.tables) {
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
    for (const TablePlan &table : m_plan.tables) {
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
    if (!m_creator.globalSchema)
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
    if (m_plan.tables.size() <= dropBatchSize) {
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

} // namespace migration
