// SPDX-License-Identifier: MIT
#include "ui/browse/structurewords.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(ui::Structure)
};

} // namespace

QString defaultWords(const browse::ColumnStructure &column)
{
    if (column.generated)
        return Words::tr("calculated: %1").arg(column.defaultSql);
    if (column.identity != browse::Identity::None || column.defaultSql.startsWith(u"nextval("))
        return Words::tr("a number of its own");
    return column.defaultSql;
}

QString ruleWords(const browse::ConstraintStructure &constraint)
{
    const QString columns = constraint.columns.join(u", "_s);
    switch (constraint.kind) {
    case browse::ConstraintKind::PrimaryKey:
    case browse::ConstraintKind::Unique:
        return Words::tr("every %1 only once").arg(columns);
    case browse::ConstraintKind::ForeignKey:
        return Words::tr("%1 is always one of %2").arg(columns, constraint.parentTable);
    case browse::ConstraintKind::Check:
    case browse::ConstraintKind::Exclusion:
        break;
    }
    return constraint.definition;
}

QString kindWords(const browse::ConstraintStructure &constraint)
{
    switch (constraint.kind) {
    case browse::ConstraintKind::PrimaryKey:
        return Words::tr("primary key");
    case browse::ConstraintKind::Unique:
        return Words::tr("unique");
    case browse::ConstraintKind::Exclusion:
        return Words::tr("exclusion");
    case browse::ConstraintKind::ForeignKey:
    case browse::ConstraintKind::Check:
        break;
    }
    return constraint.validated ? Words::tr("holds for all rows") : Words::tr("older rows may break it");
}

QString indexWords(const browse::IndexStructure &index)
{
    QStringList words;
    if (!index.valid)
        words += Words::tr("not usable: making it was broken off");
    if (index.primary)
        words += Words::tr("for the primary key");
    else if (index.unique)
        words += Words::tr("every value only once");
    if (index.method != u"btree")
        words += index.method;
    if (!index.where.isEmpty())
        words += Words::tr("only where %1").arg(index.where);
    return words.join(u", "_s);
}

const browse::ConstraintStructure *linkOf(const browse::Structure &structure, const QString &column)
{
    const auto found = std::find_if(
        structure.constraints.begin(), structure.constraints.end(), [&column](const browse::ConstraintStructure &one) {
            return one.kind == browse::ConstraintKind::ForeignKey && one.columns.contains(column);
        });
    return found == structure.constraints.end() ? nullptr : &*found;
}

} // namespace ui
