// SPDX-License-Identifier: MIT
#include "postgres/copyreader.h"

#include "postgres/copyresult.h"

#include <QCoreApplication>
#include <QtEndian>
#include <libpq-fe.h>
#include <utility>

namespace postgres {

namespace {

QString doing()
{
    return QCoreApplication::translate("postgres", "reading rows from the server");
}

base::Error notUnderstood()
{
    return {QStringLiteral("sql"),
            QCoreApplication::translate("postgres",
                                        "The server's rows could not be read: they are not in PostgreSQL's binary "
                                        "format. Something between this computer and the server may change the data; "
                                        "connect to the server directly and try again."),
            QStringLiteral("COPY TO STDOUT (FORMAT binary)")};
}

void cancel(PGconn *handle)
{
    char text[256];
    if (PGcancel *const request = PQgetCancel(handle)) {
        PQcancel(request, text, sizeof text);
        PQfreeCancel(request);
    }
}

} // namespace

base::Result<CopyReader> CopyReader::start(Connection &connection, const QString &copySql)
{
    const CopyResult result(PQexec(connection.handle(), copySql.toUtf8().constData()));
    if (PQresultStatus(result.get()) != PGRES_COPY_OUT)
        return base::fail(copyError(connection, result.get(), doing()));
    return CopyReader(connection);
}

CopyReader::CopyReader(CopyReader &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr)),
      m_chunk(std::exchange(other.m_chunk, nullptr)),
      m_size(other.m_size),
      m_at(other.m_at),
      m_fields(std::move(other.m_fields)),
      m_headerRead(other.m_headerRead)
{
}

CopyReader::~CopyReader()
{
    PQfreemem(m_chunk);
    if (!m_connection)
        return;
    PGconn *const handle = m_connection->handle();
    cancel(handle);
    char *chunk = nullptr;
    while (PQgetCopyData(handle, &chunk, 0) > 0)
        PQfreemem(chunk);
    drainResults(*m_connection);
}

base::Result<void> CopyReader::nextChunk()
{
    PQfreemem(std::exchange(m_chunk, nullptr));
    m_at = 0;
    m_size = PQgetCopyData(m_connection->handle(), &m_chunk, 0);
    if (m_size > 0)
        return {};
    Connection &connection = *std::exchange(m_connection, nullptr);
    const CopyResult result(PQgetResult(connection.handle()));
    base::Error error = PQresultStatus(result.get()) == PGRES_COMMAND_OK ? notUnderstood()
                                                                         : copyError(connection, result.get(), doing());
    drainResults(connection);
    return base::fail(std::move(error));
}

template <typename T>
bool CopyReader::take(T &value)
{
    if (m_size - m_at < static_cast<qsizetype>(sizeof(T)))
        return false;
    value = qFromBigEndian<T>(m_chunk + m_at);
    m_at += static_cast<qsizetype>(sizeof(T));
    return true;
}

bool CopyReader::readHeader()
{
    constexpr char signature[] = "PGCOPY\n\377\r\n";
    constexpr qsizetype signatureBytes = 11;
    if (m_size < signatureBytes || std::memcmp(m_chunk, signature, signatureBytes) != 0)
        return false;
    m_at = signatureBytes;
    qint32 flags = 0;
    qint32 extension = 0;
    if (!take(flags) || flags != 0 || !take(extension) || extension < 0 || extension > m_size - m_at)
        return false;
    m_at += extension;
    m_headerRead = true;
    return true;
}

bool CopyReader::readFields(qint16 count)
{
    if (count < 0)
        return false;
    m_fields.resize(static_cast<size_t>(count));
    for (Field &field : m_fields) {
        if (!take(field.size) || field.size < -1 || field.size > m_size - m_at)
            return false;
        field.data = m_chunk + m_at;
        m_at += std::max(field.size, 0);
    }
    return true;
}

base::Result<bool> CopyReader::next()
{
    if (!m_connection)
        return false;
    if (m_at == m_size) {
        if (auto chunk = nextChunk(); !chunk)
            return base::fail(chunk.error());
        if (!m_headerRead && !readHeader())
            return base::fail(notUnderstood());
        if (m_at == m_size) // a server may send the header alone
            return next();
    }
    qint16 count = 0;
    if (!take(count))
        return base::fail(notUnderstood());
    if (count == -1)
        return finish();
    if (!readFields(count))
        return base::fail(notUnderstood());
    return true;
}

base::Result<bool> CopyReader::finish()
{
    Connection &connection = *std::exchange(m_connection, nullptr);
    m_fields.clear();
    char *rest = nullptr;
    const int end = PQgetCopyData(connection.handle(), &rest, 0);
    PQfreemem(rest);
    const CopyResult result(end == -1 ? PQgetResult(connection.handle()) : nullptr);
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
        base::Error error = end > 0 ? notUnderstood() : copyError(connection, result.get(), doing());
        drainResults(connection);
        return base::fail(std::move(error));
    }
    drainResults(connection);
    return false;
}

} // namespace postgres
