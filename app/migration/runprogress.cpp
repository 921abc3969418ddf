// SPDX-License-Identifier: MIT
#include "migration/runprogress.h"

#include <algorithm>

namespace migration {

using base::Phase;
using base::Progress;

namespace {

/// Where a phase begins and ends on a creator's own scale: about the time each takes.
struct Stretch
{
    double from;
    double to;
};

Stretch stretchOf(Phase phase)
{
    switch (phase) {
    case Phase::Snapshot:
        return {0, 0.12};
    case Phase::Census:
    case Phase::Plan:
        return {0.12, 0.25};
    case Phase::Load:
        return {0.25, 0.6};
    case Phase::Constraints:
        return {0.6, 0.75};
    case Phase::Verify:
        return {0.75, 0.99};
    case Phase::Commit:
        return {0.99, 1};
    case Phase::Detect:
    case Phase::Rollback:
        break;
    }
    return {0, 1};
}

} // namespace

RunProgress::RunProgress(base::ProgressSink sink, qint64 totalWeight)
    : m_sink(std::move(sink)), m_totalWeight(std::max<qint64>(totalWeight, 1))
{
}

base::ProgressSink RunProgress::forCreator(const QString &creator, qint64 weight)
{
    const QMutexLocker locker(&m_mutex);
    m_states[creator].weight = std::max<qint64>(weight, 1);
    return [this, creator](Progress progress) {
        progress.creator = creator;
        report(std::move(progress));
    };
}

void RunProgress::setRows(const QString &creator, qint64 rows)
{
    const QMutexLocker locker(&m_mutex);
    m_states[creator].rows = rows;
}

void RunProgress::finished(const QString &creator)
{
    const QMutexLocker locker(&m_mutex);
    State &state = m_states[creator];
    m_weightDone += (1 - state.fraction) * static_cast<double>(state.weight);
    state.fraction = 1;
}

double RunProgress::advance(State &state, const Progress &progress)
{
    if (state.phase != progress.phase) {
        state.phase = progress.phase;
        state.doneOfTable.clear();
        state.done = 0;
    }
    qint64 &ofTable = state.doneOfTable[progress.table];
    state.done += progress.done - ofTable;
    ofTable = progress.done;
    const bool countsRows = progress.phase == Phase::Load || progress.phase == Phase::Verify;
    const qint64 of = countsRows ? state.rows : progress.of;
    const double within = of > 0 ? std::clamp(static_cast<double>(state.done) / static_cast<double>(of), 0.0, 1.0) : 0;
    const Stretch stretch = stretchOf(progress.phase);
    return std::max(state.fraction, stretch.from + within * (stretch.to - stretch.from));
}

double RunProgress::total() const
{
    return std::clamp(m_weightDone / static_cast<double>(m_totalWeight), 0.0, 1.0);
}

void RunProgress::report(Progress progress)
{
    if (!m_sink)
        return;
    {
        const QMutexLocker locker(&m_mutex);
        State &state = m_states[progress.creator];
        const double fraction = advance(state, progress);
        m_weightDone += (fraction - state.fraction) * static_cast<double>(state.weight);
        state.fraction = fraction;
        progress.fraction = total();
    }
    m_sink(progress);
}

} // namespace migration
