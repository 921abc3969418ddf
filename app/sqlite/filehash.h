// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <functional>
#include <stop_token>

namespace sqlite {

/// Bytes done so far.
using BytesSink = std::function<void(qint64)>;

/// SHA-256 as 64 hex digits. `file`: native bytes, of a copy of our own.
base::Result<QByteArray> hashOf(const QByteArray &file, const BytesSink &progress, const std::stop_token &stop);

} // namespace sqlite
