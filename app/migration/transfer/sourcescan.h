// SPDX-License-Identifier: MIT
#pragma once

#include "migration/transfer/exceptionreader.h"
#include "migration/transfer/expectation.h"
#include "migration/transfer/ticker.h"
#include "migration/transfer/verifier.h"
#include "sqlite/rowreader.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace migration {

/// One row, as the values that PostgreSQL's cells alone stand for (or should).
using RowVisitor = std::function<void(qint64 row, std::span<const schema::RawValue> values)>;

/// What is wrong with recorded exceptions; the first of them named.
struct ExceptionFindings
{
    qint64 count = 0;
    QList<Difference> differences;
};
inline constexpr qsizetype mostDifferences = 20;

/// Reads the snapshot's rows together with the recorded exceptions, which are checked against the raw values.
class SourceScan
{
public:
    SourceScan(postgres::Connection &connection, const TablePlan &table, const sqlite::Database &snapshot,
               const ExceptionAddress &address);
    /// Visits each row that must be in PostgreSQL: raw values, but for cells with an exception what the plan makes of
    /// them. Rows set aside are compared with the attic instead.
    base::Result<void> run(const RowVisitor &visitor, Ticker &ticker);
    /// Of the last run.
    [[nodiscard]] const ExceptionFindings &findings() const { return m_findings; }

private:
    base::Result<void> rows(sqlite::RowReader &reader, ExceptionReader &exceptions, const RowVisitor &visitor,
                            Ticker &ticker);
    void dropLargeTexts();
    /// Steps over the exceptions of rows before `row`, which do not exist.
    base::Result<void> passStrays(ExceptionReader &exceptions, qint64 row);
    base::Result<void> applyExceptions(ExceptionReader &exceptions, qint64 row, std::span<const schema::RawValue> raw);
    Expectation expected(size_t column, const schema::RawValue &value);
    void checkAsideComplete(qint64 row, std::span<const schema::RawValue> raw);
    void checkAsideCount();
    /// Whether it is about a column of the current row that had none yet.
    [[nodiscard]] bool isNewCell(const RecordedException &recorded) const;
    void check(const RecordedException &recorded, std::span<const schema::RawValue> raw);
    void stray(const RecordedException &recorded);
    void finding(const RecordedException &recorded, const QString &key, const QString &expected);
    void finding(const Difference &difference);

    postgres::Connection &m_connection;
    const TablePlan &m_table;
    const sqlite::Database &m_snapshot;
    ExceptionAddress m_address;
    std::vector<size_t> m_keyColumns;
    std::vector<schema::RawValue> m_values; ///< the current row's, where it has exceptions
    std::vector<std::string> m_texts;       ///< what m_values may point into, by column
    std::vector<bool> m_applied;            ///< columns of the current row that had their exception
    bool m_aside = false;                   ///< the current row is set aside
    qint64 m_rowsAside = 0;
    ExceptionFindings m_findings;
};

} // namespace migration
