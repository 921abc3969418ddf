// SPDX-License-Identifier: MIT
#include "cli/request.h"

#include <algorithm>

namespace cli {

base::Result<migration::RunRequest> runRequest(const SourceOptions &options, const Context &context)
{
    const auto wished = sourceRequest(options);
    if (!wished)
        return base::fail(wished.error());
    auto sources = migration::discover(*wished, migration::CountRows::No);
    if (!sources)
        return base::fail(sources.error());
    migration::RunRequest request;
    request.sources = std::move(*sources);
    request.globalSchema = wished->globalSchema;
    request.choices = context.choices;
    return request;
}

bool anyUsable(const QList<migration::Source> &sources)
{
    return std::any_of(sources.begin(), sources.end(), [](const migration::Source &source) { return !source.refusal; });
}

migration::RunReport refusedReport(const QList<migration::Source> &sources)
{
    migration::RunReport report;
    report.verdict = migration::Verdict::Failed;
    report.started = QDateTime::currentDateTimeUtc();
    for (const migration::Source &source : sources) {
        migration::CreatorReport creator;
        creator.creator = source.creator;
        creator.source = source.path;
        creator.kind = source.kind;
        creator.schema = source.schemaName;
        creator.bytes = source.bytes;
        creator.verdict = migration::Verdict::Failed;
        creator.error = source.refusal;
        report.creators += creator;
    }
    report.finished = report.started;
    return report;
}

} // namespace cli
