// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/job.h"
#include "ui/session/planwork.h"

#include <QHash>

namespace ui {

class Sources;

/// The dry run of the chosen sources, and what the person decides about it. Writes nothing but copies that are gone
/// again at once.
class Plans : public QObject
{
    Q_OBJECT
public:
    explicit Plans(Sources *sources, QObject *parent = nullptr);

    /// Makes a plan for every chosen source that has none yet; does nothing if they all have, or it is under way.
    void prepare();
    /// Tries those again that could not be planned.
    void prepareRefused();
    /// Breaks off; prepare() goes on where it was.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_job.isRunning(); }
    /// Some of the chosen sources were not looked at yet: there is no whole picture.
    [[nodiscard]] bool isIncomplete() const { return !m_complete; }
    /// Of what is running.
    [[nodiscard]] const base::Progress &progress() const { return m_progress; }

    /// The chosen ones, in their order; those that were not looked at yet are missing.
    [[nodiscard]] const QList<PlannedSource> &sources() const { return m_planned; }
    [[nodiscard]] QList<migration::CreatorPlan> plans() const;
    /// What can be moved: the sources that have a plan, without those that stay as they are in PostgreSQL.
    [[nodiscard]] QList<migration::Source> toMove() const;
    [[nodiscard]] QList<PlannedSource> moving() const;
    /// moving(), and those that could not be planned: all that there is to say about what will happen.
    [[nodiscard]] QList<PlannedSource> concerned() const;
    /// Creators among the chosen ones that were moved before. They stay as they are unless it is wished to put what is
    /// there aside and to move them again.
    [[nodiscard]] QStringList movedBefore() const;
    void setMovedAgain(bool again);
    [[nodiscard]] bool areMovedAgain() const { return m_movedAgain; }
    [[nodiscard]] qsizetype refusedCount() const;
    /// That those without a plan stay behind is known.
    void setRefusedLeftOut(bool leftOut);
    [[nodiscard]] bool refusedLeftOut() const { return m_refusedLeftOut; }
    /// Every chosen source has a plan or is left out knowingly, and there is something to move.
    [[nodiscard]] bool isReady() const;

    /// What the plans were made by; for the run.
    [[nodiscard]] const migration::Choices &choices() const { return m_choices; }
    /// What was chosen last; choices() once everything is planned by it.
    [[nodiscard]] const migration::Choices &wished() const { return m_wished; }
    /// Plans anew what these choices change. Choices that cannot be met are not taken: see refusal().
    void choose(const migration::Choices &choices);
    /// Why the last choice was not taken.
    [[nodiscard]] const std::optional<base::Error> &refusal() const { return m_refusal; }

Q_SIGNALS:
    void changed();
    void progressed();

private:
    /// What there is to do until every chosen source is planned by m_wished.
    [[nodiscard]] QList<PlanTask> tasks() const;
    void start(const QList<PlanTask> &tasks);
    void finish(const PlanAnswer &answer, const migration::Choices &choices);
    void gather();

    Sources *m_sources;
    QHash<QString, PlannedSource> m_known; ///< by path
    QList<PlannedSource> m_planned;
    migration::Choices m_choices;
    migration::Choices m_wished; ///< those that the work under way plans by
    std::optional<base::Error> m_refusal;
    base::Progress m_progress;
    QStringList m_underWay; ///< paths of the chosen sources when they were last prepared
    quint64 m_number = 0;   ///< of the work under way: what an earlier one says is not heard
    bool m_complete = false;
    bool m_refusedLeftOut = false;
    bool m_movedAgain = false;
    Job m_job;
};

} // namespace ui
