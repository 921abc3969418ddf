// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <stop_token>

namespace sqlite {

enum class CheckDepth { Quick, Full };

/// Lets SQLite check a finished copy (native bytes): fully up to fullCheckBytes, above that without comparing indexes
/// with their tables, which misses little and takes a sixth of the time. Values that break the schema's own rules (NULL
/// in NOT NULL, CHECK, STRICT, UNIQUE) are no damage: the data is there and readable. `path`: only shown.
base::Result<CheckDepth> checkIntegrity(const QByteArray &copy, const QString &path, std::stop_token stop);

inline constexpr qint64 fullCheckBytes = 64LL << 20;

} // namespace sqlite
