// SPDX-License-Identifier: MIT
#include "migration/journal/localjournal.h"
#include "migration/run/creatorjob.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

PreparationRequest requestOf(const CreatorJob &job, int threads)
{
    const RunContext &context = job.context;
    PreparationRequest preparation{.source = job.source, .snapshotPath = context.folder.snapshotPath(job.number)};
    preparation.choices = context.request.choices;
    preparation.target = {job.source.schemaName, context.request.globalSchema, context.serverVersion};
    preparation.workers = threads;
    for (const CreatorPlan &given : context.request.plans) {
        if (given.creator == job.source.creator)
            preparation.given = &given;
    }
    return preparation;
}

base::Error snapshotSpoilt(const CreatorJob &job)
{
    return {u"snapshot-changed"_s,
            QCoreApplication::translate(
                "migration",
                "The safety copy of %1 is gone or was altered since the run was interrupted, and the file that it was "
                "made of has changed or is gone as well: what was begun cannot be finished. Nothing half-done of it is "
                "left; move it with a new run.")
                .arg(job.source.creator),
            job.context.folder.snapshotPath(job.number)};
}

Note sourceChanged()
{
    Note note{.severity = Severity::Warning, .code = u"source-changed"_s};
    note.message = tr("The file changed after the run was interrupted. What was moved is the safety copy from before "
                      "that; what was written later is not in it. Move it again with “replace” to have that too.");
    return note;
}

/// The complete snapshot of an earlier attempt if it still is what it was; none: it is to be taken again.
base::Result<std::optional<sqlite::Snapshot>> keptSnapshot(CreatorJob &job, const Leftover &left,
                                                           const std::stop_token &stop)
{
    if (!left.snapshot)
        return std::optional<sqlite::Snapshot>();
    const RunClock::Span span(job.context.clock, base::Phase::Snapshot);
    const auto hash = sqlite::sha256OfFile(left.snapshot->path, stop);
    if (stop.stop_requested())
        return base::failStopped();
    const auto now = sqlite::fingerprint(job.source.path);
    const bool same = now && *now == left.snapshot->original;
    if (hash && *hash == left.snapshot->sha256) {
        if (!same)
            job.report.notes.append(sourceChanged());
        return left.snapshot;
    }
    if (!same)
        return base::fail(snapshotSpoilt(job));
    return std::optional<sqlite::Snapshot>();
}

base::Result<PreparedCreator> prepareNewly(const CreatorJob &job, const PreparationRequest &preparation,
                                           RunFolder::Flush flush, const std::stop_token &stop)
{
    if (auto recorded = recordStep(job, u"snapshot"_s, flush); !recorded)
        return base::fail(recorded.error());
    if (QFile::exists(preparation.snapshotPath))
        QFile::remove(preparation.snapshotPath); // of an earlier attempt, and no good
    auto prepared = prepare(preparation, job.context.clock, job.progress, stop);
    if (!prepared)
        return prepared;
    auto recorded = job.context.folder.record(u"snapshot taken"_s,
                                              snapshotLine(job.source.creator, job.number, prepared->snapshot), flush);
    if (!recorded)
        return base::fail(recorded.error());
    return prepared;
}

} // namespace

base::Result<void> prepareJob(CreatorJob &job, int threads, RunFolder::Flush flush, const std::stop_token &stop)
{
    const RunContext &context = job.context;
    const Leftover left = context.leftovers.value(job.number);
    if (left.plan)
        job.onServer = CreatorJob::OnServer::Staging;
    const PreparationRequest preparation = requestOf(job, threads);
    const auto kept = keptSnapshot(job, left, stop);
    if (!kept)
        return base::fail(kept.error());
    job.takenUp = *kept && left.plan;
    auto prepared = job.takenUp ? takeUpPlan(**kept, *left.plan, stop)
                    : *kept     ? prepareAgain(preparation, **kept, context.clock, job.progress, stop)
                                : prepareNewly(job, preparation, flush, stop);
    if (!prepared)
        return base::fail(prepared.error());
    job.prepared = std::move(*prepared);
    job.report.schema = job.prepared.plan.schemaName;
    job.report.notes = job.prepared.plan.notes + job.report.notes;
    context.progress.setRows(job.source.creator, job.prepared.plan.rows);
    return {};
}

} // namespace migration
