// SPDX-License-Identifier: MIT
#include "migration/transfer/asiderows.h"

#include "migration/plan/notewords.h"
#include "sqlite/rowsaside.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

constexpr auto noteCode = "rows-set-aside"_L1;
constexpr qsizetype mostSamples = 3;

const TablePlan *tableNamed(const CreatorPlan &plan, const QString &target)
{
    const auto found = std::find_if(plan.tables.begin(), plan.tables.end(),
                                    [&](const TablePlan &table) { return table.target.name == target; });
    return found != plan.tables.end() ? &*found : nullptr;
}

/// In the source's names.
QStringList sourceNames(const TablePlan &table, const QStringList &targetNames)
{
    QStringList names;
    for (const QString &target : targetNames) {
        for (const ColumnPlan &column : table.columns) {
            if (column.target.name == target)
                names += column.source;
        }
    }
    return names;
}

QList<sqlite::AsideLink> linksOf(const CreatorPlan &plan)
{
    QList<sqlite::AsideLink> links;
    for (const TablePlan &table : plan.tables) {
        for (const schema::TargetForeignKey &key : table.target.foreignKeys) {
            const TablePlan *parent = tableNamed(plan, key.parentTable);
            if (parent == nullptr)
                continue;
            links.append({.table = table.source,
                          .columns = sourceNames(table, key.columns),
                          .parentTable = parent->source,
                          .parentColumns = sourceNames(*parent, key.parentColumns),
                          .orphans = table.orphans == OrphanChoice::Attic});
        }
    }
    return links;
}

} // namespace

base::Result<AsideRows> findAsideRows(const CreatorPlan &plan, const schema::Schema &schema,
                                      const sqlite::Database &snapshot, const std::stop_token &stop)
{
    const QList<sqlite::AsideLink> links = linksOf(plan);
    if (std::none_of(links.begin(), links.end(), [](const sqlite::AsideLink &link) { return link.orphans; }))
        return AsideRows();
    const auto found = sqlite::findRowsAside(snapshot, schema, links, stop);
    if (!found)
        return base::fail(found.error());
    AsideRows rows;
    for (const TablePlan &table : plan.tables)
        rows.append(found->value(table.source));
    return rows;
}

void addAsideRows(CreatorPlan &plan, const AsideRows &rows)
{
    plan.notes.removeIf([](const Note &note) { return note.code == noteCode; }); // of an earlier look
    for (qsizetype i = 0; i < plan.tables.size(); ++i) {
        const QList<qint64> aside = rows.value(i);
        plan.tables[i].rowsAside = aside.size();
        if (aside.isEmpty())
            continue;
        Findings findings{.count = aside.size(), .samples = {}};
        for (const qint64 row : aside.first(std::min(mostSamples, aside.size())))
            findings.samples += sentence(QT_TRANSLATE_NOOP("migration", "row %1"), {QString::number(row)});
        plan.notes.append(rowsSetAside(plan.tables[i].source, findings));
    }
}

} // namespace migration
