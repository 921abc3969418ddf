// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "migration/plan/plan.h"
#include "migration/transfer/exceptions.h"
#include "migration/transfer/verifier.h"
#include "postgres/copyreader.h"

#include <optional>
#include <string_view>

namespace migration {

/// A row of cutover.form or cutover.attic as it is found, which may be anything.
struct RecordedException
{
    CellException::Kind kind = CellException::Kind::Form;
    qint64 row = 0;
    qint32 column = 0;
    std::string_view columnName;
    std::string_view storage;
    std::optional<std::string_view> original; ///< of one larger than a megabyte, its beginning
    qint64 originalSize = 0;
    std::optional<std::string_view> originalSha256; ///< of one larger than a megabyte, 32 bytes
};

/// The recorded exceptions of one table, by row and column. Holds the connection until it is destroyed.
class ExceptionReader
{
public:
    static base::Result<ExceptionReader> open(postgres::Connection &connection, const TablePlan &table,
                                              const ExceptionAddress &address);
    /// None at the end. Valid until advance().
    [[nodiscard]] const std::optional<RecordedException> &current() const { return m_current; }
    base::Result<void> advance();

private:
    explicit ExceptionReader(postgres::CopyReader reader) : m_reader(std::move(reader)) {}
    postgres::CopyReader m_reader;
    std::optional<RecordedException> m_current;
};

} // namespace migration
