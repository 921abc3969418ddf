// SPDX-License-Identifier: MIT
#include "migration/transfer/exceptionreader.h"

#include "schema/identifier.h"

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString copySqlOf(const TablePlan &table, const ExceptionAddress &address)
{
    const QString where = u" WHERE run_id = " + schema::quoteLiteral(address.runId) + u" AND creator = " +
                          schema::quoteLiteral(address.creator) + u" AND table_name = " +
                          schema::quoteLiteral(table.source);
    const QString columns = u"row_id, column_no, column_name, storage, original"_s;
    // Huge ones need not travel, nor lie in memory: their hashes do.
    const QString huge = u"octet_length(original) > 1048576"_s;
    return u"COPY (SELECT kind, row_id, column_no, column_name, storage, CASE WHEN " + huge +
           u" THEN substr(original, 1, 4096) ELSE original END, octet_length(original)::int8, CASE WHEN " + huge +
           u" THEN sha256(original) END FROM (SELECT 0 AS kind, " + columns + u" FROM cutover.form" + where +
           u" UNION ALL SELECT 1, " + columns + u" FROM cutover.attic" + where +
           u") AS recorded ORDER BY row_id, column_no, kind) TO STDOUT (FORMAT binary)";
}

std::string_view bytesOf(const postgres::Field &field)
{
    return field.size < 0 ? std::string_view{} : std::string_view{field.data, static_cast<size_t>(field.size)};
}

} // namespace

base::Result<ExceptionReader> ExceptionReader::open(postgres::Connection &connection, const TablePlan &table,
                                                    const ExceptionAddress &address)
{
    auto reader = postgres::CopyReader::start(connection, copySqlOf(table, address));
    if (!reader)
        return base::fail(reader.error());
    ExceptionReader exceptions(std::move(*reader));
    if (auto first = exceptions.advance(); !first)
        return base::fail(first.error());
    return exceptions;
}

base::Result<void> ExceptionReader::advance()
{
    m_current.reset();
    const auto more = m_reader.next();
    if (!more)
        return base::fail(more.error());
    if (!*more)
        return {};
    const auto fields = m_reader.fields();
    RecordedException &recorded = m_current.emplace();
    recorded.kind =
        qFromBigEndian<qint32>(fields[0].data) == 0 ? CellException::Kind::Form : CellException::Kind::Attic;
    recorded.row = qFromBigEndian<qint64>(fields[1].data);
    recorded.column = qFromBigEndian<qint32>(fields[2].data);
    recorded.columnName = bytesOf(fields[3]);
    recorded.storage = bytesOf(fields[4]);
    if (fields[5].size >= 0) {
        recorded.original = bytesOf(fields[5]);
        recorded.originalSize = qFromBigEndian<qint64>(fields[6].data);
    }
    if (fields[7].size >= 0)
        recorded.originalSha256 = bytesOf(fields[7]);
    return {};
}

} // namespace migration
