// SPDX-License-Identifier: MIT
#include "migration/verifier.h"

#include "migration/difference.h"
#include "migration/digest.h"
#include "migration/targetscan.h"

namespace migration {

namespace {

RowVisitor adder(Digest &digest, RowHasher &hasher)
{
    return [&digest, &hasher](qint64, std::span<const schema::RawValue> values) { add(digest, hasher.hash(values)); };
}

class Verification
{
public:
    Verification(postgres::Connection &connection, const QString &schemaName, const TablePlan &table,
                 const sqlite::Database &snapshot, const ExceptionAddress &address)
        : m_connection(connection),
          m_schemaName(schemaName),
          m_table(table),
          m_source(connection, table, snapshot, address)
    {
    }

    base::Result<TableVerdict> run(Ticker &ticker, const std::stop_token &stop)
    {
        Digest source;
        Digest target;
        RowHasher hasher;
        auto scanned = m_source.run(adder(source, hasher), ticker);
        if (scanned)
            scanned = scanTarget(m_connection, m_schemaName, m_table, adder(target, hasher), ticker);
        if (!scanned)
            return base::fail(scanned.error());
        const ExceptionFindings findings = m_source.findings();
        TableVerdict verdict{m_table.source, target.rows, target.rows * m_table.columns.size(), target};
        verdict.equal = source == target && findings.count == 0;
        verdict.differingRows = findings.count;
        verdict.differences = findings.differences;
        if (source != target) {
            if (auto named = nameDifferences(verdict, source.rows + target.rows, stop); !named)
                return base::fail(named.error());
        }
        return verdict;
    }

private:
    base::Result<void> nameDifferences(TableVerdict &verdict, qint64 rows, const std::stop_token &stop)
    {
        Ticker ticker({}, {}, stop);
        const Scan source = [&](const RowVisitor &visitor) { return m_source.run(visitor, ticker); };
        const Scan target = [&](const RowVisitor &visitor) {
            return scanTarget(m_connection, m_schemaName, m_table, visitor, ticker);
        };
        auto found = findDifferences(m_table, source, target, rows);
        if (!found)
            return base::fail(found.error());
        verdict.differingRows += found->rows;
        for (Difference &difference : found->differences) {
            if (verdict.differences.size() < mostDifferences)
                verdict.differences.append(std::move(difference));
        }
        return {};
    }

    postgres::Connection &m_connection;
    const QString &m_schemaName;
    const TablePlan &m_table;
    SourceScan m_source;
};

} // namespace

base::Result<TableVerdict> verifyTable(postgres::Connection &connection, const QString &schemaName,
                                       const TablePlan &table, const QString &snapshotPath,
                                       const ExceptionAddress &exceptions, const base::ProgressSink &progress,
                                       const std::stop_token &stop)
{
    if (stop.stop_requested())
        return base::failStopped();
    const auto canceller = connection.cancelOnStop(stop);
    const auto snapshot = sqlite::Database::open(snapshotPath, sqlite::Database::Mode::Immutable);
    if (!snapshot)
        return base::fail(snapshot.error());
    Ticker ticker(progress, {base::Phase::Verify, exceptions.creator, table.source, 0, table.rows, 0}, stop, 2);
    auto verdict = Verification(connection, schemaName, table, *snapshot, exceptions).run(ticker, stop);
    if (!verdict && stop.stop_requested())
        return base::failStopped();
    return verdict;
}

base::Result<Digest> digestTable(postgres::Connection &connection, const QString &schemaName, const TablePlan &table,
                                 const std::stop_token &stop)
{
    const auto canceller = connection.cancelOnStop(stop);
    Digest digest;
    RowHasher hasher;
    Ticker ticker({}, {}, stop);
    auto scanned = scanTarget(connection, schemaName, table, adder(digest, hasher), ticker);
    if (!scanned)
        return stop.stop_requested() ? base::failStopped() : base::fail(scanned.error());
    return digest;
}

} // namespace migration
