// SPDX-License-Identifier: MIT
#include "migration/plan/choicelookup.h"

#include "sqlite/asciicase.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

tl::unexpected<base::Error> refuse(const QString &message, const QString &detail)
{
    return base::fail(u"bad-choices"_s, message, detail);
}

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

base::Result<void> checkColumns(const TableChoices &choices, const schema::Table &table)
{
    const QStringList names = choices.columns.keys();
    for (const QString &name : names) {
        const bool there = std::any_of(table.columns.begin(), table.columns.end(), [&](const schema::Column &column) {
            return sqlite::sameIgnoringCase(column.name, name);
        });
        if (!there)
            return refuse(tr("The choices name a column “%1” of table “%2” that is not there. Perhaps it is spelled "
                             "differently, or the choices were made for another file.")
                              .arg(name, table.name),
                          QString(table.name + u'.' + name));
    }
    return {};
}

template <typename Value>
const Value *valueFor(const QMap<QString, Value> &map, const QString &name)
{
    for (auto it = map.begin(); it != map.end(); ++it) {
        if (sqlite::sameIgnoringCase(it.key(), name))
            return &it.value();
    }
    return nullptr;
}

bool nameMatches(const QString &rule, const QString &name)
{
    return rule == u"*" || sqlite::sameIgnoringCase(rule, name);
}

/// The more, the more particular; 0 if it is not about this column.
int precision(const profiles::ColumnRule &rule, const QString &table, const schema::Column &column)
{
    const bool anyType = rule.declaredType.isEmpty();
    if (!nameMatches(rule.table, table) || !nameMatches(rule.column, column.name) ||
        !(anyType || sqlite::sameIgnoringCase(rule.declaredType, column.declaredType)))
        return 0;
    return 1 + (rule.column == u"*" ? 0 : 4) + (rule.table == u"*" ? 0 : 2) + (anyType ? 0 : 1);
}

} // namespace

base::Result<void> checkChoices(const Choices &choices, const QString &creator, const schema::Schema &schema)
{
    const CreatorChoices &own = choices.creators.value(creator);
    for (auto it = own.tables.begin(); it != own.tables.end(); ++it) {
        const auto table =
            std::find_if(schema.tables.begin(), schema.tables.end(), [&](const schema::Table &candidate) {
                return sqlite::sameIgnoringCase(candidate.name, it.key());
            });
        if (table == schema.tables.end())
            return refuse(
                tr("The choices name a table “%1” of “%2” that is not there. Perhaps it is spelled differently, "
                   "or the choices were made for another file.")
                    .arg(it.key(), creator),
                it.key());
        if (auto columns = checkColumns(*it, *table); !columns)
            return columns;
    }
    return {};
}

TypeWish chosenFor(const Choices &choices, const QString &creator, const QString &table, const QString &column)
{
    const auto creatorChoices = choices.creators.find(creator);
    if (creatorChoices == choices.creators.end())
        return {};
    const TableChoices *tableChoices = valueFor(creatorChoices->tables, table);
    const ColumnChoice *choice = tableChoices != nullptr ? valueFor(tableChoices->columns, column) : nullptr;
    return choice != nullptr ? TypeWish{choice->type, choice->zone} : TypeWish{};
}

OrphanChoice orphansOf(const Choices &choices, const QString &creator, const QString &table)
{
    const auto creatorChoices = choices.creators.find(creator);
    const TableChoices *tableChoices =
        creatorChoices != choices.creators.end() ? valueFor(creatorChoices->tables, table) : nullptr;
    return tableChoices != nullptr ? tableChoices->orphans.value_or(choices.orphans) : choices.orphans;
}

TypeWish profileRuleFor(const profiles::Profile *profile, const QString &table, const schema::Column &column)
{
    TypeWish wish;
    int best = 0;
    if (profile == nullptr)
        return wish;
    for (const profiles::ColumnRule &rule : profile->columns) {
        const int found = precision(rule, table, column);
        if (found > best) {
            best = found;
            wish = {rule.type, rule.zone};
        }
    }
    return wish;
}

} // namespace migration
