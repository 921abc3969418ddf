// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QList>
#include <QStringList>
#include <vector>

namespace browse {

/// One step of the way that the server takes to an answer; it gets its rows from the steps below it.
struct PlanStep
{
    QString kind;                ///< the server's word: "Seq Scan"
    QString words;               ///< a sentence: "Reads posts from end to end"
    QStringList details;         ///< conditions and the like, with the server's SQL
    double cost = 0;             ///< the server's own unit, with everything below
    double rows = 0;             ///< expected
    double actualRows = -1;      ///< in all rounds; below 0 where it was not run
    double milliseconds = -1;    ///< in all rounds, with everything below; below 0 where it was not measured
    double ownMilliseconds = -1; ///< the same without what is below
    double share = 0;            ///< 0…1 of the whole that is this step's own: of the time, else of the cost
    std::vector<PlanStep> children;
};

struct QueryPlan
{
    PlanStep root;
    double planningMilliseconds = -1;
    double executionMilliseconds = -1;
};

/// What EXPLAIN (FORMAT JSON) said. Code `sql` if that is no such text.
base::Result<QueryPlan> parsePlan(const QString &json);

} // namespace browse
