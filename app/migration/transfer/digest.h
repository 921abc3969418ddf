// SPDX-License-Identifier: MIT
#pragma once

#include "migration/transfer/verifier.h"
#include "schema/value.h"

#include <memory>
#include <span>

namespace migration {

/// XXH3-128 of one row's (or one key's, one value's) classes and values.
struct RowHash
{
    quint64 low = 0;
    quint64 high = 0;
    bool operator==(const RowHash &) const = default;
    bool operator<(const RowHash &other) const { return high != other.high ? high < other.high : low < other.low; }
};

class RowHasher
{
public:
    RowHash hash(std::span<const schema::RawValue> values);
    /// Only the values at these indices.
    RowHash hash(std::span<const schema::RawValue> values, std::span<const size_t> columns);

private:
    void append(const schema::RawValue &value);
    char *room(size_t bytes);
    RowHash finish();
    std::unique_ptr<char[]> m_bytes;
    size_t m_capacity = 0;
    size_t m_size = 0;
};

/// 128-bit addition.
void add(Digest &digest, const RowHash &row);
void add(Digest &digest, const Digest &other);

} // namespace migration
