// SPDX-License-Identifier: MIT
#include "migration/plan/plandraft.h"

#include "migration/plan/notewords.h"
#include "sqlite/asciicase.h"

#include <QLocale>
#include <QtGlobal>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace migration {

qsizetype TableDraft::columnIndex(const QString &name) const
{
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const ColumnDraft &column) {
        return sqlite::sameIgnoringCase(column.facts.column->name, name);
    });
    return found == columns.end() ? -1 : found - columns.begin();
}

QStringList TableDraft::targetNames(const QStringList &sourceNames) const
{
    QStringList names;
    for (const QString &name : sourceNames)
        names.append(column(name).name);
    return names;
}

void TableDraft::addParentKey(const QStringList &sourceNames)
{
    QList<qsizetype> key;
    for (const QString &name : sourceNames)
        key.append(columnIndex(name));
    std::sort(key.begin(), key.end());
    parentKeys.append(key);
}

qsizetype PlanDraft::tableIndex(const QString &name) const
{
    const auto found = std::find_if(tables.begin(), tables.end(), [&](const TableDraft &table) {
        return sqlite::sameIgnoringCase(table.source->name, name);
    });
    return found == tables.end() ? -1 : found - tables.begin();
}

bool collationMatters(const ColumnDraft &column, const QString &collation)
{
    const bool text = column.type.type == schema::TypeKind::Text || column.type.type == schema::TypeKind::Bytea;
    return text && !collation.isEmpty() && collation != u"BINARY";
}

QStringList samplesOf(const QList<schema::Sample> &samples, const QStringList &shapes)
{
    QStringList texts;
    for (const schema::Sample &sample : samples) {
        if (shapes.isEmpty() || shapes.contains(sample.shape))
            texts.append(sentence(QT_TRANSLATE_NOOP("migration", "%1 (row %2)"),
                                  {sample.value, QLocale::c().toString(sample.row)}));
    }
    return texts;
}

} // namespace migration
