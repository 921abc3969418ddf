// SPDX-License-Identifier: MIT
#include "support/plannedsql.h"

#include "sqlite/census.h"
#include "sqlite/database.h"
#include "sqlite/schemareader.h"
#include "support/sqlitefile.h"

#include <QTemporaryDir>
#include <QtDebug>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

template <typename Value>
Value need(const base::Result<Value> &result)
{
    if (!result)
        qFatal("%s (%s)", qPrintable(result.error().message), qPrintable(result.error().detail));
    return *result;
}

} // namespace

Survey surveyOf(const QString &sql)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"source.sqlite3"_s);
    {
        const SqliteFile file(path);
        file.run(u"PRAGMA synchronous = OFF; BEGIN;"_s + sql + u"; COMMIT"_s);
    }
    const auto database = sqlite::Database::open(path, sqlite::Database::Mode::Immutable);
    if (!database)
        qFatal("%s", qPrintable(database.error().message));
    Survey survey;
    survey.schema = need(sqlite::readSchema(*database));
    survey.census = need(sqlite::takeCensus(path, survey.schema, 1, {}, {}));
    return survey;
}

base::Result<migration::CreatorPlan> planOf(const QString &sql, const migration::Choices &choices,
                                            const profiles::Profile *profile)
{
    const Survey survey = surveyOf(sql);
    return migration::plan({u"someone"_s, u"/somewhere/someone_metadata.sqlite3"_s}, survey.schema, survey.census,
                           profile, choices, {u"creator_someone"_s, false, 0});
}

migration::CreatorPlan planned(const QString &sql, const migration::Choices &choices, const profiles::Profile *profile)
{
    return need(planOf(sql, choices, profile));
}

const migration::TablePlan &tableOf(const migration::CreatorPlan &plan, const QString &table)
{
    const auto found = std::find_if(plan.tables.begin(), plan.tables.end(),
                                    [&](const migration::TablePlan &candidate) { return candidate.source == table; });
    if (found == plan.tables.end())
        qFatal("no table %s in the plan", qPrintable(table));
    return *found;
}

const migration::ColumnPlan &columnOf(const migration::CreatorPlan &plan, const QString &table, const QString &column)
{
    const auto &columns = tableOf(plan, table).columns;
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const migration::ColumnPlan &candidate) { return candidate.source == column; });
    if (found == columns.end())
        qFatal("no column %s in the plan", qPrintable(column));
    return *found;
}

QStringList notesOf(const migration::CreatorPlan &plan)
{
    QStringList notes;
    for (const migration::Note &note : plan.notes)
        notes.append(u"%1 %2 %3.%4 %5"_s.arg(migration::severityName(note.severity), note.code, note.table, note.column)
                         .arg(note.count));
    return notes;
}

migration::Note noteOf(const migration::CreatorPlan &plan, const QString &code)
{
    const auto found = std::find_if(plan.notes.begin(), plan.notes.end(),
                                    [&](const migration::Note &note) { return note.code == code; });
    return found == plan.notes.end() ? migration::Note{} : *found;
}

} // namespace testsupport
