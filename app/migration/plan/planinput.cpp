// SPDX-License-Identifier: MIT
#include "migration/plan/planinput.h"

#include "migration/plan/rowwidth.h"
#include "schema/keys.h"
#include "sqlite/asciicase.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

namespace {

using Outcome = base::Result<void>;

QString tr(const char *text)
{
    return QCoreApplication::translate("migration", text);
}

bool hasColumn(const schema::Table &table, const QString &name)
{
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [&](const schema::Column &column) { return sqlite::sameIgnoringCase(column.name, name); });
}

/// Keys and indexes speak of columns that are there.
bool namesItsColumns(const schema::Table &table)
{
    QStringList names;
    for (const schema::Key &key : schema::keysOf(table))
        names.append(key.columns);
    for (const schema::Index &index : table.indexes) {
        for (const schema::IndexPart &part : index.parts) {
            if (!part.column.isEmpty())
                names.append(part.column);
        }
    }
    return std::all_of(names.begin(), names.end(), [&](const QString &name) { return hasColumn(table, name); });
}

tl::unexpected<base::Error> mismatch(const QString &detail)
{
    return base::fail(u"census-does-not-match"_s,
                      tr("What was found in the tables does not belong to their definitions. Usually the file changed "
                         "while it was being looked at. Start again."),
                      detail);
}

Outcome checkTable(const schema::Table &table, const schema::TableCensus &census)
{
    if (table.columns.size() != census.columns.size() || !namesItsColumns(table))
        return mismatch(table.name);
    if (table.columns.size() <= mostColumns)
        return {};
    return base::fail(
        u"too-many-columns"_s,
        tr("Table “%1” has %2 columns, and PostgreSQL allows no more than %3 in one table. It can only be "
           "moved if it is split into several tables first.")
            .arg(table.name, QString::number(table.columns.size()), QString::number(mostColumns)),
        table.name);
}

} // namespace

Outcome checkPlanInput(const SourceFacts &source, const schema::Schema &schema, const schema::Census &census)
{
    if (schema.tables.isEmpty())
        return base::fail(u"nothing-to-move"_s,
                          tr("“%1” has no tables, so there is nothing to move. Perhaps the application has not stored "
                             "anything yet, or it is another file that you are looking for.")
                              .arg(source.creator),
                          source.path);
    if (census.tables.size() != schema.tables.size())
        return mismatch(u"%1 tables, census of %2"_s.arg(schema.tables.size()).arg(census.tables.size()));
    for (qsizetype i = 0; i < schema.tables.size(); ++i) {
        if (auto table = checkTable(schema.tables[i], census.tables[i]); !table)
            return table;
    }
    return {};
}

} // namespace migration
