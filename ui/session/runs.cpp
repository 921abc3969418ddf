// SPDX-License-Identifier: MIT
#include "ui/session/runs.h"

#include "base/paths.h"
#include "migration/journal/history.h"
#include "postgres/localserver.h"
#include "ui/session/target.h"

#include <QDir>
#include <QFile>
#include <algorithm>

namespace ui {

namespace {

using migration::RunReport;
using KnownTarget = std::optional<postgres::Settings>;

struct Found
{
    QList<RunReport> runs;
    std::optional<base::Error> error;
};

KnownTarget knownTarget(const Target &target)
{
    return target.state() == TargetState::Ready ? KnownTarget(target.settings()) : std::nullopt;
}

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

/// The same server of this computer may listen elsewhere today.
QString withoutPort(const QString &target)
{
    return QString(target.section(QLatin1Char(':'), 0, 0) + target.section(QLatin1Char('/'), 1));
}

/// Where a run went: the server that was tested, if it is that one, else the private one, if it is that one.
base::Result<postgres::Settings> settingsOf(const RunReport &run, const KnownTarget &tested)
{
    if (tested && (run.target.isEmpty() || tested->describe() == run.target))
        return *tested;
    postgres::LocalServer server(base::serverFolder());
    using State = postgres::LocalServer::State;
    const State state = server.status().state;
    if (state == State::Running || state == State::Stopped) {
        const auto local = server.start();
        if (!local)
            return base::fail(local.error());
        if (run.target.isEmpty() || withoutPort(local->describe()) == withoutPort(run.target))
            return *local;
    }
    return base::fail(QStringLiteral("target-needed"),
                      Runs::tr("This move went to %1. Choose that server under Move, step “Where to”, test the "
                               "connection, and come back here.")
                          .arg(run.target.isEmpty() ? Runs::tr("another server") : run.target));
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

Runs::Work<base::Result<bool>> Runs::forget(const RunReport &run)
{
    return [id = run.run](const std::stop_token &) -> base::Result<bool> {
        if (const auto forgotten = migration::forgetRun(id); !forgotten)
            return base::fail(forgotten.error());
        return true;
    };
}

} // namespace ui
