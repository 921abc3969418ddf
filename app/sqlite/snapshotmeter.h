// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"

#include <chrono>

namespace sqlite {

/// Progress of a snapshot: its first half is copying, its second reading the copy back.
class SnapshotMeter
{
public:
    explicit SnapshotMeter(const base::ProgressSink &sink) : m_sink(sink) {}

    void beginCopy(qint64 bytes);
    void copied(qint64 bytes);
    void beginHash(qint64 bytes);
    void hashed(qint64 bytes);

private:
    enum class Urgency { Soon, Now };
    void report(qint64 done, Urgency urgency);

    const base::ProgressSink &m_sink;
    std::chrono::steady_clock::time_point m_last;
    qint64 m_copyBytes = 0;
    qint64 m_hashBytes = 0;
};

} // namespace sqlite
