// SPDX-License-Identifier: MIT
#include "migration/journal/runrequestjson.h"

#include "base/jsonplace.h"
#include "migration/journal/report.h"

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using base::JsonPlace;

namespace migration {

namespace {

constexpr base::EnumName<IfPresent> ifPresentNames[] = {{IfPresent::Refuse, "refuse"_L1},
                                                        {IfPresent::Replace, "replace"_L1}};

QJsonObject sourceToJson(const Source &source)
{
    return {{u"path"_s, source.path},
            {u"kind"_s, source.kind},
            {u"creator"_s, source.creator},
            {u"profile"_s, source.profile},
            {u"schema"_s, source.schemaName},
            {u"bytes"_s, base::jsonInteger(source.bytes)},
            {u"refusal"_s, source.refusal ? QJsonValue(toJson(*source.refusal)) : QJsonValue()}};
}

Source sourceFromJson(const JsonPlace &place)
{
    Source source{.path = place.at("path"_L1).text(),
                  .kind = place.at("kind"_L1).text(),
                  .creator = place.at("creator"_L1).text(),
                  .profile = place.at("profile"_L1).text(),
                  .schemaName = place.at("schema"_L1).text(),
                  .bytes = place.at("bytes"_L1).integer()};
    if (place.has("refusal"_L1)) {
        const JsonPlace refusal = place.at("refusal"_L1);
        source.refusal =
            base::Error{refusal.at("code"_L1).text(), refusal.at("message"_L1).text(), refusal.at("detail"_L1).text()};
    }
    return source;
}

tl::unexpected<base::Error> unreadable(const QString &detail)
{
    return base::fail(u"bad-journal"_s,
                      QCoreApplication::translate("migration", "What this run was asked to do cannot be read from its "
                                                               "journal any more. Usually the file was cut off or "
                                                               "edited. Roll the run back and begin a new one."),
                      detail);
}

} // namespace

QJsonObject toJson(const RunRequest &request)
{
    return {{u"sources"_s, base::jsonList(request.sources, sourceToJson)},
            {u"global_schema"_s, request.globalSchema},
            {u"choices"_s, toJson(request.choices)},
            {u"plans"_s, base::jsonList(request.plans, [](const CreatorPlan &plan) { return toJson(plan); })},
            {u"if_present"_s, base::enumName(ifPresentNames, request.ifPresent)},
            {u"replace"_s, QJsonArray::fromStringList(request.replace)},
            {u"jobs"_s, request.jobs},
            {u"owner"_s, request.owner}};
}

base::Result<RunRequest> runRequestFromJson(const QJsonObject &json)
{
    base::JsonFault fault;
    const JsonPlace place(json, fault);
    RunRequest request;
    request.sources = place.at("sources"_L1).list(sourceFromJson);
    request.globalSchema = place.at("global_schema"_L1).boolean();
    request.ifPresent = base::enumValue(ifPresentNames, place.at("if_present"_L1));
    request.jobs = static_cast<int>(place.at("jobs"_L1).integer());
    request.owner = place.at("owner"_L1).text();
    if (fault.found())
        return unreadable(fault.place + u' ' + fault.problem);
    auto choices = choicesFromJson(QJsonDocument(json.value("choices"_L1).toObject()).toJson(QJsonDocument::Compact));
    if (!choices)
        return unreadable(choices.error().detail);
    request.choices = std::move(*choices);
    for (const auto &creator : json.value("replace"_L1).toArray())
        request.replace.append(creator.toString());
    const QJsonArray plans = json.value("plans"_L1).toArray();
    for (const auto &value : plans) {
        auto plan = creatorPlanFromJson(value.toObject());
        if (!plan)
            return unreadable(plan.error().detail);
        request.plans.append(std::move(*plan));
    }
    return request;
}

} // namespace migration
