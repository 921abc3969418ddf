// SPDX-License-Identifier: MIT
#include "sqlite/snapshotmeter.h"

#include <algorithm>

namespace sqlite {

using namespace std::chrono_literals;

void SnapshotMeter::beginCopy(qint64 bytes)
{
    m_copyBytes = std::max(bytes, qint64{1});
    report(0, Urgency::Now);
}

void SnapshotMeter::copied(qint64 bytes)
{
    report(std::min(bytes, m_copyBytes), Urgency::Soon);
}

void SnapshotMeter::beginHash(qint64 bytes)
{
    m_hashBytes = std::max(bytes, qint64{1});
    report(m_copyBytes, Urgency::Now);
}

void SnapshotMeter::hashed(qint64 bytes)
{
    const double share = static_cast<double>(bytes) / static_cast<double>(m_hashBytes);
    const auto done = m_copyBytes + static_cast<qint64>(share * static_cast<double>(m_copyBytes));
    report(std::min(done, 2 * m_copyBytes), bytes >= m_hashBytes ? Urgency::Now : Urgency::Soon);
}

void SnapshotMeter::report(qint64 done, Urgency urgency)
{
    constexpr auto interval = 100ms;
    const auto now = std::chrono::steady_clock::now();
    if (!m_sink || (urgency == Urgency::Soon && now - m_last < interval))
        return;
    m_last = now;
    base::Progress progress;
    progress.phase = base::Phase::Snapshot;
    progress.done = done;
    progress.of = 2 * m_copyBytes;
    progress.bytes = done;
    m_sink(progress);
}

} // namespace sqlite
