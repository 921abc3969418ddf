// SPDX-License-Identifier: MIT
#include "migration/transfer/ticker.h"

namespace migration {

base::Result<void> Ticker::look()
{
    constexpr qint64 rowsBetween = 1000;
    constexpr qint64 bytesBetween = qint64{4} * 1024 * 1024;
    constexpr qint64 reportEveryMs = 100;
    m_nextRow = m_rows + rowsBetween;
    m_nextBytes = m_bytes + bytesBetween;
    if (m_stop.stop_requested())
        return base::failStopped();
    if (m_sink && m_sinceReport.elapsed() >= reportEveryMs) {
        m_sinceReport.restart();
        base::Progress progress = m_progress;
        progress.done += m_rows / m_passes;
        progress.bytes += m_bytes;
        m_sink(progress);
    }
    return {};
}

} // namespace migration
