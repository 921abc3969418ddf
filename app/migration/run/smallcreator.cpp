// SPDX-License-Identifier: MIT
#include "migration/run/smallcreator.h"

#include "migration/run/commit.h"
#include "migration/run/leftbackends.h"
#include "postgres/ddl.h"
#include "schema/identifier.h"

using namespace Qt::StringLiterals;

namespace migration {

namespace {

/// Runs inside one transaction, in the order in which the functions stand here.
class SmallCreator
{
public:
    SmallCreator(CreatorJob &job, postgres::Connection &connection, const std::stop_token &stop)
        : m_job(job), m_staging(stagingOf(job)), m_connection(connection), m_stop(stop)
    {
    }

    base::Result<StagingVerdict> build()
    {
        const auto canceller = m_connection.cancelOnStop(m_stop);
        base::Result<void> done = reserve();
        if (done)
            done = load();
        if (done)
            done = addConstraints();
        if (!done)
            return base::fail(done.error());
        return verify();
    }

private:
    base::Result<void> reserve()
    {
        const QString &schemaName = m_staging.plan.schemaName;
        const auto locked =
            m_connection.row(u"SELECT pg_try_advisory_xact_lock(%1)::text"_s.arg(schemaLockKey(schemaName)));
        if (!locked)
            return base::fail(locked.error());
        if (locked->value(0) != u"true")
            return base::fail(schemaIsLocked(schemaName));
        return checkPlaceFree(m_connection, m_staging.plan, m_job.context.request.ifPresentFor(m_job.source.creator));
    }

    base::Result<void> load()
    {
        const RunClock::Span span(m_job.context.clock, base::Phase::Load);
        QStringList sql{creatorSql(entryOf(m_job), CreatorState::Loading),
                        u"CREATE SCHEMA "_s + schema::quoteIdentifier(m_staging.schemaName)};
        for (const TablePlan &table : m_staging.plan.tables)
            sql += postgres::createTable(m_staging.schemaName, table.targetTable());
        if (auto made = m_connection.executeAll(sql); !made)
            return made;
        for (qsizetype table = 0; table < m_staging.plan.tables.size(); ++table) {
            auto loaded = loadPiece(m_staging, {table, {}, true, 0}, m_connection, m_job.progress, m_stop);
            if (!loaded)
                return base::fail(loaded.error());
            m_attic.append(loaded->attic);
            m_loaded.append(*loaded);
        }
        return {};
    }

    base::Result<void> addConstraints()
    {
        const RunClock::Span span(m_job.context.clock, base::Phase::Constraints);
        if (m_job.progress)
            m_job.progress({.phase = base::Phase::Constraints, .done = 0, .of = 1});
        if (m_stop.stop_requested())
            return base::failStopped();
        QStringList sql;
        QStringList last;
        QStringList names;
        for (const TablePlan &table : m_staging.plan.tables) {
            const schema::TargetTable target = table.targetTable();
            sql += keysSql(m_staging.schemaName, target);
            for (const schema::TargetIndex &index : target.indexes)
                sql += postgres::createIndex(m_staging.schemaName, target, index);
            for (const schema::TargetForeignKey &key : target.foreignKeys)
                last += postgres::createForeignKey(m_staging.schemaName, target, key);
            names += schema::qualified(m_staging.schemaName, target.name);
        }
        sql += last;
        if (!names.isEmpty())
            sql += u"ANALYZE "_s + names.join(u", "_s);
        return m_connection.executeAll(sql);
    }

    base::Result<StagingVerdict> verify()
    {
        const RunClock::Span span(m_job.context.clock, base::Phase::Verify);
        auto verdict = verifyStaging(m_staging, m_connection, m_job.progress, m_stop, m_loaded);
        if (!verdict)
            return verdict;
        if (auto fine = judge(m_job, *verdict, m_attic); !fine)
            return base::fail(fine.error());
        return verdict;
    }

    CreatorJob &m_job;
    Staging m_staging;
    postgres::Connection &m_connection;
    const std::stop_token &m_stop;
    QList<qint64> m_attic;
    QList<LoadedRows> m_loaded;
};

} // namespace

bool fitsOneTransaction(const CreatorJob &job, qint64 mostBytes)
{
    return job.prepared.snapshot.bytes <= mostBytes && relationsOf(job.prepared.plan) <= job.context.mostRelations;
}

namespace {

base::Result<void> attempt(CreatorJob &job, postgres::Connection &connection, const std::stop_token &stop)
{
    auto transaction = postgres::Transaction::begin(connection);
    if (!transaction)
        return base::fail(transaction.error());
    job.onServer = CreatorJob::OnServer::Transaction;
    const auto verdict = SmallCreator(job, connection, stop).build();
    if (!verdict)
        return base::fail(verdict.error());
    if (auto committed = commitJob(job, *verdict, connection, *transaction, stop); !committed)
        return committed;
    (void)recordStep(job, u"committed"_s, RunFolder::Flush::ToSystem); // the database's journal has it already
    return {};
}

} // namespace

/// Where the connection breaks before the last step, nothing of the transaction is there: it is done once more.
base::Result<void> moveAtOnce(CreatorJob &job, Worker &worker, const std::stop_token &stop)
{
    for (int attempts = 1;; ++attempts) {
        auto connection = worker.connection();
        if (!connection)
            return base::fail(connection.error());
        if (attempts > 1) {
            job.context.session.distrust();
            if (auto ended = endLeftBackend(**connection, job.context.folder.id(), job.backend); !ended)
                return ended;
        }
        job.backend = (*connection)->backend();
        auto done = attempt(job, **connection, stop);
        if (done || job.committing || !mayBeTriedAgain(done.error(), attempts, stop))
            return done;
    }
}

} // namespace migration
