// SPDX-License-Identifier: MIT
#include "migration/transfer/staging.h"

#include "postgres/catalog.h"
#include "postgres/ddl.h"

#include <QSet>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

/// Ranges of one table each count from zero: gives every piece its own name for the sum.
base::ProgressSink pieceProgress(const base::ProgressSink &progress, const LoadPiece &piece)
{
    if (piece.whole || !progress)
        return progress;
    return [progress, first = piece.range.first](base::Progress p) {
        p.table += u" from "_s + QString::number(first);
        progress(p);
    };
}

} // namespace

QString stagingName(const QString &runId, int number)
{
    return u"cutover_stage_%1_%2"_s.arg(runId).arg(number);
}

QString asideName(const QString &runId, int number)
{
    return u"cutover_aside_%1_%2"_s.arg(runId).arg(number);
}

base::Result<LoadedRows> loadPiece(const Staging &staging, const LoadPiece &piece, postgres::Connection &connection,
                                   const base::ProgressSink &progress, const std::stop_token &stop)
{
    const TablePlan &table = staging.plan.tables[piece.table];
    const base::ProgressSink own = pieceProgress(progress, piece);
    if (own)
        own({.phase = base::Phase::Load, .table = table.source, .of = table.rows});
    const QList<qint64> aside = staging.aside.value(piece.table);
    return loadTable(connection, staging.schemaName, table, staging.snapshotPath, {piece.range, aside}, piece.whole,
                     staging.address, own, stop);
}

QStringList keysSql(const QString &schemaName, const schema::TargetTable &table)
{
    QStringList sql = postgres::createPrimaryKey(schemaName, table);
    for (const schema::TargetKey &key : table.uniques)
        sql += postgres::createUnique(schemaName, table, key);
    for (const schema::TargetCheck &check : table.checks)
        sql += postgres::createCheck(schemaName, table, check);
    return sql;
}

QString joined(const QStringList &statements)
{
    return statements.join(u"; "_s);
}

bool isEqual(const StagingVerdict &verdict)
{
    return verdict.catalogDifferences.isEmpty() && std::all_of(verdict.tables.begin(), verdict.tables.end(),
                                                               [](const TableVerdict &table) { return table.equal; });
}

base::Result<TableVerdict> verifyStagedTable(const Staging &staging, qsizetype table, postgres::Connection &connection,
                                             const base::ProgressSink &progress, const std::stop_token &stop,
                                             const LoadedRows *loaded)
{
    const TablePlan &plan = staging.plan.tables[table];
    if (progress)
        progress({.phase = base::Phase::Verify, .table = plan.source, .of = plan.rows});
    return verifyTable(connection, staging.schemaName, plan, staging.snapshotPath, staging.address, progress, stop,
                       loaded);
}

base::Result<QStringList> catalogDifferences(const Staging &staging, postgres::Connection &connection)
{
    auto catalog = postgres::readCatalog(connection, staging.schemaName);
    if (!catalog)
        return base::fail(catalog.error());
    QList<schema::TargetTable> planned;
    QSet<QString> names;
    for (const TablePlan &table : staging.plan.tables) {
        planned.append(table.targetTable());
        names.insert(table.target.name);
    }
    if (staging.plan.globalSchema) // others may have tables of their own there
        catalog->removeIf([&](const schema::TargetTable &table) { return !names.contains(table.name); });
    return postgres::compareCatalog(planned, *catalog);
}

base::Result<StagingVerdict> verifyStaging(const Staging &staging, postgres::Connection &connection,
                                           const base::ProgressSink &progress, const std::stop_token &stop,
                                           const QList<LoadedRows> &loaded)
{
    StagingVerdict verdict;
    for (qsizetype table = 0; table < staging.plan.tables.size(); ++table) {
        auto verified = verifyStagedTable(staging, table, connection, progress, stop,
                                          table < loaded.size() ? &loaded[table] : nullptr);
        if (!verified)
            return base::fail(verified.error());
        verdict.tables.append(std::move(*verified));
    }
    auto differences = catalogDifferences(staging, connection);
    if (!differences)
        return base::fail(differences.error());
    verdict.catalogDifferences = std::move(*differences);
    return verdict;
}

} // namespace migration
