// SPDX-License-Identifier: MIT
#include "ui/session/mover.h"

#include "ui/session/plans.h"
#include "ui/session/resumption.h"
#include "ui/session/target.h"

#include <algorithm>

namespace ui {

using migration::Verdict;

namespace {

constexpr int beatMs = 100;
constexpr qint64 rateSpanMs = 4000;
constexpr double firstGuessAfter = 3; // seconds; earlier guesses jump
constexpr double firstGuessFrom = 0.03;

bool leftBehind(Verdict verdict)
{
    return !hasArrived(verdict) && verdict != Verdict::Unchanged;
}

/// Whose private areas are there already, from before or from somebody else.
QStringList creatorsInTheWay(const migration::RunReport &report)
{
    QStringList creators;
    for (const migration::CreatorReport &creator : report.creators) {
        if (creator.error && (creator.error->code == QLatin1String("schema-exists") ||
                              creator.error->code == QLatin1String("source-changed")))
            creators += creator.creator;
    }
    return creators;
}

} // namespace

Mover::Mover(Target *target, Plans *plans, QObject *parent) : QObject(parent), m_target(target), m_plans(plans)
{
    m_timer.setInterval(beatMs);
    connect(&m_timer, &QTimer::timeout, this, &Mover::hear);
    connect(&m_awake, &Awake::changed, this, &Mover::changed);
    connect(&m_opening, &Job::runningChanged, this, &Mover::changed);
}

void Mover::start()
{
    migration::RunRequest request;
    request.sources = m_plans->toMove();
    request.choices = m_plans->choices();
    request.target = m_target->settings();
    if (m_plans->areMovedAgain())
        request.replace = m_plans->movedBefore();
    run(request);
}

/// A run that ended with an error of its own was not confirmed by the server: what it says of its creators may not be
/// so. Going on with it asks the server.
void Mover::retry(Present present)
{
    const QList<migration::CreatorReport> &creators = m_report->creators;
    const bool uncertain = m_report->error || std::any_of(creators.begin(), creators.end(), migration::mayBeHalfThere);
    if (present == Present::AsPlanned && uncertain)
        takeUp(*m_report, [this](const base::Error &) { moveLeftOver(Present::AsPlanned); });
    else
        moveLeftOver(present);
}

void Mover::moveLeftOver(Present present)
{
    migration::RunRequest request = m_request;
    request.sources = leftOver();
    if (present == Present::PutAside)
        request.replace += creatorsInTheWay(*m_report);
    if (m_target->state() == TargetState::Ready)
        request.target = m_target->settings();
    run(request);
}

QList<migration::Source> Mover::leftOver() const
{
    QList<migration::Source> sources;
    for (qsizetype i = 0; m_report && i < m_report->creators.size(); ++i) {
        if (leftBehind(m_report->creators[i].verdict))
            sources.append(m_request.sources.value(i));
    }
    return sources;
}

void Mover::run(const migration::RunRequest &request)
{
    begin(request,
          [request](const base::ProgressSink &sink, const std::stop_token &stop, const migration::CreatorSink &ended) {
              return migration::migrate(request, sink, stop, ended);
          });
}

void Mover::resume(const migration::RunReport &run)
{
    takeUp(run, [this](const base::Error &error) { Q_EMIT notResumed(error); });
}

void Mover::takeUp(const migration::RunReport &run, const Refused &refused)
{
    if (isRunning() || isOpening())
        return;
    using Answer = base::Result<Resumption>;
    m_opening.start<Answer>(
        [run, tested = knownTarget(*m_target)](const std::stop_token &) { return prepareResumption(run, tested); },
        [this, refused](const Answer &prepared) {
            if (!prepared) {
                refused(prepared.error());
                return;
            }
            if (isRunning())
                return;
            begin(prepared->request,
                  [wished = prepared->wished](const base::ProgressSink &sink, const std::stop_token &stop,
                                              const migration::CreatorSink &ended) {
                      return migration::resumeRun(wished, sink, stop, ended);
                  });
            Q_EMIT resumed();
        });
}

void Mover::begin(const migration::RunRequest &request, const Engine &engine)
{
    if (isRunning())
        return;
    m_request = request;
    reset(m_request);
    m_awake.hold(tr("Data is being moved to PostgreSQL."));
    m_job.start<migration::RunReport>(
        [engine, news = m_news](const std::stop_token &stop) {
            return engine([news](const base::Progress &progress) { news->tell(progress); }, stop,
                          [news](const migration::CreatorReport &report) { news->tellEnd(report); });
        },
        [this](const migration::RunReport &report) { finish(report); });
    m_timer.start();
    Q_EMIT started();
}

void Mover::reset(const migration::RunRequest &request)
{
    m_state = {};
    m_report.reset();
    m_stopping = false;
    m_numbers.clear();
    m_begun.clear();
    m_samples.clear();
    m_news = std::make_shared<RunNews>();
    m_clock.start();
    for (const migration::Source &source : request.sources) {
        CreatorRun creator{.creator = source.creator, .schema = source.schemaName, .source = source.path};
        creator.rows = source.rows.value_or(0);
        m_state.rows += creator.rows;
        m_numbers.insert(creator.creator, m_state.creators.size());
        m_state.creators.append(creator);
    }
}

void Mover::stop()
{
    if (!isRunning() || m_stopping)
        return;
    m_stopping = true;
    m_job.stop();
    Q_EMIT changed();
}

void Mover::hear()
{
    const RunNews::Batch batch = m_news->take();
    QList<qsizetype> numbers;
    for (const base::Progress &progress : batch.progress) {
        const qsizetype number = m_numbers.value(progress.creator, -1);
        if (number < 0 || m_state.creators[number].ended)
            continue;
        take(progress, m_state.creators[number]);
        numbers.append(number);
    }
    for (const migration::CreatorReport &report : batch.ended) {
        const qsizetype number = m_numbers.value(report.creator, -1);
        if (number < 0)
            continue;
        end(report, m_state.creators[number]);
        numbers.append(number);
    }
    m_state.current = m_numbers.value(batch.current, m_state.current);
    guess();
    Q_EMIT progressed(numbers);
}

void Mover::take(const base::Progress &progress, CreatorRun &creator)
{
    const CreatorRun before = creator;
    if (!m_begun.contains(creator.creator))
        m_begun.insert(creator.creator, m_clock.elapsed());
    creator.begun = true;
    if (progress.phase >= creator.phase) { // phases overlap: the furthest is the one to name
        creator.phase = progress.phase;
        creator.table = progress.table;
    }
    creator.fraction = std::max(creator.fraction, progress.creatorFraction);
    creator.copied = std::max(creator.copied, std::min(progress.rowsLoaded, creator.rows));
    creator.proven = std::max(creator.proven, std::min(progress.rowsVerified, creator.rows));
    m_state.fraction = std::max(m_state.fraction, progress.fraction);
    countRows(before, creator);
}

void Mover::end(const migration::CreatorReport &report, CreatorRun &creator)
{
    if (creator.ended)
        return;
    const CreatorRun before = creator;
    creator.ended = report.verdict;
    creator.fraction = 1;
    creator.seconds = static_cast<double>(m_clock.elapsed() - m_begun.value(creator.creator, m_clock.elapsed())) / 1000;
    if (report.error)
        creator.reason = report.error->message;
    if (migration::hasArrived(report.verdict)) {
        qint64 rows = 0;
        for (const migration::TableReport &table : report.tables)
            rows += table.rows;
        m_state.rows += rows - creator.rows;
        creator.rows = creator.copied = creator.proven = rows;
    } else {
        creator.copied = creator.proven = 0; // nothing of it stays
    }
    ++m_state.endedCount;
    countRows(before, creator);
}

void Mover::countRows(const CreatorRun &before, const CreatorRun &after)
{
    m_state.rowsCopied += after.copied - before.copied;
    m_state.rowsProven += after.proven - before.proven;
}

void Mover::guess()
{
    const qint64 now = m_clock.elapsed();
    m_samples.append({now, m_state.rowsCopied + m_state.rowsProven});
    while (m_samples.size() > 2 && now - m_samples.first().first > rateSpanMs)
        m_samples.removeFirst();
    const qint64 span = now - m_samples.first().first;
    const qint64 rows = m_samples.last().second - m_samples.first().second;
    m_state.rowsPerSecond = span > 0 && rows > 0 ? static_cast<double>(rows) * 1000 / static_cast<double>(span) : 0;
    const double elapsed = static_cast<double>(now) / 1000;
    const double fraction = m_state.fraction;
    m_state.remaining = elapsed < firstGuessAfter || fraction < firstGuessFrom
                            ? std::nullopt
                            : std::optional(elapsed * (1 - fraction) / fraction);
}

void Mover::finish(const migration::RunReport &report)
{
    m_timer.stop();
    m_awake.release();
    hear();
    QList<qsizetype> numbers;
    for (const migration::CreatorReport &creator : report.creators) {
        const qsizetype number = m_numbers.value(creator.creator, -1);
        if (number >= 0 && !m_state.creators[number].ended) {
            end(creator, m_state.creators[number]);
            numbers.append(number);
        }
    }
    m_state.fraction = 1;
    m_state.remaining.reset();
    m_report = report;
    if (m_report->target.isEmpty())
        m_report->target = m_request.target.describe();
    m_stopping = false;
    Q_EMIT progressed(numbers);
    Q_EMIT changed();
    Q_EMIT finished();
}

} // namespace ui
