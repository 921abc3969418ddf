// SPDX-License-Identifier: MIT
#include "ui/browse/placewords.h"

#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <QDir>
#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace ui {

using browse::RelationKind;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ui", text);
}

QString rowsText(qint64 rows)
{
    const int number = int(std::min(rows, qint64(INT_MAX)));
    return QCoreApplication::translate("ui", "about %n row(s)", nullptr, number);
}

} // namespace

QString kindWord(RelationKind kind)
{
    switch (kind) {
    case RelationKind::Table:
        return tr("Table");
    case RelationKind::PartitionedTable:
        return tr("Table in parts");
    case RelationKind::ForeignTable:
        return tr("Table of another server");
    case RelationKind::View:
        return tr("View");
    case RelationKind::MaterializedView:
        return tr("View that is kept");
    case RelationKind::Sequence:
        return tr("Sequence");
    case RelationKind::Function:
        return tr("Function");
    case RelationKind::Procedure:
        return tr("Procedure");
    case RelationKind::Aggregate:
        return tr("Aggregate");
    }
    return {};
}

QString iconOf(RelationKind kind)
{
    switch (kind) {
    case RelationKind::Table:
    case RelationKind::PartitionedTable:
    case RelationKind::ForeignTable:
        return u"browse"_s;
    case RelationKind::View:
    case RelationKind::MaterializedView:
        return u"eye"_s;
    case RelationKind::Sequence:
        return u"sequence"_s;
    case RelationKind::Function:
    case RelationKind::Procedure:
    case RelationKind::Aggregate:
        break;
    }
    return u"function"_s;
}

QStringList areaWords(const browse::Area &area)
{
    QStringList words{tr("schema %1").arg(area.schema)};
    if (!area.usable)
        words += tr("You have no right to look into it.");
    if (area.bytes > 0)
        words += tr("about %1").arg(bytesText(area.bytes));
    if (area.rows >= 0)
        words += rowsText(area.rows);
    if (area.origin.moved.isValid())
        words += tr("moved %1").arg(momentText(area.origin.moved));
    if (!area.origin.sourcePath.isEmpty())
        words += tr("from %1").arg(QDir::toNativeSeparators(area.origin.sourcePath));
    if (!area.origin.run.isEmpty())
        words += tr("by the move %1").arg(area.origin.run);
    return words;
}

QStringList relationWords(const browse::Relation &relation, const browse::RelationFacts &facts)
{
    QStringList words{kindWord(relation.kind) + u' ' + relation.name};
    if (!facts.readable)
        words += tr("You have no right to look into it.");
    if (!facts.comment.isEmpty())
        words += facts.comment;
    if (facts.rows >= 0)
        words += rowsText(facts.rows);
    if (facts.bytes >= 0)
        words += bytesText(facts.bytes);
    return words;
}

} // namespace ui
