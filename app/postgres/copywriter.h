// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/connection.h"

#include <QtEndian>
#include <cstring>
#include <memory>

namespace postgres {

/// Fields of binary COPY appended to one buffer: no allocation per value. A field is its length and its bytes.
class CopyBuffer
{
public:
    void beginRow(qint16 fields) { put(fields); }
    void null() { put<qint32>(-1); }
    void int64(qint64 v) { fixed(v); }
    void int32(qint32 v) { fixed(v); }
    void boolean(bool v) { fixed(static_cast<quint8>(v ? 1 : 0)); }
    void float64(double v)
    {
        quint64 bits = 0;
        std::memcpy(&bits, &v, 8);
        fixed(bits);
    }
    void bytes(const char *data, qsizetype size)
    {
        put(static_cast<qint32>(size));
        append(data, size);
    }
    /// An unfinished field: append raw integers with put() and close it.
    [[nodiscard]] size_t openField()
    {
        put<qint32>(0);
        return m_size;
    }
    void closeField(size_t start) { qToBigEndian(static_cast<qint32>(m_size - start), m_bytes.get() + start - 4); }
    template <typename T>
    void put(T v)
    {
        qToBigEndian(v, take(sizeof(T)));
    }
    /// Makes room at once for so many bytes more.
    void reserve(size_t count)
    {
        if (m_capacity - m_size < count)
            grow(count);
    }
    /// Bytes as they are, without a length before them.
    void append(const char *data, qsizetype size)
    {
        if (size > 0)
            std::memcpy(take(static_cast<size_t>(size)), data, static_cast<size_t>(size));
    }
    [[nodiscard]] const char *data() const { return m_bytes.get(); }
    [[nodiscard]] size_t size() const { return m_size; }
    /// Empties it; memory that one huge value needed is given back.
    void clear();

private:
    template <typename T>
    void fixed(T v)
    {
        char *const at = take(4 + sizeof(T));
        qToBigEndian(static_cast<qint32>(sizeof(T)), at);
        qToBigEndian(v, at + 4);
    }
    char *take(size_t count)
    {
        if (m_capacity - m_size < count)
            grow(count);
        char *const at = m_bytes.get() + m_size;
        m_size += count;
        return at;
    }
    void grow(size_t count);

    std::unique_ptr<char[]> m_bytes;
    size_t m_size = 0;
    size_t m_capacity = 0;
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
    base::Error serverError();
    Connection *m_connection; ///< null once the COPY has ended
    CopyBuffer m_buffer;
    qint64 m_sent = 0;
};

} // namespace postgres
