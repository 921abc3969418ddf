// SPDX-License-Identifier: MIT
#include "base/jsonplace.h"
#include "migration/plan/notejson.h"
#include "migration/plan/plan.h"
#include "migration/plan/targetjson.h"

#include <QCoreApplication>
#include <limits>

using namespace Qt::StringLiterals;
using base::JsonPlace;

namespace migration {

namespace {

using schema::StorageClass;

constexpr base::EnumName<StorageClass> classNames[] = {
    {StorageClass::Null, "null"_L1}, {StorageClass::Integer, "integer"_L1}, {StorageClass::Real, "real"_L1},
    {StorageClass::Text, "text"_L1}, {StorageClass::Blob, "blob"_L1},
};
constexpr base::EnumName<Misfit> misfitNames[] = {{Misfit::None, "none"_L1}, {Misfit::Attic, "attic"_L1}};
constexpr base::EnumName<NulText> nulTextNames[] = {{NulText::Readable, "readable"_L1}, {NulText::Null, "null"_L1}};
constexpr base::EnumName<OrphanChoice> orphanNames[] = {{OrphanChoice::Keep, "keep"_L1},
                                                        {OrphanChoice::Attic, "attic"_L1}};
constexpr base::EnumName<schema::Fraction> fractionNames[] = {{schema::Fraction::Fixed, "fixed"_L1},
                                                              {schema::Fraction::UnlessZero, "unless-zero"_L1}};
constexpr base::EnumName<schema::ZoneSpelling> zoneNames[] = {{schema::ZoneSpelling::None, "none"_L1},
                                                              {schema::ZoneSpelling::Z, "Z"_L1},
                                                              {schema::ZoneSpelling::Colon, "+hh:mm"_L1},
                                                              {schema::ZoneSpelling::Plain, "+hhmm"_L1},
                                                              {schema::ZoneSpelling::Hours, "+hh"_L1}};
constexpr base::EnumName<char> separatorNames[] = {{' ', " "_L1}, {'T', "T"_L1}};

constexpr qint64 maxOffset = 15 * 60 + 59;

QJsonObject formToJson(const schema::TextForm &form)
{
    return {{u"time"_s, form.time},
            {u"separator"_s, base::enumName(separatorNames, form.separator)},
            {u"seconds"_s, form.seconds},
            {u"fraction"_s, base::enumName(fractionNames, form.fraction)},
            {u"fractionDigits"_s, form.fractionDigits},
            {u"zone"_s, base::enumName(zoneNames, form.zone)},
            {u"offsetMinutes"_s, form.offsetMinutes}};
}

schema::TextForm formFromJson(const JsonPlace &place)
{
    return {.time = place.at("time"_L1).boolean(),
            .separator = base::enumValue(separatorNames, place.at("separator"_L1)),
            .seconds = place.at("seconds"_L1).boolean(),
            .fraction = base::enumValue(fractionNames, place.at("fraction"_L1)),
            .fractionDigits = static_cast<quint8>(place.at("fractionDigits"_L1).integer(0, 6)),
            .zone = base::enumValue(zoneNames, place.at("zone"_L1)),
            .offsetMinutes = static_cast<qint16>(place.at("offsetMinutes"_L1).integer(-maxOffset, maxOffset))};
}

QJsonObject columnToJson(const ColumnPlan &column)
{
    return {{u"source"_s, column.source},
            {u"target"_s, targetColumnToJson(column.target)},
            {u"mainClass"_s, base::enumName(classNames, column.mainClass)},
            {u"form"_s, formToJson(column.form)},
            {u"misfit"_s, base::enumName(misfitNames, column.misfit)},
            {u"nulText"_s, base::enumName(nulTextNames, column.nulText)},
            {u"expectedForms"_s, base::jsonInteger(column.expectedForms)},
            {u"expectedAttic"_s, base::jsonInteger(column.expectedAttic)}};
}

ColumnPlan columnFromJson(const JsonPlace &place)
{
    return {.source = place.at("source"_L1).text(),
            .target = targetColumnFromJson(place.at("target"_L1)),
            .mainClass = base::enumValue(classNames, place.at("mainClass"_L1)),
            .form = formFromJson(place.at("form"_L1)),
            .misfit = base::enumValue(misfitNames, place.at("misfit"_L1)),
            .nulText = base::enumValue(nulTextNames, place.at("nulText"_L1)),
            .expectedForms = place.at("expectedForms"_L1).integer(0, std::numeric_limits<qint64>::max()),
            .expectedAttic = place.at("expectedAttic"_L1).integer(0, std::numeric_limits<qint64>::max())};
}

QJsonObject tableToJson(const TablePlan &table)
{
    return {{u"source"_s, table.source},
            {u"target"_s, targetTableToJson(table.target)},
            {u"columns"_s, base::jsonList(table.columns, columnToJson)},
            {u"hasRowid"_s, table.hasRowid},
            {u"rows"_s, base::jsonInteger(table.rows)},
            {u"bytes"_s, base::jsonInteger(table.bytes)},
            {u"minRowid"_s, base::jsonInteger(table.minRowid)},
            {u"maxRowid"_s, base::jsonInteger(table.maxRowid)},
            {u"orphans"_s, base::enumName(orphanNames, table.orphans)},
            {u"rowsAside"_s, base::jsonInteger(table.rowsAside)}};
}

TablePlan tableFromJson(const JsonPlace &place)
{
    return {.source = place.at("source"_L1).text(),
            .target = targetTableFromJson(place.at("target"_L1)),
            .columns = place.at("columns"_L1).list(columnFromJson),
            .hasRowid = place.at("hasRowid"_L1).boolean(),
            .rows = place.at("rows"_L1).integer(0, std::numeric_limits<qint64>::max()),
            .bytes = place.at("bytes"_L1).integer(0, std::numeric_limits<qint64>::max()),
            .minRowid = place.at("minRowid"_L1).integer(),
            .maxRowid = place.at("maxRowid"_L1).integer(),
            .orphans = base::enumValue(orphanNames, place.at("orphans"_L1)),
            .rowsAside = place.at("rowsAside"_L1).integer(0, std::numeric_limits<qint64>::max())};
}

QJsonObject originalToJson(const Original &original)
{
    return {{u"type"_s, original.type},
            {u"name"_s, original.name},
            {u"table"_s, original.table},
            {u"sql"_s, original.sql},
            {u"translated"_s, original.translated}};
}

Original originalFromJson(const JsonPlace &place)
{
    return {.type = place.at("type"_L1).text(),
            .name = place.at("name"_L1).text(),
            .table = place.at("table"_L1).text(),
            .sql = place.at("sql"_L1).text(),
            .translated = place.at("translated"_L1).boolean()};
}

CreatorPlan creatorFromJson(const JsonPlace &place)
{
    return {.creator = place.at("creator"_L1).text(),
            .sourcePath = place.at("sourcePath"_L1).text(),
            .kind = place.at("kind"_L1).text(),
            .profile = place.at("profile"_L1).text(),
            .schemaName = place.at("schemaName"_L1).text(),
            .globalSchema = place.at("globalSchema"_L1).boolean(),
            .tables = place.at("tables"_L1).list(tableFromJson),
            .notes = place.at("notes"_L1).list(noteFromJson),
            .originals = place.at("originals"_L1).list(originalFromJson),
            .rows = place.at("rows"_L1).integer(0, std::numeric_limits<qint64>::max()),
            .bytes = place.at("bytes"_L1).integer(0, std::numeric_limits<qint64>::max())};
}

} // namespace

QJsonObject toJson(const CreatorPlan &plan)
{
    return {{u"creator"_s, plan.creator},
            {u"sourcePath"_s, plan.sourcePath},
            {u"kind"_s, plan.kind},
            {u"profile"_s, plan.profile},
            {u"schemaName"_s, plan.schemaName},
            {u"globalSchema"_s, plan.globalSchema},
            {u"tables"_s, base::jsonList(plan.tables, tableToJson)},
            {u"notes"_s, base::jsonList(plan.notes, [](const Note &note) { return toJson(note); })},
            {u"originals"_s, base::jsonList(plan.originals, originalToJson)},
            {u"rows"_s, base::jsonInteger(plan.rows)},
            {u"bytes"_s, base::jsonInteger(plan.bytes)}};
}

base::Result<CreatorPlan> creatorPlanFromJson(const QJsonObject &json)
{
    base::JsonFault fault;
    CreatorPlan plan = creatorFromJson(JsonPlace(json, fault));
    if (fault.found()) {
        return base::fail(u"bad-plan"_s,
                          QCoreApplication::translate("migration",
                                                      "The plan cannot be used: %1 %2. Usually the file was edited by "
                                                      "hand or comes from another version; make the plan again.")
                              .arg(fault.place, fault.problem),
                          fault.place);
    }
    return plan;
}

} // namespace migration
