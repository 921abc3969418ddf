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

/// Rows of these tables now and then, and which of them were written to in between.
base::Result<void> CreatorRollback::compareRows(const QStringList &tables, RollbackItem &item,
                                                const std::stop_token &stop)
{
    const auto before = digestsOf(m_connection, m_creator.runId, m_creator.creator);
    if (!before)
        return base::fail(before.error());
    const bool guarded = m_connection.inTransaction(); // a table that cannot be read must not end it
    if (auto marked = guarded ? m_connection.execute(u"SAVEPOINT compared"_s) : base::Result<void>(); !marked)
        return marked;
    for (const TablePlan &table : m_plan.tables) {
        if (!tables.contains(table.target.name))
            continue;
        const auto now = digestTable(m_connection, m_creator.schemaName, table, stop);
        if (!now &&
            (now.error().code == base::stoppedCode || now.error().code == u"too-many-locks" || !m_connection.alive()))
            return base::fail(now.error()); // which says nothing of the table
        if (!now && guarded) {
            if (auto back = m_connection.execute(u"ROLLBACK TO SAVEPOINT compared"_s); !back)
                return back;
        }
        if (!now || *now != before->value(table.source))
            item.changedTables += table.target.name;
        item.rows += now ? now->rows : 0;
    }
    for (const TablePlan &table : m_plan.tables)
        item.rowsMoved += before->value(table.source).rows;
    return {};
}

/// Code data-changed.
base::Result<void> CreatorRollback::refuseChanged(const QStringList &tables, const QString &message,
                                                  const std::stop_token &stop)
{
    RollbackItem item;
    if (auto compared = compareRows(tables, item, stop); !compared || item.changedTables.isEmpty())
        return compared;
    return base::fail(u"data-changed"_s, message.arg(m_creator.creator), item.changedTables.join(u", "_s));
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
        const auto present = presentTables();
        if (!present)
            return base::fail(present.error());
        if (auto compared = compareRows(*present, item, stop); !compared)
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

bool CreatorRollback::goesAtOnce() const
{
    return m_plan.tables.size() <= dropBatchSize;
}

/// What was written since the move is looked for while nobody can write; where tables go in batches, before the first
/// one as well, so that as a rule nothing is touched.
base::Result<void> CreatorRollback::dropObjects(ChangedData changed, const std::stop_token &stop)
{
    const auto tables = presentTables();
    if (!tables)
        return base::fail(tables.error());
    const QString untouched = QCoreApplication::translate(
        "migration", "Rows of %1 were written or altered since the move, and a rollback would lose them. Nothing was "
                     "removed. If they are not needed, roll back again with “force”.");
    const QString betweenBatches = QCoreApplication::translate(
        "migration", "Rows of %1 were written while its tables were being removed. These tables are kept, others are "
                     "gone already. Close what writes to them; if the new rows are not needed, roll back again with "
                     "“force”.");
    LastLook lastLook;
    if (changed == ChangedData::Refuse) {
        if (!goesAtOnce()) {
            if (auto same = refuseChanged(*tables, untouched, stop); !same)
                return same;
        }
        lastLook = [&](const QStringList &locked) {
            return refuseChanged(locked, goesAtOnce() ? untouched : betweenBatches, stop);
        };
    }
    if (auto dropped = dropTables(m_connection, m_creator.schemaName, *tables, lastLook); !dropped)
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

base::Result<void> CreatorRollback::removeAndPutBack(Mark mark, ChangedData changed, const std::stop_token &stop)
{
    const auto canceller = m_connection.cancelOnStop(stop); // somebody may hold a lock on a table
    if (mark == Mark::Ours) {
        if (auto dropped = dropObjects(changed, stop); !dropped)
            return dropped;
    }
    return putBack();
}

/// In one transaction as far as the server's lock table allows; what is dropped in batches can be dropped again.
base::Result<void> CreatorRollback::undoCommit(ChangedData changed, const std::stop_token &stop)
{
    const auto ours = isOurs();
    if (!ours)
        return base::fail(ours.error());
    std::optional<postgres::Transaction> transaction;
    if (goesAtOnce()) {
        auto begun = postgres::Transaction::begin(m_connection);
        if (!begun)
            return base::fail(begun.error());
        transaction.emplace(std::move(*begun));
    }
    if (auto removed = removeAndPutBack(*ours ? Mark::Ours : Mark::Gone, changed, stop); !removed)
        return removed;
    if (auto forgotten = forget(); !forgotten)
        return forgotten;
    return transaction ? transaction->commit() : base::Result<void>();
}

/// The journal keeps of the creator only that it was rolled back.
base::Result<void> CreatorRollback::forget()
{
    if (auto forgotten = m_connection.execute(forgetCellsSql(m_creator.runId, m_creator.creator)); !forgotten)
        return forgotten;
    return recordState(m_connection, m_creator.runId, m_creator.creator, CreatorState::RolledBack);
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
    return m_creator.state == stateName(CreatorState::Committed) ? undoCommit(changed, stop) : forget();
}

} // namespace migration
