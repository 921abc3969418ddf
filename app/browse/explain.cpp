// SPDX-License-Identifier: MIT
#include "browse/explain.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

struct Wording
{
    const char *kind;
    const char *words; ///< %1 is the table, %2 the index
};

constexpr std::array wordings{
    Wording{"Seq Scan", QT_TRANSLATE_NOOP("browse", "Reads %1 from end to end")},
    Wording{"Sample Scan", QT_TRANSLATE_NOOP("browse", "Reads a sample of %1")},
    Wording{"Index Scan", QT_TRANSLATE_NOOP("browse", "Finds rows of %1 through the index %2")},
    Wording{"Index Only Scan", QT_TRANSLATE_NOOP("browse", "Reads the index %2 of %1 alone")},
    Wording{"Bitmap Index Scan", QT_TRANSLATE_NOOP("browse", "Looks up places in the index %2")},
    Wording{"Bitmap Heap Scan", QT_TRANSLATE_NOOP("browse", "Fetches the rows of %1 at those places")},
    Wording{"Tid Scan", QT_TRANSLATE_NOOP("browse", "Fetches rows of %1 by their place")},
    Wording{"Tid Range Scan", QT_TRANSLATE_NOOP("browse", "Reads a stretch of %1")},
    Wording{"Function Scan", QT_TRANSLATE_NOOP("browse", "Takes rows from the function %1")},
    Wording{"Values Scan", QT_TRANSLATE_NOOP("browse", "Takes values from the statement itself")},
    Wording{"CTE Scan", QT_TRANSLATE_NOOP("browse", "Reads the result of the WITH part %1")},
    Wording{"Subquery Scan", QT_TRANSLATE_NOOP("browse", "Reads the result of the query within, %1")},
    Wording{"Foreign Scan", QT_TRANSLATE_NOOP("browse", "Reads %1 on another server")},
    Wording{"Nested Loop", QT_TRANSLATE_NOOP("browse", "Looks up partners, row by row")},
    Wording{"Hash Join", QT_TRANSLATE_NOOP("browse", "Joins both by looking up in a table in memory")},
    Wording{"Merge Join", QT_TRANSLATE_NOOP("browse", "Joins both, which are sorted alike")},
    Wording{"Hash", QT_TRANSLATE_NOOP("browse", "Puts them into a table in memory")},
    Wording{"Sort", QT_TRANSLATE_NOOP("browse", "Sorts")},
    Wording{"Incremental Sort", QT_TRANSLATE_NOOP("browse", "Sorts what is sorted in part already")},
    Wording{"Aggregate", QT_TRANSLATE_NOOP("browse", "Counts or sums up")},
    Wording{"GroupAggregate", QT_TRANSLATE_NOOP("browse", "Counts or sums up by group")},
    Wording{"WindowAgg", QT_TRANSLATE_NOOP("browse", "Counts or sums up along the rows")},
    Wording{"Unique", QT_TRANSLATE_NOOP("browse", "Leaves out what is there twice")},
    Wording{"Limit", QT_TRANSLATE_NOOP("browse", "Stops after enough rows")},
    Wording{"Append", QT_TRANSLATE_NOOP("browse", "Puts the results one after the other")},
    Wording{"Merge Append", QT_TRANSLATE_NOOP("browse", "Puts sorted results together")},
    Wording{"Gather", QT_TRANSLATE_NOOP("browse", "Collects from several processes")},
    Wording{"Gather Merge", QT_TRANSLATE_NOOP("browse", "Collects sorted rows from several processes")},
    Wording{"Materialize", QT_TRANSLATE_NOOP("browse", "Keeps the rows to read them again")},
    Wording{"Memoize", QT_TRANSLATE_NOOP("browse", "Remembers answers that come again")},
    Wording{"Result", QT_TRANSLATE_NOOP("browse", "Calculates")},
    Wording{"ProjectSet", QT_TRANSLATE_NOOP("browse", "Makes several rows of one")},
    Wording{"ModifyTable", QT_TRANSLATE_NOOP("browse", "Changes %1")},
    Wording{"SetOp", QT_TRANSLATE_NOOP("browse", "Compares two results")},
    Wording{"Recursive Union", QT_TRANSLATE_NOOP("browse", "Repeats until nothing new comes")},
};

/// Fields of a step that are conditions or orders, in the server's SQL.
constexpr std::array conditions{
    Wording{"Index Cond", QT_TRANSLATE_NOOP("browse", "looked up: %1")},
    Wording{"Recheck Cond", QT_TRANSLATE_NOOP("browse", "checked again: %1")},
    Wording{"Filter", QT_TRANSLATE_NOOP("browse", "kept only where %1")},
    Wording{"Join Filter", QT_TRANSLATE_NOOP("browse", "joined only where %1")},
    Wording{"Hash Cond", QT_TRANSLATE_NOOP("browse", "joined where %1")},
    Wording{"Merge Cond", QT_TRANSLATE_NOOP("browse", "joined where %1")},
    Wording{"Sort Key", QT_TRANSLATE_NOOP("browse", "sorted by %1")},
    Wording{"Group Key", QT_TRANSLATE_NOOP("browse", "grouped by %1")},
    Wording{"Rows Removed by Filter", QT_TRANSLATE_NOOP("browse", "left out: %1 rows")},
    Wording{"Heap Fetches", QT_TRANSLATE_NOOP("browse", "looked into the table itself %1 times")},
    Wording{"Workers Launched", QT_TRANSLATE_NOOP("browse", "with %1 more processes")},
    Wording{"Sort Space Used", QT_TRANSLATE_NOOP("browse", "took %1 kB to sort")},
};

QString textOf(const QJsonValue &value)
{
    if (!value.isArray())
        return value.toVariant().toString();
    QStringList parts;
    for (const auto &part : value.toArray())
        parts += part.toString();
    return parts.join(u", "_s);
}

QString tableOf(const QJsonObject &node)
{
    QString table;
    for (const QLatin1String key : {"Relation Name"_L1, "Function Name"_L1, "CTE Name"_L1, "Alias"_L1})
        if (table.isEmpty())
            table = node[key].toString();
    const QString alias = node["Alias"_L1].toString();
    return alias.isEmpty() || alias == table ? table : QString(table + u" ("_s + alias + u')');
}

QString wordsOf(const QJsonObject &node)
{
    QString kind = node["Node Type"_L1].toString();
    const bool grouped = kind == u"Aggregate" && node.contains("Group Key"_L1);
    const QString searched = grouped ? u"GroupAggregate"_s : kind;
    const auto *const found = std::find_if(wordings.begin(), wordings.end(), [&](const Wording &wording) {
        return searched == QLatin1String(wording.kind);
    });
    if (found == wordings.end())
        return kind;
    return QCoreApplication::translate("browse", found->words)
        .replace(u"%1"_s, tableOf(node))
        .replace(u"%2"_s, node["Index Name"_L1].toString());
}

QStringList detailsOf(const QJsonObject &node)
{
    QStringList details;
    for (const Wording &condition : conditions) {
        const QJsonValue value = node[QLatin1String(condition.kind)];
        if (!value.isUndefined() && textOf(value) != u"0")
            details += QCoreApplication::translate("browse", condition.words).replace(u"%1"_s, textOf(value));
    }
    return details;
}

PlanStep stepOf(const QJsonObject &node)
{
    PlanStep step{.kind = node["Node Type"_L1].toString(),
                  .words = wordsOf(node),
                  .details = detailsOf(node),
                  .cost = node["Total Cost"_L1].toDouble(),
                  .rows = node["Plan Rows"_L1].toDouble()};
    const double rounds = node["Actual Loops"_L1].toDouble();
    if (node.contains("Actual Rows"_L1)) {
        step.actualRows = node["Actual Rows"_L1].toDouble() * rounds;
        step.milliseconds = node["Actual Total Time"_L1].toDouble() * rounds;
        step.ownMilliseconds = step.milliseconds;
    }
    for (const auto &child : node["Plans"_L1].toArray()) {
        step.children.push_back(stepOf(child.toObject()));
        step.ownMilliseconds -= std::max(0.0, step.children.back().milliseconds);
    }
    if (step.milliseconds >= 0)
        step.ownMilliseconds = std::max(0.0, step.ownMilliseconds); // children side by side take longer together
    return step;
}

double ownCost(const PlanStep &step)
{
    double own = step.cost;
    for (const PlanStep &child : step.children)
        own -= child.cost;
    return std::max(0.0, own);
}

double sumOf(const PlanStep &step, bool measured)
{
    double sum = measured ? step.ownMilliseconds : ownCost(step);
    for (const PlanStep &child : step.children)
        sum += sumOf(child, measured);
    return sum;
}

void shareOut(PlanStep &step, double whole, bool measured)
{
    const double own = measured ? step.ownMilliseconds : ownCost(step);
    step.share = whole > 0 ? std::clamp(own / whole, 0.0, 1.0) : 0;
    for (PlanStep &child : step.children)
        shareOut(child, whole, measured);
}

} // namespace

base::Result<QueryPlan> parsePlan(const QString &json)
{
    const QJsonObject whole = QJsonDocument::fromJson(json.toUtf8()).array().first().toObject();
    const QJsonObject node = whole["Plan"_L1].toObject();
    if (node.isEmpty())
        return base::fail(u"sql"_s,
                          QCoreApplication::translate("browse",
                                                      "The server's plan could not be read. Usually something "
                                                      "other than PostgreSQL made it. The text is in the "
                                                      "details."),
                          json);
    QueryPlan plan{.root = stepOf(node),
                   .planningMilliseconds = whole["Planning Time"_L1].toDouble(-1),
                   .executionMilliseconds = whole["Execution Time"_L1].toDouble(-1)};
    const bool measured = plan.root.milliseconds >= 0;
    shareOut(plan.root, sumOf(plan.root, measured), measured);
    return plan;
}

} // namespace browse
