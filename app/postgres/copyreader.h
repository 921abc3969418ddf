// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/connection.h"

#include <span>
#include <vector>

namespace postgres {

/// One field of a binary COPY row; size -1 is NULL. Bytes are big-endian as on the wire, valid until the next row.
struct Field
{
    const char *data = nullptr;
    qint32 size = -1;
};

/// COPY (…) TO STDOUT (FORMAT binary), row by row; drained or cancelled by the destructor.
class CopyReader
{
public:
    static base::Result<CopyReader> start(Connection &connection, const QString &copySql);
    CopyReader(CopyReader &&other) noexcept;
    CopyReader &operator=(CopyReader &&) = delete;
    ~CopyReader();
    /// Moves on; false after the last row (the server's end was then checked).
    base::Result<bool> next();
    [[nodiscard]] std::span<const Field> fields() const { return m_fields; }

private:
    explicit CopyReader(Connection &connection) : m_connection(&connection) {}
    base::Result<void> nextChunk();
    base::Result<bool> finish();
    bool readHeader();
    bool readFields(qint16 count);
    template <typename T>
    bool take(T &value);

    Connection *m_connection; ///< null once the COPY has ended
    char *m_chunk = nullptr;  ///< PQgetCopyData's
    qsizetype m_size = 0;
    qsizetype m_at = 0;
    std::vector<Field> m_fields;
    bool m_headerRead = false;
};

} // namespace postgres
