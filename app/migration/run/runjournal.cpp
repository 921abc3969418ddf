// SPDX-License-Identifier: MIT
#include "migration/run/runjournal.h"

#include "migration/journal/databasejournal.h"
#include "migration/journal/journaltables.h"
#include "migration/journal/localjournal.h"
#include "migration/run/leftbackends.h"
#include "schema/identifier.h"

#include <QCoreApplication>
#include <algorithm>
#include <chrono>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace migration {

namespace {

base::Result<qint64> bytesOf(postgres::Connection &connection, const RunReport &report)
{
    QStringList names;
    for (const CreatorReport &creator : report.creators) {
        if (hasArrived(creator.verdict))
            names += schema::quoteLiteral(creator.schema);
    }
    if (names.isEmpty())
        return 0;
    const auto bytes =
        connection.value(u"SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::text FROM pg_class c "
                         "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND n.nspname IN ("_s +
                         names.join(u", "_s) + u")"_s);
    if (!bytes)
        return base::fail(bytes.error());
    return bytes->toLongLong();
}

/// A server that crashed meanwhile may have lost commits that did not wait for its disk.
base::Result<void> checkCommitted(postgres::Connection &connection, RunReport &report)
{
    const auto committed = committedCreators(connection, report.run);
    if (!committed)
        return base::fail(committed.error());
    for (CreatorReport &creator : report.creators) {
        if (!hasArrived(creator.verdict) || committed->contains(creator.creator))
            continue;
        creator.verdict = Verdict::Failed;
        creator.error =
            base::Error{u"lost-by-server"_s,
                        QCoreApplication::translate(
                            "migration", "%1 had arrived, but the server crashed before it had written that to its "
                                         "disk, and knows nothing of it now. Resume the run to move it again.")
                            .arg(creator.creator),
                        {}};
    }
    return {};
}

base::Result<void> recordEnd(RunSession &session, RunReport &report)
{
    auto connection = session.connection();
    if (!connection)
        return base::fail(connection.error());
    if (auto bytes = bytesOf(**connection, report); bytes)
        report.targetBytes = *bytes;
    if (auto recorded = recordRunEnd(**connection, report); !recorded) // waits for the disk
        return recorded;
    if (auto checked = checkCommitted(**connection, report); !checked)
        return checked;
    const Verdict verdict = overallVerdict(report);
    return verdict == std::exchange(report.verdict, verdict) ? base::Result<void>()
                                                             : recordRunEnd(**connection, report);
}

/// A server that is just starting again is waited for a little.
base::Result<void> recordEndPatiently(RunSession &session, RunReport &report)
{
    constexpr auto patience = 10s;
    constexpr auto pause = 250ms;
    static const QStringList passing{u"connection-lost"_s, u"connection-refused"_s, u"server-starting"_s,
                                     u"server-shutting-down"_s};
    const auto end = std::chrono::steady_clock::now() + patience;
    while (true) {
        auto recorded = recordEnd(session, report);
        if (recorded || !passing.contains(recorded.error().code) || std::chrono::steady_clock::now() > end)
            return recorded;
        session.distrust();
        std::this_thread::sleep_for(pause);
    }
}

} // namespace

base::Result<void> openJournal(RunSession &session, const RunRequest &request, const QList<CreatorReport> &leftOut,
                               RunFolder &folder)
{
    if (auto recorded = folder.record(u"run"_s, runLine(folder.id(), request, leftOut)); !recorded)
        return recorded;
    if (auto named = session.setName(sessionName(folder.id())); !named)
        return named;
    auto connection = session.connection();
    if (!connection)
        return base::fail(connection.error());
    if (auto made = ensureJournalTables(**connection); !made)
        return made;
    return recordRun(**connection, folder.id());
}

void closeUnopened(RunFolder &folder, RunReport &report, const base::Error &error)
{
    report.error = error;
    report.finished = QDateTime::currentDateTimeUtc();
    report.verdict = overallVerdict(report);
    for (CreatorReport &creator : report.creators) {
        if (creator.verdict == Verdict::Running)
            creator.verdict = report.verdict;
    }
    (void)folder.writeReport(toJson(report));
    (void)folder.record(u"end"_s, {{u"verdict"_s, verdictName(report.verdict)}});
}

/// Stopped by the user before anything arrived: there is nothing that the server could lose.
static bool wasStoppedInTime(const RunReport &report)
{
    return report.verdict == Verdict::Cancelled &&
           std::none_of(report.creators.begin(), report.creators.end(),
                        [](const CreatorReport &creator) { return hasArrived(creator.verdict); });
}

void closeJournal(RunSession &session, RunFolder &folder, RunReport &report)
{
    report.finished = QDateTime::currentDateTimeUtc();
    report.verdict = overallVerdict(report);
    // What the server did not confirm here, it may still lose: then the run is not what it was said to be.
    if (auto recorded = recordEndPatiently(session, report); !recorded && !wasStoppedInTime(report)) {
        report.error = recorded.error();
        report.verdict = overallVerdict(report);
    }
    if (auto written = folder.writeReport(toJson(report)); !written && !report.error)
        report.error = written.error();
    (void)folder.record(u"end"_s, {{u"verdict"_s, verdictName(report.verdict)}});
}

} // namespace migration
