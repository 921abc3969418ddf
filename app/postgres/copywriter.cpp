// SPDX-License-Identifier: MIT
#include "postgres/copywriter.h"

#include "postgres/copyresult.h"

#include <QCoreApplication>
#include <algorithm>
#include <libpq-fe.h>

namespace postgres {

namespace {

constexpr size_t chunkBytes = size_t{128} * 1024;
constexpr size_t keptBytes = size_t{1024} * 1024;
constexpr char header[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0"; // signature, flags, length of the extension
constexpr qsizetype headerBytes = 19;

QString doing()
{
    return QCoreApplication::translate("postgres", "sending rows to the server");
}

} // namespace

void CopyBuffer::clear()
{
    m_size = 0;
    if (m_capacity > keptBytes) {
        m_bytes.reset();
        m_capacity = 0;
    }
}

void CopyBuffer::grow(size_t count)
{
    // With room for what follows a huge value: else that would be copied for a few bytes more.
    const size_t capacity = std::max(m_size + count + chunkBytes, m_capacity + m_capacity / 2);
    auto bytes = std::make_unique_for_overwrite<char[]>(capacity);
    if (m_size > 0)
        std::memcpy(bytes.get(), m_bytes.get(), m_size);
    m_bytes = std::move(bytes);
    m_capacity = capacity;
}

base::Result<CopyWriter> CopyWriter::start(Connection &connection, const QString &copySql)
{
    const CopyResult result(PQexec(connection.handle(), copySql.toUtf8().constData()));
    if (PQresultStatus(result.get()) != PGRES_COPY_IN)
        return base::fail(copyError(connection, result.get(), doing()));
    CopyWriter writer(connection);
    writer.m_buffer.append(header, headerBytes);
    return writer;
}

CopyWriter::CopyWriter(CopyWriter &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr)),
      m_buffer(std::move(other.m_buffer)),
      m_sent(other.m_sent)
{
}

CopyWriter::~CopyWriter()
{
    if (!m_connection)
        return;
    PQputCopyEnd(m_connection->handle(), "not finished by the client");
    drainResults(*m_connection);
}

base::Result<void> CopyWriter::flushIfFull()
{
    if (m_buffer.size() < chunkBytes)
        return {};
    return flush();
}

base::Result<void> CopyWriter::flush()
{
    PGconn *const handle = m_connection->handle();
    // In pieces: libpq would otherwise copy a huge value as a whole.
    for (size_t at = 0; at < m_buffer.size(); at += chunkBytes) {
        const size_t size = std::min(chunkBytes, m_buffer.size() - at);
        // A refusal that already arrived ends the COPY here, not after the last row.
        if (PQconsumeInput(handle) != 1 || PQputCopyData(handle, m_buffer.data() + at, static_cast<int>(size)) != 1)
            return base::fail(serverError());
    }
    m_sent += static_cast<qint64>(m_buffer.size());
    m_buffer.clear();
    return {};
}

base::Error CopyWriter::serverError()
{
    Connection &connection = *std::exchange(m_connection, nullptr);
    PQputCopyEnd(connection.handle(), "not finished by the client");
    const CopyResult result(PQgetResult(connection.handle()));
    base::Error error = copyError(connection, result.get(), doing());
    drainResults(connection);
    return error;
}

base::Result<qint64> CopyWriter::finish()
{
    m_buffer.put<qint16>(-1);
    if (auto sent = flush(); !sent)
        return base::fail(sent.error());
    if (PQputCopyEnd(m_connection->handle(), nullptr) != 1)
        return base::fail(serverError());
    Connection &connection = *std::exchange(m_connection, nullptr);
    const CopyResult result(PQgetResult(connection.handle()));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
        base::Error error = copyError(connection, result.get(), doing());
        drainResults(connection);
        return base::fail(std::move(error));
    }
    const qint64 rows = QByteArray(PQcmdTuples(result.get())).toLongLong();
    drainResults(connection);
    return rows;
}

} // namespace postgres
