// SPDX-License-Identifier: MIT
#include "migration/plan/targetjson.h"

using namespace Qt::StringLiterals;
using base::JsonPlace;

namespace migration {

namespace {

using schema::ForeignKeyAction;

constexpr base::EnumName<ForeignKeyAction> actionNames[] = {
    {ForeignKeyAction::NoAction, "no action"_L1}, {ForeignKeyAction::Restrict, "restrict"_L1},
    {ForeignKeyAction::SetNull, "set null"_L1},   {ForeignKeyAction::SetDefault, "set default"_L1},
    {ForeignKeyAction::Cascade, "cascade"_L1},
};

QJsonObject keyToJson(const schema::TargetKey &key)
{
    return {{u"name"_s, key.name}, {u"columns"_s, QJsonArray::fromStringList(key.columns)}};
}

QJsonObject indexPartToJson(const schema::TargetIndexPart &part)
{
    return {{u"column"_s, part.column}, {u"expression"_s, part.expression}, {u"descending"_s, part.descending}};
}

QJsonObject indexToJson(const schema::TargetIndex &index)
{
    return {{u"name"_s, index.name},
            {u"unique"_s, index.unique},
            {u"parts"_s, base::jsonList(index.parts, indexPartToJson)},
            {u"where"_s, index.where}};
}

QJsonObject foreignKeyToJson(const schema::TargetForeignKey &key)
{
    return {{u"name"_s, key.name},
            {u"columns"_s, QJsonArray::fromStringList(key.columns)},
            {u"parentTable"_s, key.parentTable},
            {u"parentColumns"_s, QJsonArray::fromStringList(key.parentColumns)},
            {u"onUpdate"_s, base::enumName(actionNames, key.onUpdate)},
            {u"onDelete"_s, base::enumName(actionNames, key.onDelete)},
            {u"deferrable"_s, key.deferrable},
            {u"initiallyDeferred"_s, key.initiallyDeferred},
            {u"validated"_s, key.validated}};
}

QJsonObject checkToJson(const schema::TargetCheck &check)
{
    return {{u"name"_s, check.name}, {u"expression"_s, check.expression}, {u"validated"_s, check.validated}};
}

schema::TargetKey keyFromJson(const JsonPlace &place)
{
    return {.name = place.at("name"_L1).text(), .columns = place.at("columns"_L1).texts()};
}

schema::TargetIndexPart indexPartFromJson(const JsonPlace &place)
{
    return {.column = place.at("column"_L1).text(),
            .expression = place.at("expression"_L1).text(),
            .descending = place.at("descending"_L1).boolean()};
}

schema::TargetIndex indexFromJson(const JsonPlace &place)
{
    return {.name = place.at("name"_L1).text(),
            .unique = place.at("unique"_L1).boolean(),
            .parts = place.at("parts"_L1).list(indexPartFromJson),
            .where = place.at("where"_L1).text()};
}

schema::TargetForeignKey foreignKeyFromJson(const JsonPlace &place)
{
    return {.name = place.at("name"_L1).text(),
            .columns = place.at("columns"_L1).texts(),
            .parentTable = place.at("parentTable"_L1).text(),
            .parentColumns = place.at("parentColumns"_L1).texts(),
            .onUpdate = base::enumValue(actionNames, place.at("onUpdate"_L1)),
            .onDelete = base::enumValue(actionNames, place.at("onDelete"_L1)),
            .deferrable = place.at("deferrable"_L1).boolean(),
            .initiallyDeferred = place.at("initiallyDeferred"_L1).boolean(),
            .validated = place.at("validated"_L1).boolean()};
}

schema::TargetCheck checkFromJson(const JsonPlace &place)
{
    return {.name = place.at("name"_L1).text(),
            .expression = place.at("expression"_L1).text(),
            .validated = place.at("validated"_L1).boolean()};
}

schema::TypeKind typeFromJson(const JsonPlace &place)
{
    const std::optional<schema::TypeKind> type = schema::typeFromName(place.text());
    if (!type)
        place.reject(u"is no type that Cutover uses"_s);
    return type.value_or(schema::TypeKind::Text);
}

} // namespace

QJsonObject targetColumnToJson(const schema::TargetColumn &column)
{
    return {{u"name"_s, column.name},
            {u"type"_s, schema::typeName(column.type)},
            {u"notNull"_s, column.notNull},
            {u"default"_s, column.defaultSql},
            {u"identityStart"_s, column.identityStart ? base::jsonInteger(*column.identityStart) : QJsonValue()},
            {u"collateC"_s, column.collateC}};
}

QJsonObject targetTableToJson(const schema::TargetTable &table)
{
    return {{u"name"_s, table.name},
            {u"primaryKey"_s, table.primaryKey ? QJsonValue(keyToJson(*table.primaryKey)) : QJsonValue()},
            {u"uniques"_s, base::jsonList(table.uniques, keyToJson)},
            {u"indexes"_s, base::jsonList(table.indexes, indexToJson)},
            {u"foreignKeys"_s, base::jsonList(table.foreignKeys, foreignKeyToJson)},
            {u"checks"_s, base::jsonList(table.checks, checkToJson)}};
}

schema::TargetColumn targetColumnFromJson(const JsonPlace &place)
{
    const JsonPlace start = place.at("identityStart"_L1);
    return {.name = place.at("name"_L1).text(),
            .type = typeFromJson(place.at("type"_L1)),
            .notNull = place.at("notNull"_L1).boolean(),
            .defaultSql = place.at("default"_L1).text(),
            .identityStart = start.isNull() ? std::nullopt : std::optional(start.integer()),
            .collateC = place.at("collateC"_L1).boolean()};
}

schema::TargetTable targetTableFromJson(const JsonPlace &place)
{
    const JsonPlace key = place.at("primaryKey"_L1);
    return {.name = place.at("name"_L1).text(),
            .columns = {},
            .primaryKey = key.isNull() ? std::nullopt : std::optional(keyFromJson(key)),
            .uniques = place.at("uniques"_L1).list(keyFromJson),
            .indexes = place.at("indexes"_L1).list(indexFromJson),
            .foreignKeys = place.at("foreignKeys"_L1).list(foreignKeyFromJson),
            .checks = place.at("checks"_L1).list(checkFromJson)};
}

} // namespace migration
