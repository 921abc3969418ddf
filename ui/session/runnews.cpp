// SPDX-License-Identifier: MIT
#include "ui/session/runnews.h"

#include <algorithm>
#include <utility>

namespace ui {

void RunNews::tell(const base::Progress &progress)
{
    const QMutexLocker locker(&m_mutex);
    m_batch.current = progress.creator;
    base::Progress &latest = m_batch.progress[progress.creator];
    latest.creator = progress.creator;
    // Phases overlap: the furthest is the one to name.
    if (progress.phase >= latest.phase) {
        latest.phase = progress.phase;
        latest.table = progress.table;
    }
    // Two workers may get here in the other order than they counted.
    latest.fraction = std::max(latest.fraction, progress.fraction);
    latest.creatorFraction = std::max(latest.creatorFraction, progress.creatorFraction);
    latest.rowsLoaded = std::max(latest.rowsLoaded, progress.rowsLoaded);
    latest.rowsVerified = std::max(latest.rowsVerified, progress.rowsVerified);
}

void RunNews::tellEnd(const migration::CreatorReport &report)
{
    const QMutexLocker locker(&m_mutex);
    m_batch.ended.append(report);
}

RunNews::Batch RunNews::take()
{
    const QMutexLocker locker(&m_mutex);
    return std::exchange(m_batch, {});
}

} // namespace ui
