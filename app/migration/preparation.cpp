// SPDX-License-Identifier: MIT
#include "migration/preparation.h"

namespace migration {

base::Result<PreparedCreator> prepare(const PreparationRequest &request, RunClock &clock,
                                      const base::ProgressSink &progress, std::stop_token stop)
{
    auto survey =
        takeSurvey({.source = request.source, .snapshotPath = request.snapshotPath, .workers = request.workers}, clock,
                   progress, stop);
    if (!survey)
        return base::fail(survey.error());
    const RunClock::Span span(clock, base::Phase::Census);
    auto planned = request.given ? planSurvey(*survey, *request.given, stop)
                                 : planSurvey(*survey, request.choices, request.target, stop);
    if (!planned)
        return base::fail(planned.error());
    return PreparedCreator{
        .snapshot = survey->snapshot, .plan = std::move(planned->plan), .aside = std::move(planned->aside)};
}

} // namespace migration
