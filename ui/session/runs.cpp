// SPDX-License-Identifier: MIT
#include "ui/session/runs.h"

#include "base/paths.h"
#include "migration/journal/history.h"
#include "ui/session/runtarget.h"
#include "ui/session/target.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <algorithm>

namespace ui {

namespace {

using migration::RunReport;
using migration::Verdict;

struct Found
{
    QList<RunReport> runs;
    std::optional<base::Error> error;
};

/// What the computer tells of a run says more than what the database does.
Found lookAt(const KnownTarget &target)
{
    Found found{.runs = migration::localRuns(), .error = {}};
    if (!target)
        return found;
    const auto recorded = migration::databaseRuns(*target);
    if (!recorded) {
        found.error = recorded.error();
        return found;
    }
    for (RunReport run : *recorded) {
        const bool known = std::any_of(found.runs.begin(), found.runs.end(),
                                       [&run](const RunReport &other) { return other.run == run.run; });
        run.target = target->describe();
        if (!known)
            found.runs.append(run);
    }
    std::stable_sort(found.runs.begin(), found.runs.end(),
                     [](const RunReport &a, const RunReport &b) { return a.run > b.run; });
    return found;
}

bool wasLeft(const migration::CreatorReport &creator)
{
    return creator.verdict == Verdict::Interrupted || creator.verdict == Verdict::Failed ||
           creator.verdict == Verdict::Cancelled;
}

bool arrivedIn(const RunReport &run, const QString &path)
{
    return std::any_of(run.creators.begin(), run.creators.end(), [&path](const migration::CreatorReport &creator) {
        return creator.source == path && migration::hasArrived(creator.verdict);
    });
}

} // namespace

Runs::Runs(Target *target, QObject *parent) : QObject(parent), m_target(target)
{
    connect(&m_job, &Job::runningChanged, this, &Runs::changed);
}

void Runs::look()
{
    m_job.start<Found>([target = knownTarget(*m_target)](const std::stop_token &) { return lookAt(target); },
                       [this](const Found &found) {
                           m_runs = found.runs;
                           m_error = found.error;
                           Q_EMIT changed();
                       });
}

bool Runs::canResume(const RunReport &run) const
{
    const bool broken =
        run.verdict == Verdict::Interrupted || run.verdict == Verdict::Failed || run.verdict == Verdict::Cancelled;
    if (!broken || run.folder.isEmpty())
        return false;
    const auto isOpen = [this, &run](const migration::CreatorReport &creator) {
        return wasLeft(creator) && std::none_of(m_runs.begin(), m_runs.end(), [&](const RunReport &other) {
                   return other.run > run.run && arrivedIn(other, creator.source);
               });
    };
    return std::any_of(run.creators.begin(), run.creators.end(), isOpen);
}

const RunReport *Runs::interrupted() const
{
    const auto found = std::find_if(m_runs.begin(), m_runs.end(), [this](const RunReport &run) {
        return run.verdict == Verdict::Interrupted && canResume(run);
    });
    return found == m_runs.end() ? nullptr : &*found;
}

Runs::Work<Runs::Preview> Runs::previewRollback(const RunReport &run, const QString &creator) const
{
    return [run, creator, tested = knownTarget(*m_target)](const std::stop_token &stop) -> Preview {
        const auto target = settingsOf(run, tested);
        if (!target)
            return base::fail(target.error());
        return migration::previewRollback(*target, run.run, creator, {}, stop);
    };
}

Runs::Work<migration::RollbackReport> Runs::rollBack(const RunReport &run, const QString &creator,
                                                     migration::ChangedData changed) const
{
    return [run, creator, changed, tested = knownTarget(*m_target)](const std::stop_token &stop) {
        const auto target = settingsOf(run, tested);
        if (target)
            return migration::rollback(*target, run.run, creator, changed, {}, stop);
        migration::RollbackReport report{.run = run.run};
        report.verdict = migration::Verdict::Failed;
        report.error = target.error();
        return report;
    };
}

Runs::Work<base::Result<migration::Attic>> Runs::readAttic(const RunReport &run, int most) const
{
    return [run, most, tested = knownTarget(*m_target)](const std::stop_token &stop) -> base::Result<migration::Attic> {
        const auto target = settingsOf(run, tested);
        if (!target)
            return base::fail(target.error());
        return migration::readAttic(*target, run.run, most, stop);
    };
}

Runs::Work<base::Result<QString>> Runs::readJournal(const RunReport &run)
{
    return [folder = run.folder](const std::stop_token &) -> base::Result<QString> {
        QFile file(QDir(folder).filePath(QStringLiteral("journal.jsonl")));
        if (!folder.isEmpty() && file.open(QIODevice::ReadOnly))
            return QString::fromUtf8(file.readAll());
        return base::fail(QStringLiteral("not-found"), Runs::tr("The journal of this move is not on this computer."));
    };
}

QString Runs::copiesFolder()
{
    return base::runsFolder();
}

Runs::Work<qint64> Runs::measureCopies()
{
    return [](const std::stop_token &stop) {
        qint64 bytes = 0;
        QDirIterator files(base::runsFolder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext() && !stop.stop_requested()) {
            files.next();
            bytes += files.fileInfo().size();
        }
        return bytes;
    };
}

Runs::Work<base::Result<bool>> Runs::forget(const RunReport &run)
{
    return [id = run.run](const std::stop_token &) -> base::Result<bool> {
        if (const auto forgotten = migration::forgetRun(id); !forgotten)
            return base::fail(forgotten.error());
        return true;
    };
}

} // namespace ui
