// SPDX-License-Identifier: MIT
#include "migration/transfer/verifier.h"

#include "migration/transfer/difference.h"
#include "migration/transfer/digest.h"
#include "migration/transfer/tableload.h"
#include "migration/transfer/targetscan.h"
#include "schema/identifier.h"

#include <optional>

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
          m_snapshot(snapshot),
          m_address(address),
          m_source(connection, table, snapshot, address)
    {
    }

    /// Equal by what was read while it was loaded; nothing where that does not prove it.
    base::Result<std::optional<TableVerdict>> runQuickly(const LoadedRows &loaded, Ticker &ticker)
    {
        const auto complete = isWholeTable(loaded);
        if (!complete)
            return base::fail(complete.error());
        if (!*complete)
            return std::optional<TableVerdict>();
        Digest target;
        RowHasher hasher;
        if (auto scanned = scanTarget(m_connection, m_schemaName, m_table, adder(target, hasher), ticker); !scanned)
            return base::fail(scanned.error());
        if (target != loaded.digest)
            return std::optional<TableVerdict>();
        TableVerdict verdict{m_table.source, target.rows, target.rows * m_table.columns.size(), target};
        verdict.equal = true;
        return std::optional(verdict);
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
    /// Every row of the snapshot's, each value of which its cell alone gives back, and nothing recorded that says
    /// otherwise.
    base::Result<bool> isWholeTable(const LoadedRows &loaded)
    {
        if (loaded.forms != 0 || loaded.attic != 0 || m_table.rowsAside != 0)
            return false;
        const auto rows = m_snapshot.integer(u"SELECT count(*) FROM main." + schema::quoteIdentifier(m_table.source));
        if (!rows)
            return base::fail(rows.error());
        const auto recorded = ExceptionReader::open(m_connection, m_table, m_address);
        if (!recorded)
            return base::fail(recorded.error());
        return *rows == loaded.digest.rows && !recorded->current();
    }

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
    const sqlite::Database &m_snapshot;
    const ExceptionAddress &m_address;
    SourceScan m_source;
};

} // namespace

base::Result<TableVerdict> verifyTable(postgres::Connection &connection, const QString &schemaName,
                                       const TablePlan &table, const QString &snapshotPath,
                                       const ExceptionAddress &exceptions, const base::ProgressSink &progress,
                                       const std::stop_token &stop, const LoadedRows *loaded)
{
    if (stop.stop_requested())
        return base::failStopped();
    const auto canceller = connection.cancelOnStop(stop);
    const auto snapshot = sqlite::Database::open(snapshotPath, sqlite::Database::Mode::Immutable);
    if (!snapshot)
        return base::fail(snapshot.error());
    const base::Progress start{base::Phase::Verify, exceptions.creator, table.source, 0, table.rows, 0};
    Verification verification(connection, schemaName, table, *snapshot, exceptions);
    const auto stopped = [&stop](base::Error error) {
        return stop.stop_requested() ? base::failStopped() : base::fail(std::move(error));
    };
    if (loaded != nullptr) {
        Ticker ticker(progress, start, stop);
        auto quick = verification.runQuickly(*loaded, ticker);
        if (!quick)
            return stopped(quick.error());
        if (*quick)
            return std::move(**quick);
    }
    Ticker ticker(progress, start, stop, 2);
    auto verdict = verification.run(ticker, stop);
    if (!verdict)
        return stopped(verdict.error());
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
