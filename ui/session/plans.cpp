// SPDX-License-Identifier: MIT
#include "ui/session/plans.h"

#include "ui/session/sources.h"

#include <QSet>
#include <algorithm>

namespace ui {

namespace {

bool same(const migration::ColumnChoice &one, const migration::ColumnChoice &other)
{
    return one.type == other.type && one.zone == other.zone;
}

bool same(const migration::TableChoices &one, const migration::TableChoices &other)
{
    return one.orphans == other.orphans &&
           std::equal(one.columns.constKeyValueBegin(), one.columns.constKeyValueEnd(),
                      other.columns.constKeyValueBegin(), other.columns.constKeyValueEnd(),
                      [](const auto &a, const auto &b) { return a.first == b.first && same(a.second, b.second); });
}

bool same(const migration::CreatorChoices &one, const migration::CreatorChoices &other)
{
    return std::equal(one.tables.constKeyValueBegin(), one.tables.constKeyValueEnd(), other.tables.constKeyValueBegin(),
                      other.tables.constKeyValueEnd(),
                      [](const auto &a, const auto &b) { return a.first == b.first && same(a.second, b.second); });
}

bool sameFor(const QString &creator, const migration::Choices &one, const migration::Choices &other)
{
    return one.orphans == other.orphans && one.nulText == other.nulText && one.json == other.json &&
           same(one.creators.value(creator), other.creators.value(creator));
}

QStringList pathsOf(const QList<migration::Source> &sources)
{
    QStringList paths;
    for (const migration::Source &source : sources)
        paths += source.path;
    return paths;
}

} // namespace

Plans::Plans(Sources *sources, QObject *parent) : QObject(parent), m_sources(sources), m_job(this)
{
    connect(&m_job, &Job::runningChanged, this, &Plans::changed);
}

void Plans::prepare()
{
    const QStringList paths = pathsOf(m_sources->chosen());
    if (m_job.isRunning() && paths == m_underWay)
        return;
    m_underWay = paths;
    if (const QList<PlanTask> work = tasks(); !work.isEmpty()) {
        start(work);
        return;
    }
    gather();
    Q_EMIT changed();
}

void Plans::prepareRefused()
{
    for (const PlannedSource &planned : std::as_const(m_planned)) {
        if (!planned.plan)
            m_known.remove(planned.source.path);
    }
    m_refusedLeftOut = false;
    prepare();
}

void Plans::stop()
{
    m_job.stop();
}

QList<PlanTask> Plans::tasks() const
{
    QList<PlanTask> tasks;
    for (const FoundSource &found : m_sources->found()) {
        if (!found.chosen)
            continue;
        const auto known = m_known.constFind(found.source.path);
        if (known == m_known.cend() || known->lastChange != found.lastChange) {
            PlanTask task{.planned = {}, .first = true};
            task.planned.source = found.source;
            task.planned.lastChange = found.lastChange;
            tasks += task;
        } else if (!known->plan && !known->error) {
            tasks += PlanTask{.planned = *known, .first = true};
        } else if (known->survey && !sameFor(found.source.creator, m_choices, m_wished)) {
            tasks += PlanTask{.planned = *known, .first = false};
        }
    }
    return tasks;
}

void Plans::start(const QList<PlanTask> &tasks)
{
    const quint64 number = ++m_number;
    m_progress = {};
    m_complete = std::none_of(tasks.begin(), tasks.end(), [](const PlanTask &task) { return task.first; });
    const auto progress = [this, number](const base::Progress &said) {
        QMetaObject::invokeMethod(this, [this, number, said] {
            if (number != m_number)
                return;
            m_progress = said;
            Q_EMIT progressed();
        });
    };
    const auto surveyed = [this](const PlannedSource &planned) {
        QMetaObject::invokeMethod(this, [this, planned] { m_known.insert(planned.source.path, planned); });
    };
    m_job.start<PlanAnswer>(
        [tasks, choices = m_wished, progress, surveyed](const std::stop_token &stop) {
            return makePlans(tasks, choices, progress, surveyed, stop);
        },
        [this, choices = m_wished](const PlanAnswer &answer) { finish(answer, choices); });
    Q_EMIT changed();
}

void Plans::finish(const PlanAnswer &answer, const migration::Choices &choices)
{
    m_refusal = answer.refusal;
    if (answer.refusal) {
        m_wished = m_choices;
        if (const QList<PlanTask> left = tasks(); !left.isEmpty()) {
            start(left);
            return;
        }
        gather();
        Q_EMIT changed();
        return;
    }
    for (const PlannedSource &planned : answer.planned) {
        if (!planned.error || planned.error->code != base::stoppedCode)
            m_known.insert(planned.source.path, planned);
    }
    m_choices = choices;
    for (const QString &creator : answer.forgotten)
        m_choices.creators.remove(creator);
    m_wished = m_choices;
    gather();
    Q_EMIT changed();
}

void Plans::gather()
{
    QStringList refusedBefore;
    QStringList refused;
    for (const PlannedSource &planned : std::as_const(m_planned))
        refusedBefore += planned.plan ? QStringList() : QStringList(planned.source.path);
    m_planned.clear();
    m_complete = true;
    for (const migration::Source &source : m_sources->chosen()) {
        const auto known = m_known.constFind(source.path);
        const bool there = known != m_known.cend() && (known->plan || known->error);
        m_complete = m_complete && there;
        if (!there)
            continue;
        m_planned += *known;
        if (known->error)
            refused += source.path;
    }
    if (refused != refusedBefore)
        m_refusedLeftOut = false;
}

QList<migration::CreatorPlan> Plans::plans() const
{
    QList<migration::CreatorPlan> plans;
    for (const PlannedSource &planned : m_planned) {
        if (planned.plan)
            plans += *planned.plan;
    }
    return plans;
}

QList<PlannedSource> Plans::concerned() const
{
    const QStringList before = m_movedAgain ? QStringList() : movedBefore();
    const QSet<QString> staying(before.begin(), before.end());
    QList<PlannedSource> sources;
    for (const PlannedSource &planned : m_planned) {
        if (!planned.plan || !staying.contains(planned.source.creator))
            sources += planned;
    }
    return sources;
}

QList<PlannedSource> Plans::moving() const
{
    QList<PlannedSource> sources = concerned();
    sources.removeIf([](const PlannedSource &planned) { return !planned.plan; });
    return sources;
}

QList<migration::Source> Plans::toMove() const
{
    QList<migration::Source> sources;
    for (const PlannedSource &planned : moving())
        sources += planned.source;
    return sources;
}

QStringList Plans::movedBefore() const
{
    QStringList creators;
    for (const FoundSource &found : m_sources->found()) {
        if (found.chosen && (found.state == SourceState::Moved || found.state == SourceState::Changed))
            creators += found.source.creator;
    }
    return creators;
}

void Plans::setMovedAgain(bool again)
{
    if (m_movedAgain == again)
        return;
    m_movedAgain = again;
    Q_EMIT changed();
}

qsizetype Plans::refusedCount() const
{
    return std::count_if(m_planned.begin(), m_planned.end(),
                         [](const PlannedSource &planned) { return !planned.plan; });
}

void Plans::setRefusedLeftOut(bool leftOut)
{
    if (m_refusedLeftOut == leftOut)
        return;
    m_refusedLeftOut = leftOut;
    Q_EMIT changed();
}

bool Plans::isReady() const
{
    const qsizetype refused = refusedCount();
    const bool known = m_complete && !m_job.isRunning() && pathsOf(m_sources->chosen()) == m_underWay;
    return known && !moving().isEmpty() && (refused == 0 || m_refusedLeftOut);
}

void Plans::choose(const migration::Choices &choices)
{
    m_refusal.reset();
    m_wished = choices;
    const QList<PlanTask> work = tasks();
    if (m_job.isRunning() || !work.isEmpty()) { // what is under way is by other choices: it must not be heard
        start(work);
        return;
    }
    m_choices = m_wished;
    Q_EMIT changed();
}

} // namespace ui
