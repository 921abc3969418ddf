// SPDX-License-Identifier: MIT
#include "migration/run/rollback.h"

#include "migration/journal/databasejournal.h"
#include "migration/journal/history.h"
#include "migration/journal/journaltables.h"
#include "migration/journal/localjournal.h"
#include "migration/journal/runfolder.h"
#include "migration/run/creatorrollback.h"
#include "migration/run/leftbackends.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

/// Killed before it reached the database, and it was on its way to this one.
bool wasOnItsWay(const postgres::Settings &target, const QString &runId)
{
    const auto journal = readLocalJournal(runId);
    return journal && journal->target == target.describe();
}

base::Result<QList<JournalCreator>> creatorsToRollBack(postgres::Connection &connection,
                                                       const postgres::Settings &target, const QString &runId,
                                                       const QString &creator)
{
    const auto journal = hasJournal(connection);
    if (!journal)
        return base::fail(journal.error());
    if (*journal) {
        if (auto complete = ensureJournalTables(connection); !complete) // an earlier version made fewer
            return base::fail(complete.error());
    }
    const auto verdict =
        *journal ? verdictOf(connection, runId) : base::Result<std::optional<Verdict>>(std::optional<Verdict>());
    if (!verdict)
        return base::fail(verdict.error());
    if (!*verdict && !wasOnItsWay(target, runId)) {
        return base::fail(
            u"unknown-run"_s,
            tr("This database knows no run “%1”. The command “history” lists the runs; perhaps it was another "
               "database.")
                .arg(runId));
    }
    auto all = *journal ? creatorsOfRun(connection, runId) : QList<JournalCreator>();
    if (!all || creator.isEmpty())
        return all;
    all->removeIf([&](const JournalCreator &candidate) { return candidate.creator != creator; });
    if (all->isEmpty())
        return base::fail(u"unknown-creator"_s, tr("The run %1 moved no creator named “%2”.").arg(runId, creator));
    return all;
}

base::Result<void> recordRunRolledBack(postgres::Connection &connection, const QString &runId)
{
    const auto journal = hasJournal(connection);
    if (!journal || !*journal)
        return journal ? base::Result<void>() : base::Result<void>(base::fail(journal.error()));
    auto done =
        connection.select(u"UPDATE cutover.run SET verdict = 'rolled-back' WHERE id = ? AND NOT EXISTS (SELECT 1 FROM "
                          "cutover.creator c WHERE c.run_id = cutover.run.id AND c.state <> 'rolled-back')"_s,
                          {runId});
    if (!done)
        return base::fail(done.error());
    return {};
}

} // namespace

RollbackReport rollback(const postgres::Settings &target, const QString &runId, const QString &creator,
                        ChangedData changed, const base::ProgressSink &progress, std::stop_token stop)
{
    RollbackReport report{.run = runId};
    const auto fail = [&](const base::Error &error) {
        report.error = error;
        report.verdict = error.code == base::stoppedCode ? Verdict::Cancelled : Verdict::Failed;
        return report;
    };
    if (RunFolder::ownerOf(runId) == RunFolder::Owner::Alive)
        return fail(
            {u"run-active"_s, tr("The run %1 is still at work. Stop it first, then roll it back.").arg(runId), {}});
    auto connection = postgres::Connection::open(target, u"cutover rollback"_s);
    if (!connection)
        return fail(connection.error());
    if (auto elsewhere = checkNotElsewhere(*connection, runId); !elsewhere)
        return fail(elsewhere.error());
    if (auto ended = endLeftBackends(*connection, runId, stop); !ended)
        return fail(ended.error());
    const auto creators = creatorsToRollBack(*connection, target, runId, creator);
    if (!creators)
        return fail(creators.error());
    std::optional<base::Error> first;
    QStringList rolledBackCreators;
    qint64 done = 0;
    for (const JournalCreator &one : *creators) {
        if (stop.stop_requested())
            return fail(base::failStopped().value());
        if (progress)
            progress({.phase = base::Phase::Rollback, .creator = one.creator, .done = done++, .of = creators->size()});
        RollbackReport own;
        const auto plan = planOf(*connection, one);
        const auto rolledBack = plan ? CreatorRollback(*connection, one, *plan, own).run(changed, stop)
                                     : base::Result<void>(base::fail(plan.error()));
        if (!rolledBack) {
            if (!first)
                first = rolledBack.error();
            continue; // one creator's trouble is that creator's alone
        }
        rolledBackCreators += one.creator;
        report.removed += own.removed;
        report.restored += own.restored;
        report.left += own.left;
    }
    if (auto recorded = recordRunRolledBack(*connection, runId); !recorded && !first)
        first = recorded.error();
    if (creator.isEmpty() && !first)
        noteRollback(runId, {});
    else if (!rolledBackCreators.isEmpty())
        noteRollback(runId, rolledBackCreators);
    return first ? fail(*first) : report;
}

base::Result<QList<RollbackItem>> previewRollback(const postgres::Settings &target, const QString &runId,
                                                  const QString &creator, const base::ProgressSink &progress,
                                                  std::stop_token stop)
{
    auto connection = postgres::Connection::open(target, u"cutover rollback"_s);
    if (!connection)
        return base::fail(connection.error());
    const auto creators = creatorsToRollBack(*connection, target, runId, creator);
    if (!creators)
        return base::fail(creators.error());
    QList<RollbackItem> items;
    for (const JournalCreator &one : *creators) {
        if (stop.stop_requested())
            return base::failStopped();
        if (progress)
            progress(
                {.phase = base::Phase::Rollback, .creator = one.creator, .done = items.size(), .of = creators->size()});
        RollbackReport unused;
        const auto plan = planOf(*connection, one);
        if (!plan)
            return base::fail(plan.error());
        auto item = CreatorRollback(*connection, one, *plan, unused).look(stop);
        if (!item)
            return base::fail(item.error());
        items.append(std::move(*item));
    }
    return items;
}

QJsonObject toJson(const RollbackReport &report)
{
    return {{u"run"_s, report.run},
            {u"verdict"_s, verdictName(report.verdict)},
            {u"removed"_s, QJsonArray::fromStringList(report.removed)},
            {u"restored"_s, QJsonArray::fromStringList(report.restored)},
            {u"left"_s, QJsonArray::fromStringList(report.left)},
            {u"error"_s, report.error ? QJsonValue(toJson(*report.error)) : QJsonValue(QJsonValue::Null)}};
}

} // namespace migration
