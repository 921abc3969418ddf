// SPDX-License-Identifier: MIT
#include "migration/run/runprogress.h"

#include <algorithm>

namespace migration {

using base::Phase;
using base::Progress;

namespace {

/// A phase's part of a creator's whole: about the time that each takes.
double shareOf(Phase phase)
{
    switch (phase) {
    case Phase::Snapshot:
        return 0.12;
    case Phase::Census:
        return 0.13;
    case Phase::Load:
        return 0.35;
    case Phase::Constraints:
        return 0.15;
    case Phase::Verify:
        return 0.25;
    case Phase::Plan:
    case Phase::Commit:
    case Phase::Detect:
    case Phase::Rollback:
        break;
    }
    return 0;
}

/// The phases of one creator that end before the next begins.
constexpr Phase firstPhases[] = {Phase::Snapshot, Phase::Census};

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
    Progress last;
    {
        const QMutexLocker locker(&m_mutex);
        State &state = m_states[creator];
        m_weightDone += (1 - state.fraction) * static_cast<double>(state.weight);
        state.fraction = 1;
        last = state.last;
        last.creator = creator;
        last.fraction = total();
        last.creatorFraction = 1;
        state.phases.clear();
    }
    if (m_sink)
        m_sink(last);
}

void RunProgress::advance(State &state, const Progress &progress)
{
    PhaseState &phase = state.phases[progress.phase];
    qint64 &ofTable = phase.doneOfTable[progress.table];
    phase.done += progress.done - ofTable;
    ofTable = progress.done;
    const bool countsRows = progress.phase == Phase::Load || progress.phase == Phase::Verify;
    const qint64 of = countsRows ? state.rows : progress.of;
    if (of > 0)
        phase.within = std::clamp(static_cast<double>(phase.done) / static_cast<double>(of), 0.0, 1.0);
    for (const Phase first : firstPhases) {
        if (first < progress.phase)
            state.phases[first].within = 1;
    }
}

double RunProgress::fractionOf(const State &state)
{
    double sum = 0;
    for (auto phase = state.phases.begin(); phase != state.phases.end(); ++phase)
        sum += shareOf(phase.key()) * phase->within;
    return std::max(state.fraction, sum);
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
        advance(state, progress);
        const double fraction = fractionOf(state);
        m_weightDone += (fraction - state.fraction) * static_cast<double>(state.weight);
        state.fraction = fraction;
        progress.fraction = total();
        progress.creatorFraction = fraction;
        progress.rowsLoaded = state.phases.value(Phase::Load).done;
        progress.rowsVerified = state.phases.value(Phase::Verify).done;
        state.last = progress;
    }
    m_sink(progress);
}

} // namespace migration
