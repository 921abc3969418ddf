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

} // namespace

base::Result<sqlite::Snapshot> copySource(const PreparationRequest &request, RunClock &clock,
                                          const base::ProgressSink &progress, std::stop_token stop)
{
    return copySource(surveyRequest(request), clock, progress, std::move(stop));
}

base::Result<PreparedCreator> planSnapshot(const PreparationRequest &request, const sqlite::Snapshot &snapshot,
                                           RunClock &clock, const base::ProgressSink &progress, std::stop_token stop)
{
    const auto survey = surveySnapshot(surveyRequest(request), snapshot, clock, progress, stop);
    if (!survey)
        return base::fail(survey.error());
    const RunClock::Span span(clock, base::Phase::Census);
    auto planned = request.given ? planSurvey(*survey, *request.given, stop)
                                 : planSurvey(*survey, request.choices, request.target, stop);
    if (!planned)
        return base::fail(planned.error());
    return PreparedCreator{.snapshot = snapshot, .plan = std::move(planned->plan), .aside = std::move(planned->aside)};
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

base::Result<PreparedCreator> prepare(const PreparationRequest &request, RunClock &clock,
                                      const base::ProgressSink &progress, std::stop_token stop)
{
    const auto snapshot = copySource(request, clock, progress, stop);
    if (!snapshot)
        return base::fail(snapshot.error());
    return planSnapshot(request, *snapshot, clock, progress, std::move(stop));
}

} // namespace migration
