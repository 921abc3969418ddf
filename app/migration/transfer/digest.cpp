// SPDX-License-Identifier: MIT
#include "migration/transfer/digest.h"

#include <QStringList>
#include <algorithm>
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

/// Where so many bytes more can be written.
char *RowHasher::room(size_t bytes)
{
    if (m_capacity - m_size < bytes) {
        const size_t capacity = std::max({m_size + bytes, 2 * m_capacity, size_t{4096}});
        auto larger = std::make_unique_for_overwrite<char[]>(capacity);
        if (m_size > 0)
            std::memcpy(larger.get(), m_bytes.get(), m_size);
        m_bytes = std::move(larger);
        m_capacity = capacity;
    }
    return m_bytes.get() + m_size;
}

void RowHasher::append(const RawValue &value)
{
    const auto size = static_cast<size_t>(value.size); // 0 of numbers
    const bool large = value.size > largeValue;
    char *at = room(1 + sizeof value.size + (large ? sizeof(RowHash) : size));
    *at++ = static_cast<char>(static_cast<char>(value.storage) + (large ? largeMark : 0));
    switch (value.storage) {
    case StorageClass::Null:
        break;
    case StorageClass::Integer:
        std::memcpy(at, &value.integer, sizeof value.integer);
        at += sizeof value.integer;
        break;
    case StorageClass::Real:
        std::memcpy(at, &value.real, sizeof value.real);
        at += sizeof value.real;
        break;
    default: // text, blob, and what stands for no value of SQLite's
        std::memcpy(at, &value.size, sizeof value.size);
        at += sizeof value.size;
        if (large) {
            const RowHash own = hashOf(value.data, size);
            std::memcpy(at, &own, sizeof own);
            at += sizeof own;
        } else if (size > 0) {
            std::memcpy(at, value.data, size);
            at += size;
        }
        break;
    }
    m_size = static_cast<size_t>(at - m_bytes.get());
}

RowHash RowHasher::finish()
{
    const RowHash row = hashOf(m_bytes.get(), m_size);
    m_size = 0;
    return row;
}

void add(Digest &digest, const Digest &other)
{
    add(digest, RowHash{other.low, other.high});
    digest.rows += other.rows - 1;
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
