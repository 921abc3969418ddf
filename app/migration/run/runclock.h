// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"

#include <QElapsedTimer>
#include <QMap>
#include <QMutex>
#include <QString>

namespace migration {

/// Wall-clock seconds of each phase from its first start to its last end; phases overlap. From any thread.
class RunClock
{
public:
    RunClock() { m_timer.start(); }

    /// Marks a phase as running for its scope.
    class Span
    {
    public:
        Span(RunClock &clock, base::Phase phase) : m_clock(clock), m_phase(phase) { m_clock.mark(phase); }
        ~Span() { m_clock.mark(m_phase); }
        Q_DISABLE_COPY_MOVE(Span)

    private:
        RunClock &m_clock;
        base::Phase m_phase;
    };

    /// By phase name, and "total" until now.
    [[nodiscard]] QMap<QString, double> seconds() const;

private:
    struct Times
    {
        qint64 first = -1; ///< milliseconds since the clock began
        qint64 last = -1;
    };
    void mark(base::Phase phase);
    QElapsedTimer m_timer;
    mutable QMutex m_mutex;
    QMap<base::Phase, Times> m_times;
};

QString phaseName(base::Phase phase); ///< "snapshot", "census", …

} // namespace migration
