// SPDX-License-Identifier: MIT
#include "migration/digest.h"

#include <QStringList>
#include <cstring>
#include <xxhash.h>

using namespace Qt::StringLiterals;

namespace migration {

using schema::RawValue;
using schema::StorageClass;

namespace {

constexpr qsizetype largeValue = qsizetype{64} * 1024;
constexpr char largeMark = 0x40; ///< added to the class of a value that stands in the row as its own hash

RowHash hashOf(const void *data, size_t size)
{
    const XXH128_hash_t hash = XXH3_128bits(data, size);
    return {hash.low64, hash.high64};
}

} // namespace

RowHash RowHasher::hash(std::span<const RawValue> values)
{
    for (const RawValue &value : values)
        append(value);
    return finish();
}

RowHash RowHasher::hash(std::span<const RawValue> values, std::span<const size_t> columns)
{
    for (const size_t column : columns)
        append(values[column]);
    return finish();
}

void RowHasher::append(const void *data, size_t size)
{
    if (m_bytes.size() - m_size < size)
        m_bytes.resize(m_size + size + m_bytes.size());
    if (size > 0)
        std::memcpy(m_bytes.data() + m_size, data, size);
    m_size += size;
}

void RowHasher::append(const RawValue &value)
{
    const bool large = value.size > largeValue;
    const char mark = static_cast<char>(static_cast<char>(value.storage) + (large ? largeMark : 0));
    append(&mark, 1);
    switch (value.storage) {
    case StorageClass::Null:
        break;
    case StorageClass::Integer:
        append(&value.integer, sizeof value.integer);
        break;
    case StorageClass::Real:
        append(&value.real, sizeof value.real);
        break;
    default: // text, blob, and what stands for no value of SQLite's
        append(&value.size, sizeof value.size);
        if (large) {
            const RowHash own = hashOf(value.data, static_cast<size_t>(value.size));
            append(&own, sizeof own);
        } else {
            append(value.data, static_cast<size_t>(value.size));
        }
        break;
    }
}

RowHash RowHasher::finish()
{
    const RowHash row = hashOf(m_bytes.data(), m_size);
    m_size = 0;
    return row;
}

void add(Digest &digest, const RowHash &row)
{
    digest.low += row.low;
    digest.high += row.high + (digest.low < row.low ? 1 : 0);
    ++digest.rows;
}

QString Digest::toString() const
{
    return u"%1%2:%3"_s.arg(high, 16, 16, QChar(u'0')).arg(low, 16, 16, QChar(u'0')).arg(rows);
}

Digest Digest::fromString(const QString &text)
{
    Digest digest;
    const QStringList parts = text.split(u':');
    if (parts.size() == 2 && parts.first().size() == 32) {
        digest.high = parts.first().left(16).toULongLong(nullptr, 16);
        digest.low = parts.first().mid(16).toULongLong(nullptr, 16);
        digest.rows = parts.last().toLongLong();
    }
    return digest;
}

} // namespace migration
