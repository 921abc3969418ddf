// SPDX-License-Identifier: MIT
#include "ui/session/planwork.h"

#include "migration/run/survey.h"

#include <QFile>
#include <QHash>
#include <QMutex>
#include <QTemporaryDir>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using migration::Choices;
using migration::Survey;

constexpr int workers = 2;

/// One fraction from what copies and counts say; copying is half of a source's share.
class Meter
{
public:
    Meter(base::ProgressSink sink, const QList<PlanTask> &tasks) : m_sink(std::move(sink))
    {
        for (const PlanTask &task : tasks)
            m_total += weightOf(task.planned.source);
    }

    base::ProgressSink forSource(const migration::Source &source)
    {
        const QMutexLocker locker(&m_mutex);
        m_creator = source.creator;
        m_weight = weightOf(source);
        m_doneOfTable.clear();
        return [this](const base::Progress &progress) { report(progress); };
    }
    void finished()
    {
        const QMutexLocker locker(&m_mutex);
        m_before += m_weight;
        m_weight = 0;
    }

private:
    static double weightOf(const migration::Source &source)
    {
        return static_cast<double>(std::max<qint64>(source.bytes, 1));
    }
    void report(base::Progress progress)
    {
        {
            const QMutexLocker locker(&m_mutex);
            const bool copying = progress.phase == base::Phase::Snapshot;
            qint64 done = progress.done;
            if (!copying) {
                m_doneOfTable[progress.table] = progress.done;
                done = 0;
                for (const qint64 count : std::as_const(m_doneOfTable))
                    done += count;
            }
            const double share =
                progress.of > 0 ? std::clamp(static_cast<double>(done) / static_cast<double>(progress.of), 0., 1.) : 0;
            const double within = copying ? share / 2 : (1 + share) / 2;
            m_fraction = std::max(m_fraction, (m_before + within * m_weight) / m_total);
            progress.creator = m_creator;
            progress.fraction = m_fraction;
        }
        m_sink(progress);
    }

    base::ProgressSink m_sink;
    QMutex m_mutex;
    QHash<QString, qint64> m_doneOfTable;
    QString m_creator;
    double m_total = 0;
    double m_before = 0;
    double m_weight = 0;
    double m_fraction = 0;
};

bool setsOrphansAside(const Choices &choices, const QString &creator)
{
    const auto &tables = choices.creators.value(creator).tables;
    return choices.orphans == migration::OrphanChoice::Attic ||
           std::any_of(tables.begin(), tables.end(), [](const migration::TableChoices &table) {
               return table.orphans == migration::OrphanChoice::Attic;
           });
}

/// One run through the tasks.
class PlanMaking
{
public:
    PlanMaking(const Choices &choices, const std::function<void(const PlannedSource &)> &surveyed,
               const std::stop_token &stop)
        : m_choices(choices), m_surveyed(surveyed), m_stop(stop)
    {
    }
    void make(PlanTask task, const base::ProgressSink &progress);
    [[nodiscard]] const PlanAnswer &answer() const { return m_answer; }

private:
    base::Result<void> look(PlannedSource &planned, const base::ProgressSink &progress);
    [[nodiscard]] base::Result<migration::CreatorPlan> planOf(const PlannedSource &planned,
                                                              const Choices &choices) const;

    const Choices &m_choices;
    const std::function<void(const PlannedSource &)> &m_surveyed;
    const std::stop_token &m_stop;
    const QTemporaryDir m_folder;
    migration::RunClock m_clock;
    PlanAnswer m_answer;
};

base::Result<migration::CreatorPlan> PlanMaking::planOf(const PlannedSource &planned, const Choices &choices) const
{
    auto made = migration::planSurvey(*planned.survey, choices, {planned.source.schemaName, false, 0}, m_stop);
    if (!made)
        return base::fail(made.error());
    return std::move(made->plan);
}

base::Result<void> PlanMaking::look(PlannedSource &planned, const base::ProgressSink &progress)
{
    const migration::SurveyRequest request{
        .source = planned.source, .snapshotPath = m_folder.filePath(u"snapshot.sqlite3"_s), .workers = workers};
    auto survey = migration::takeSurvey(request, m_clock, progress, m_stop);
    if (!survey)
        return base::fail(survey.error());
    planned.survey = std::make_shared<const Survey>(std::move(*survey));
    const auto usual = planOf(planned, {});
    if (!usual)
        return base::fail(usual.error());
    planned.questions = questionsOf(*planned.survey, *usual);
    return {};
}

void PlanMaking::make(PlanTask task, const base::ProgressSink &progress)
{
    PlannedSource &planned = task.planned;
    planned.error.reset();
    planned.plan.reset();
    const QString &creator = planned.source.creator;
    const bool copyNeeded = planned.survey && planned.survey->hasOrphans() && setsOrphansAside(m_choices, creator);
    if (!planned.survey || copyNeeded) {
        if (const auto looked = look(planned, progress); !looked)
            planned.error = looked.error();
        else if (task.first)
            m_surveyed(planned);
    }
    if (!planned.error) {
        auto plan = planOf(planned, m_choices);
        if (!plan && plan.error().code == u"bad-choices" && task.first) {
            Choices others = m_choices;
            others.creators.remove(creator);
            m_answer.forgotten += creator;
            plan = planOf(planned, others);
        }
        if (plan)
            planned.plan = std::move(*plan);
        else if (plan.error().code == u"bad-choices")
            m_answer.refusal = plan.error();
        else
            planned.error = plan.error();
    }
    QFile::remove(m_folder.filePath(u"snapshot.sqlite3"_s));
    m_answer.planned += planned;
}

} // namespace

PlanAnswer makePlans(const QList<PlanTask> &tasks, const Choices &choices, const base::ProgressSink &progress,
                     const std::function<void(const PlannedSource &)> &surveyed, const std::stop_token &stop)
{
    Meter meter(progress, tasks);
    PlanMaking making(choices, surveyed, stop);
    for (const PlanTask &task : tasks) {
        if (stop.stop_requested() || making.answer().refusal)
            break;
        making.make(task, meter.forSource(task.planned.source));
        meter.finished();
    }
    return making.answer();
}

} // namespace ui
