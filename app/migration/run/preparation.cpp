// SPDX-License-Identifier: MIT
#include "migration/run/preparation.h"

#include "sqlite/schemareader.h"

namespace migration {

namespace {

SurveyRequest surveyRequest(const PreparationRequest &request)
{
    return {.source = request.source,
            .snapshotPath = request.snapshotPath,
            .workers = request.workers,
            .durability = request.durability};
}

base::Result<PreparedCreator> planned(const PreparationRequest &request, const base::Result<Survey> &survey,
                                      RunClock &clock, const std::stop_token &stop)
{
    if (!survey)
        return base::fail(survey.error());
    const RunClock::Span span(clock, base::Phase::Census);
    auto plan = request.given ? planSurvey(*survey, *request.given, stop)
                              : planSurvey(*survey, request.choices, request.target, stop);
    if (!plan)
        return base::fail(plan.error());
    return PreparedCreator{
        .snapshot = survey->snapshot, .plan = std::move(plan->plan), .aside = std::move(plan->aside)};
}

} // namespace

base::Result<PreparedCreator> prepare(const PreparationRequest &request, RunClock &clock,
                                      const base::ProgressSink &progress, const std::stop_token &stop)
{
    return planned(request, takeSurvey(surveyRequest(request), clock, progress, stop), clock, stop);
}

base::Result<PreparedCreator> prepareAgain(const PreparationRequest &request, const sqlite::Snapshot &snapshot,
                                           RunClock &clock, const base::ProgressSink &progress,
                                           const std::stop_token &stop)
{
    return planned(request, surveySnapshot(surveyRequest(request), snapshot, clock, progress, stop), clock, stop);
}

base::Result<PreparedCreator> takeUpPlan(const sqlite::Snapshot &snapshot, CreatorPlan plan,
                                         const std::stop_token &stop)
{
    const auto database = sqlite::Database::open(snapshot.path, sqlite::Database::Mode::Immutable);
    if (!database)
        return base::fail(database.error());
    const auto schema = sqlite::readSchema(*database);
    if (!schema)
        return base::fail(schema.error());
    auto aside = findAsideRows(plan, *schema, *database, stop);
    if (!aside)
        return base::fail(stop.stop_requested() ? base::failStopped().value() : aside.error());
    return PreparedCreator{snapshot, std::move(plan), std::move(*aside)};
}

} // namespace migration
