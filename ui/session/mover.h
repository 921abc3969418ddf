// SPDX-License-Identifier: MIT
#pragma once

#include "migration/run/run.h"
#include "ui/session/awake.h"
#include "ui/session/job.h"
#include "ui/session/runnews.h"
#include "ui/session/runstate.h"

#include <QElapsedTimer>
#include <QTimer>
#include <memory>

namespace ui {

class Plans;
class Target;

/// Moves what was chosen to where it shall live, and says how far it is.
class Mover : public QObject
{
    Q_OBJECT
public:
    Mover(Target *target, Plans *plans, QObject *parent = nullptr);

    enum class Present { AsPlanned, PutAside }; ///< a private area that is there already
    /// Moves what was chosen; does nothing while a move is under way.
    void start();
    /// Moves once more what did not arrive the last time; goes on with that run where it may have left something on the
    /// server.
    void retry(Present present = Present::AsPlanned);
    /// Goes on with a run that was interrupted, stopped or that failed for some: started() when it does, notResumed()
    /// if it cannot.
    void resume(const migration::RunReport &run);
    /// On the way to started() or notResumed().
    [[nodiscard]] bool isOpening() const { return m_opening.isRunning(); }
    void stop();

    [[nodiscard]] bool isRunning() const { return m_job.isRunning(); }
    [[nodiscard]] bool isStopping() const { return m_stopping; }
    [[nodiscard]] bool isKeptAwake() const { return m_awake.isHeld(); }
    [[nodiscard]] const RunState &state() const { return m_state; }
    /// Of the last move; none before the first has ended.
    [[nodiscard]] const std::optional<migration::RunReport> &report() const { return m_report; }
    /// The creators of the last move that did not arrive.
    [[nodiscard]] QList<migration::Source> leftOver() const;

Q_SIGNALS:
    /// A move began: the creators are others.
    void started();
    /// These creators are further, by number in state().creators; the sums are others too.
    void progressed(const QList<qsizetype> &numbers);
    void finished();
    /// A run that was broken off goes on; after started().
    void resumed();
    void notResumed(const base::Error &error);
    /// Stopping, opening, or kept awake, or not.
    void changed();

private:
    using Engine = std::function<migration::RunReport(const base::ProgressSink &, const std::stop_token &,
                                                      const migration::CreatorSink &)>;
    void run(const migration::RunRequest &request);
    void moveLeftOver(Present present);
    using Refused = std::function<void(const base::Error &)>;
    void takeUp(const migration::RunReport &run, const Refused &refused);
    void begin(const migration::RunRequest &request, const Engine &engine);
    void reset(const migration::RunRequest &request);
    void hear();
    void take(const base::Progress &progress, CreatorRun &creator);
    void end(const migration::CreatorReport &report, CreatorRun &creator);
    void countRows(const CreatorRun &before, const CreatorRun &after);
    void guess();
    void finish(const migration::RunReport &report);

    Target *m_target;
    Plans *m_plans;
    Awake m_awake;
    migration::RunRequest m_request;
    RunState m_state;
    std::optional<migration::RunReport> m_report;
    QHash<QString, qsizetype> m_numbers; ///< in m_state.creators, by name
    QHash<QString, qint64> m_begun;      ///< milliseconds of m_clock, by name
    std::shared_ptr<RunNews> m_news;
    QTimer m_timer;
    QElapsedTimer m_clock;
    QList<QPair<qint64, qint64>> m_samples; ///< moment, rows copied and proven
    bool m_stopping = false;
    Job m_opening;
    Job m_job; ///< last, so that it ends first
};

} // namespace ui
