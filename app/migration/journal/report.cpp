// SPDX-License-Identifier: MIT
#include "migration/journal/report.h"

#include <algorithm>

namespace migration {

namespace {

template <typename Item, typename Number>
qint64 sumOf(const QList<Item> &items, Number number)
{
    qint64 sum = 0;
    for (const Item &item : items)
        sum += number(item);
    return sum;
}

bool any(const RunReport &report, Verdict verdict)
{
    return std::any_of(report.creators.begin(), report.creators.end(),
                       [verdict](const CreatorReport &creator) { return creator.verdict == verdict; });
}

bool all(const RunReport &report, Verdict verdict)
{
    return std::all_of(report.creators.begin(), report.creators.end(),
                       [verdict](const CreatorReport &creator) { return creator.verdict == verdict; });
}

} // namespace

bool hasArrived(Verdict verdict)
{
    return verdict == Verdict::Verified || verdict == Verdict::VerifiedWithNotes;
}

bool mayBeHalfThere(const CreatorReport &creator)
{
    return !hasArrived(creator.verdict) &&
           std::any_of(creator.notes.begin(), creator.notes.end(), [](const Note &note) {
               return note.code == u"staging-left" || note.code == u"outcome-unknown";
           });
}

qint64 CreatorReport::rows() const
{
    return sumOf(tables, [](const TableReport &table) { return table.rows; });
}

qint64 CreatorReport::cells() const
{
    return sumOf(tables, [](const TableReport &table) { return table.cells; });
}

qint64 CreatorReport::attic() const
{
    return sumOf(tables, [](const TableReport &table) { return table.attic; });
}

qint64 RunReport::attic() const
{
    return sumOf(creators, [](const CreatorReport &creator) { return creator.attic(); });
}

qint64 RunReport::rows() const
{
    return sumOf(creators, [](const CreatorReport &creator) { return creator.rows(); });
}

qint64 RunReport::cells() const
{
    return sumOf(creators, [](const CreatorReport &creator) { return creator.cells(); });
}

Verdict overallVerdict(const RunReport &report)
{
    if (report.error)
        return report.error->code == base::stoppedCode ? Verdict::Cancelled : Verdict::Failed;
    if (report.creators.isEmpty())
        return Verdict::Failed;
    for (const Verdict worst : {Verdict::Failed, Verdict::Cancelled, Verdict::Interrupted, Verdict::Running}) {
        if (any(report, worst))
            return worst;
    }
    for (const Verdict common : {Verdict::Unchanged, Verdict::RolledBack}) {
        if (all(report, common))
            return common;
    }
    return any(report, Verdict::VerifiedWithNotes) ? Verdict::VerifiedWithNotes : Verdict::Verified;
}

} // namespace migration
