// SPDX-License-Identifier: MIT
#include "migration/plan/notejson.h"

using namespace Qt::StringLiterals;

namespace migration {

namespace {

constexpr base::EnumName<Severity> severityNames[] = {
    {Severity::Info, "info"_L1}, {Severity::Warning, "warning"_L1}, {Severity::Problem, "problem"_L1}};

} // namespace

QString severityName(Severity severity)
{
    return base::enumName(severityNames, severity);
}

QJsonObject toJson(const Note &note)
{
    return {{u"severity"_s, severityName(note.severity)},
            {u"code"_s, note.code},
            {u"table"_s, note.table},
            {u"column"_s, note.column},
            {u"count"_s, base::jsonInteger(note.count)},
            {u"message"_s, note.message},
            {u"samples"_s, QJsonArray::fromStringList(note.samples)}};
}

Note noteFromJson(const base::JsonPlace &place)
{
    return {.severity = base::enumValue(severityNames, place.at("severity"_L1)),
            .code = place.at("code"_L1).text(),
            .table = place.at("table"_L1).text(),
            .column = place.at("column"_L1).text(),
            .count = place.at("count"_L1).integer(),
            .message = place.at("message"_L1).text(),
            .samples = place.at("samples"_L1).texts()};
}

} // namespace migration
