// SPDX-License-Identifier: MIT
#pragma once

#include "browse/rowsql.h"

namespace browse {

/// Reads pages of one query. For browse/ only.
class PageReader
{
public:
    PageReader(postgres::Reader &reader, const RowsQuery &query, std::stop_token stop);
    base::Result<Page> read(const std::optional<Anchor> &from, Direction direction, int count);
    base::Result<Page> readAt(double share, qint64 rows, int count);

private:
    base::Result<Page> readPart(RowSql::Part part, const std::optional<Anchor> &from, Direction direction, int count);
    base::Result<Page> readBlocks(std::optional<qint64> from, Direction direction, int count);
    base::Result<std::optional<Anchor>> anchorAt(double share, qint64 rows);
    base::Result<std::optional<Anchor>> anchorByHistogram(double share);
    [[nodiscard]] Page pageOf(const postgres::TextRows &rows, Direction direction) const;
    base::Result<postgres::TextRows> ask(const postgres::Statement &statement);
    base::Result<postgres::TextRows> askRows(const postgres::Statement &statement);
    postgres::Reader &m_reader;
    const RowsQuery &m_query;
    RowSql m_sql;
    std::stop_token m_stop;
};

/// "reading the rows of media", for an Error.
QString doingOf(const RowsQuery &query);
/// An error that a filter's value caused says so; code bad-value.
base::Error explained(const base::Error &error, const RowsQuery &query);

} // namespace browse
