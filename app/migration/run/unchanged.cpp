// SPDX-License-Identifier: MIT
#include "migration/run/unchanged.h"

#include "migration/journal/databasejournal.h"
#include "postgres/catalog.h"
#include "sqlite/snapshot.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

enum class Earlier { None, Same, Changed };

base::Result<Earlier> earlierRun(postgres::Connection &connection, const Source &source, QString &runId)
{
    const auto earlier = committedAs(connection, source.schemaName);
    if (!earlier)
        return base::fail(earlier.error());
    if (!*earlier || (*earlier)->sourcePath != source.path)
        return Earlier::None;
    runId = (*earlier)->runId;
    if (!(*earlier)->globalSchema) {
        const auto comment = postgres::schemaComment(connection, source.schemaName);
        if (!comment)
            return base::fail(comment.error());
        if (*comment != ownershipMark(runId, (*earlier)->creator))
            return Earlier::None;
    }
    const auto now = sqlite::fingerprint(source.path);
    if (!now)
        return base::fail(now.error());
    return now->toString() == (*earlier)->fingerprint ? Earlier::Same : Earlier::Changed;
}

} // namespace

base::Result<void> leaveOutUnchanged(postgres::Connection &connection, const RunRequest &request,
                                     QList<qsizetype> &numbers, RunReport &report)
{
    const bool asked = std::any_of(numbers.begin(), numbers.end(), [&](qsizetype number) {
        return request.ifPresentFor(request.sources[number].creator) == IfPresent::Refuse;
    });
    if (!asked)
        return {};
    const auto journal = hasJournal(connection);
    if (!journal)
        return base::fail(journal.error());
    if (!*journal)
        return {};
    QList<qsizetype> left;
    for (const qsizetype number : numbers) {
        if (request.ifPresentFor(request.sources[number].creator) == IfPresent::Replace) {
            left.append(number);
            continue;
        }
        QString runId;
        const auto earlier = earlierRun(connection, request.sources[number], runId);
        if (!earlier)
            return base::fail(earlier.error());
        CreatorReport &creator = report.creators[number];
        if (*earlier == Earlier::None) {
            left.append(number);
        } else if (*earlier == Earlier::Same) {
            creator.verdict = Verdict::Unchanged;
        } else {
            creator.error =
                base::Error{u"source-changed"_s,
                            QCoreApplication::translate(
                                "migration", "%1 was moved before (run %2), and the file has changed since. To move it "
                                             "again, choose “replace”: the copy that is in PostgreSQL now is put "
                                             "aside and comes back with a rollback.")
                                .arg(creator.creator, runId),
                            {}};
        }
    }
    numbers = left;
    return {};
}

} // namespace migration
