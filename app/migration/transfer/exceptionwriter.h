// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "migration/plan/plan.h"
#include "migration/transfer/exceptions.h"
#include "migration/transfer/verifier.h"
#include "postgres/copywriter.h"

#include <QTemporaryFile>
#include <memory>
#include <span>
#include <vector>

namespace migration {

/// Gathers the exceptions of one table while its rows are copied, and writes them to cutover.form and cutover.attic
/// afterwards. What exceeds 8 MB goes to a temporary file in `spillFolder`.
class ExceptionWriter
{
public:
    /// Keeps a reference: the plan must outlive the writer.
    ExceptionWriter(const TablePlan &table, const ExceptionAddress &address, QString spillFolder);
    /// The exceptions of one row whose values are `values`.
    base::Result<void> add(std::span<const CellException> exceptions, std::span<const schema::RawValue> values);
    /// A whole row that goes to the attic: its marker and every value but NULLs.
    base::Result<void> addRow(qint64 row, std::span<const schema::RawValue> values);
    base::Result<void> writeTo(postgres::Connection &connection);
    [[nodiscard]] qint64 forms() const { return m_forms.rows; }
    /// Values in the attic.
    [[nodiscard]] qint64 attic() const { return m_attic.rows - m_rowsAside; }

private:
    /// Rows for one of the two tables, as COPY takes them.
    struct Heap
    {
        postgres::CopyBuffer pending;
        std::unique_ptr<QTemporaryFile> spilled;
        qint64 rows = 0;
    };
    base::Result<void> spillIfFull();
    void append(const CellException &exception, std::span<const schema::RawValue> values);
    base::Result<void> spill(Heap &heap);
    static base::Result<void> write(postgres::Connection &connection, const QString &copySql, Heap &heap);
    [[nodiscard]] QByteArray keyValues(std::span<const schema::RawValue> values) const;

    const TablePlan &m_table;
    QByteArray m_run;
    QByteArray m_creator;
    QByteArray m_source;
    QString m_spillFolder;
    std::vector<size_t> m_keyColumns; ///< indices of the primary key's columns
    Heap m_forms;
    Heap m_attic;
    qint64 m_rowsAside = 0;
};

} // namespace migration
