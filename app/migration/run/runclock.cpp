// SPDX-License-Identifier: MIT
#include "migration/run/runclock.h"

using namespace Qt::StringLiterals;

namespace migration {

using base::Phase;

QString phaseName(Phase phase)
{
    switch (phase) {
    case Phase::Detect:
        return u"detect"_s;
    case Phase::Snapshot:
        return u"snapshot"_s;
    case Phase::Census:
        return u"census"_s;
    case Phase::Plan:
        return u"plan"_s;
    case Phase::Load:
        return u"load"_s;
    case Phase::Constraints:
        return u"constraints"_s;
    case Phase::Verify:
        return u"verify"_s;
    case Phase::Commit:
        return u"commit"_s;
    case Phase::Rollback:
        return u"rollback"_s;
    }
    return {};
}

void RunClock::mark(Phase phase)
{
    const QMutexLocker locker(&m_mutex);
    Times &times = m_times[phase];
    if (times.first < 0)
        times.first = m_timer.elapsed();
    times.last = m_timer.elapsed();
}

QMap<QString, double> RunClock::seconds() const
{
    const QMutexLocker locker(&m_mutex);
    QMap<QString, double> result;
    for (const Phase phase :
         {Phase::Snapshot, Phase::Census, Phase::Load, Phase::Constraints, Phase::Verify, Phase::Commit}) {
        const Times times = m_times.value(phase);
        result.insert(phaseName(phase), static_cast<double>(times.last - times.first) / 1000.0);
    }
    result.insert(u"total"_s, static_cast<double>(m_timer.elapsed()) / 1000.0);
    return result;
}

} // namespace migration
