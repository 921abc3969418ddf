// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/connection.h"

#include <QtEndian>
#include <cstring>
#include <vector>

namespace postgres {

/// Fields of binary COPY appended to one buffer: no allocation per value. A field is its length and its bytes.
class CopyBuffer
{
public:
    void beginRow(qint16 fields) { put(fields); }
    void null() { put<qint32>(-1); }
    void int64(qint64 v) { put<qint32>(8); put(v); }
    void int32(qint32 v) { put<qint32>(4); put(v); }
    void boolean(bool v) { put<qint32>(1); m_bytes.push_back(v ? 1 : 0); }
    void float64(double v)
    {
        quint64 bits;
        std::memcpy(&bits, &v, 8);
        put<qint32>(8);
        put(bits);
    }
    void bytes(const char *data, qsizetype size)
    {
        put(static_cast<qint32>(size));
        m_bytes.insert(m_bytes.end(), data, data + size);
    }
    /// An unfinished field: append raw integers with put() and close it.
    [[nodiscard]] size_t openField() { put<qint32>(0); return m_bytes.size(); }
    void closeField(size_t start)
    {
        qToBigEndian(static_cast<qint32>(m_bytes.size() - start), m_bytes.data() + start - 4);
    }
    template <typename T>
    void put(T v)
    {
        const size_t at = m_bytes.size();
        m_bytes.resize(at + sizeof(T));
        qToBigEndian(v, m_bytes.data() + at);
    }
    [[nodiscard]] const char *data() const { return m_bytes.data(); }
    [[nodiscard]] size_t size() const { return m_bytes.size(); }
    void clear() { m_bytes.clear(); }

private:
    std::vector<char> m_bytes;
};

/// COPY … FROM STDIN (FORMAT binary) on an open transaction; aborted unless finished.
class CopyWriter
{
public:
    /// `copySql` is the whole statement.
    static base::Result<CopyWriter> start(Connection &connection, const QString &copySql);
    CopyWriter(CopyWriter &&other) noexcept;
    CopyWriter &operator=(CopyWriter &&) = delete;
    ~CopyWriter();

    CopyBuffer &buffer() { return m_buffer; }
    /// Sends the buffer once it holds enough (128 KiB); call after each row.
    base::Result<void> flushIfFull();
    /// Ends the COPY; the number of rows that the server took.
    base::Result<qint64> finish();
    [[nodiscard]] qint64 bytesSent() const { return m_sent; }

private:
    explicit CopyWriter(Connection &connection) : m_connection(&connection) {}
    base::Result<void> flush();
    Connection *m_connection;
    CopyBuffer m_buffer;
    qint64 m_sent = 0;
};

} // namespace postgres
