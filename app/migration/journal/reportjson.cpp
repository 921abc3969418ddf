// SPDX-License-Identifier: MIT
#include "base/jsonplace.h"
#include "migration/journal/report.h"
#include "migration/plan/notejson.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTimeZone>
#include <cmath>

using namespace Qt::StringLiterals;
using base::JsonPlace;

namespace migration {

namespace {

constexpr base::EnumName<Verdict> verdictNames[] = {
    {Verdict::Verified, "verified"_L1},      {Verdict::VerifiedWithNotes, "verified-with-notes"_L1},
    {Verdict::Failed, "failed"_L1},          {Verdict::Cancelled, "cancelled"_L1},
    {Verdict::Unchanged, "unchanged"_L1},    {Verdict::Interrupted, "interrupted"_L1},
    {Verdict::RolledBack, "rolled-back"_L1}, {Verdict::Running, "running"_L1},
};

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonValue errorOrNull(const std::optional<base::Error> &error)
{
    return error ? QJsonValue(toJson(*error)) : QJsonValue();
}

QJsonObject differenceToJson(const Difference &difference)
{
    return {{u"table"_s, difference.table},
            {u"column"_s, difference.column},
            {u"key"_s, difference.key},
            {u"expected"_s, difference.expected},
            {u"found"_s, difference.found}};
}

QJsonObject tableToJson(const TableReport &table)
{
    return {{u"source"_s, table.source},
            {u"target"_s, table.target},
            {u"rows"_s, base::jsonInteger(table.rows)},
            {u"cells"_s, base::jsonInteger(table.cells)},
            {u"verified"_s, table.verified},
            {u"attic"_s, base::jsonInteger(table.attic)},
            {u"differences"_s, base::jsonList(table.differences, differenceToJson)}};
}

QJsonObject secondsToJson(const QMap<QString, double> &seconds)
{
    QJsonObject json;
    for (auto it = seconds.begin(); it != seconds.end(); ++it)
        json.insert(it.key(), std::round(it.value() * 1000) / 1000);
    return json;
}

/// What may be missing: the place's text, else nothing.
QString textIfThere(const JsonPlace &place, QLatin1String key)
{
    return place.has(key) ? place.at(key).text() : QString();
}

qint64 integerIfThere(const JsonPlace &place, QLatin1String key)
{
    return place.has(key) ? place.at(key).integer() : 0;
}

QDateTime timeIfThere(const JsonPlace &place, QLatin1String key)
{
    if (!place.has(key))
        return {};
    QDateTime time = QDateTime::fromString(place.at(key).text(), Qt::ISODateWithMs);
    if (!time.isValid())
        place.at(key).reject(u"is not a time"_s);
    return time;
}

std::optional<base::Error> errorIfThere(const JsonPlace &place)
{
    if (!place.has("error"_L1))
        return {};
    const JsonPlace error = place.at("error"_L1);
    return base::Error{.code = error.at("code"_L1).text(),
                       .message = error.at("message"_L1).text(),
                       .detail = textIfThere(error, "detail"_L1)};
}

Difference differenceFromJson(const JsonPlace &place)
{
    return {.table = place.at("table"_L1).text(),
            .column = place.at("column"_L1).text(),
            .key = place.at("key"_L1).text(),
            .expected = place.at("expected"_L1).text(),
            .found = place.at("found"_L1).text()};
}

TableReport tableFromJson(const JsonPlace &place)
{
    TableReport table{.source = place.at("source"_L1).text(),
                      .target = place.at("target"_L1).text(),
                      .rows = place.at("rows"_L1).integer(),
                      .cells = integerIfThere(place, "cells"_L1),
                      .verified = place.at("verified"_L1).boolean(),
                      .attic = place.at("attic"_L1).integer(),
                      .differences = {}};
    if (place.has("differences"_L1))
        table.differences = place.at("differences"_L1).list(differenceFromJson);
    return table;
}

CreatorReport creatorFromJson(const JsonPlace &place)
{
    CreatorReport creator{.creator = place.at("creator"_L1).text(),
                          .source = place.at(place.has("path"_L1) ? "path"_L1 : "source"_L1).text(),
                          .kind = place.at("kind"_L1).text(),
                          .schema = place.at("schema"_L1).text(),
                          .verdict = base::enumValue(verdictNames, place.at("verdict"_L1)),
                          .tables = place.at("tables"_L1).list(tableFromJson),
                          .notes = place.at("notes"_L1).list(noteFromJson),
                          .error = errorIfThere(place),
                          .bytes = integerIfThere(place, "bytes"_L1),
                          .ddl = {}};
    if (place.has("ddl"_L1))
        creator.ddl = place.at("ddl"_L1).texts();
    return creator;
}

QMap<QString, double> secondsFromJson(const JsonPlace &place)
{
    QMap<QString, double> seconds;
    const QStringList phases = place.keys();
    for (const QString &phase : phases)
        seconds.insert(phase, place.at(phase).number());
    return seconds;
}

std::optional<Reused> reusedIfThere(const JsonPlace &place)
{
    if (!place.has("resumed"_L1))
        return {};
    const JsonPlace reused = place.at("resumed"_L1);
    return Reused{reused.at("rows"_L1).integer(), reused.at("tasks"_L1).integer()};
}

RunReport runFromJson(const JsonPlace &place)
{
    const JsonPlace bytes = place.at("bytes"_L1);
    return {.run = textIfThere(place, "run"_L1),
            .verdict = base::enumValue(verdictNames, place.at("verdict"_L1)),
            .creators = place.at("creators"_L1).list(creatorFromJson),
            .seconds = secondsFromJson(place.at("seconds"_L1)),
            .sourceBytes = bytes.at("source"_L1).integer(),
            .targetBytes = bytes.at("target"_L1).integer(),
            .error = errorIfThere(place),
            .started = timeIfThere(place, "started"_L1),
            .finished = timeIfThere(place, "finished"_L1),
            .folder = textIfThere(place, "folder"_L1),
            .resumed = reusedIfThere(place)};
}

base::Error unreadable(const base::JsonFault &fault)
{
    return {u"bad-report"_s,
            QCoreApplication::translate("migration", "The run's report cannot be read: %1 %2. Usually the file was "
                                                     "edited or is from another version.")
                .arg(fault.place, fault.problem),
            fault.place};
}

} // namespace

QString verdictName(Verdict verdict)
{
    return base::enumName(verdictNames, verdict);
}

std::optional<Verdict> verdictFromName(const QString &name)
{
    for (const auto &entry : verdictNames) {
        if (name == entry.name)
            return entry.value;
    }
    return {};
}

QJsonObject toJson(const base::Error &error)
{
    return {{u"code"_s, error.code}, {u"message"_s, error.message}, {u"detail"_s, error.detail}};
}

QJsonObject toJson(const CreatorReport &creator)
{
    QJsonObject json{{u"creator"_s, creator.creator},
                     {u"source"_s, QFileInfo(creator.source).fileName()},
                     {u"path"_s, creator.source},
                     {u"kind"_s, creator.kind},
                     {u"schema"_s, creator.schema},
                     {u"verdict"_s, verdictName(creator.verdict)},
                     {u"tables"_s, base::jsonList(creator.tables, tableToJson)},
                     {u"notes"_s, base::jsonList(creator.notes, [](const Note &note) { return toJson(note); })},
                     {u"error"_s, errorOrNull(creator.error)},
                     {u"bytes"_s, base::jsonInteger(creator.bytes)}};
    if (!creator.ddl.isEmpty())
        json.insert(u"ddl"_s, QJsonArray::fromStringList(creator.ddl));
    return json;
}

QJsonObject toJson(const RunReport &report)
{
    QJsonObject json{
        {u"run"_s, textOrNull(report.run)},
        {u"verdict"_s, verdictName(report.verdict)},
        {u"creators"_s, base::jsonList(report.creators, [](const CreatorReport &creator) { return toJson(creator); })},
        {u"seconds"_s, secondsToJson(report.seconds)},
        {u"bytes"_s, QJsonObject{{u"source"_s, base::jsonInteger(report.sourceBytes)},
                                 {u"target"_s, base::jsonInteger(report.targetBytes)}}},
        {u"rows"_s, base::jsonInteger(report.rows())},
        {u"cells"_s, base::jsonInteger(report.cells())},
        {u"attic"_s, base::jsonInteger(report.attic())},
        {u"error"_s, errorOrNull(report.error)},
        {u"started"_s, timeOrNull(report.started)},
        {u"finished"_s, timeOrNull(report.finished)},
        {u"folder"_s, textOrNull(report.folder)}};
    if (report.resumed)
        json.insert(u"resumed"_s, QJsonObject{{u"rows"_s, base::jsonInteger(report.resumed->rows)},
                                              {u"tasks"_s, base::jsonInteger(report.resumed->tasks)}});
    return json;
}

base::Result<CreatorReport> creatorReportFromJson(const QJsonObject &json)
{
    base::JsonFault fault;
    CreatorReport report = creatorFromJson(JsonPlace(json, fault));
    if (fault.found())
        return base::fail(unreadable(fault));
    return report;
}

base::Result<RunReport> runReportFromJson(const QJsonObject &json)
{
    base::JsonFault fault;
    RunReport report = runFromJson(JsonPlace(json, fault));
    if (fault.found())
        return base::fail(unreadable(fault));
    return report;
}

} // namespace migration
