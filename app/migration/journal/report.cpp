// SPDX-License-Identifier: MIT
#include "migration/journal/report.h"

#include <algorithm>

namespace migration {

namespace {

template <typename Number>
qint64 sumOfTables(const QList<CreatorReport> &creators, Number number)
{
    qint64 sum = 0;
    for (const CreatorReport &creator : creators) {
        for (const TableReport &table : creator.tables)
            sum += table.*number;
    }
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

qint64 RunReport::attic() const
{
    return sumOfTables(creators, &TableReport::attic);
}

qint64 RunReport::rows() const
{
    return sumOfTables(creators, &TableReport::rows);
}

qint64 RunReport::cells() const
{
    return sumOfTables(creators, &TableReport::cells);
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
