// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"

#include <QHash>
#include <QMap>
#include <QMutex>

namespace migration {

/// Turns what the phases of many creators say into one fraction of the whole run. From any thread.
class RunProgress
{
public:
    /// `totalWeight`: the sum of all creators' weights (bytes of their files).
    RunProgress(base::ProgressSink sink, qint64 totalWeight);

    /// The sink for one creator's phases: fills in `creator` and `fraction`.
    base::ProgressSink forCreator(const QString &creator, qint64 weight);
    /// Once it is planned: the rows that load and verify will count.
    void setRows(const QString &creator, qint64 rows);
    /// However it ended: told once more.
    void finished(const QString &creator);

private:
    /// How far one phase of a creator is; phases overlap.
    struct PhaseState
    {
        QHash<QString, qint64> doneOfTable;
        qint64 done = 0; ///< their sum
        double within = 0;
    };
    struct State
    {
        base::Progress last; ///< told last
        qint64 weight = 0;
        qint64 rows = 0;
        QMap<base::Phase, PhaseState> phases;
        double fraction = 0;
    };
    void report(base::Progress progress);
    static void advance(State &state, const base::Progress &progress);
    static double fractionOf(const State &state);
    [[nodiscard]] double total() const;

    base::ProgressSink m_sink;
    qint64 m_totalWeight;
    QMutex m_mutex;
    QHash<QString, State> m_states;
    double m_weightDone = 0; ///< weight times fraction, of all creators
};

} // namespace migration
