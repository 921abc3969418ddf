// SPDX-License-Identifier: MIT
#include "ui/browse/diagramwords.h"

#include "ui/browse/valuewords.h"

#include <QCoreApplication>
#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace ui {

using browse::Diagram;
using browse::DiagramLink;
using browse::DiagramTable;

namespace {

constexpr int mostInTip = 12;

QString tr(const char *text)
{
    return QCoreApplication::translate("ui", text);
}

QString columnWords(const DiagramTable &table, const QList<int> &columns)
{
    QStringList names;
    for (const int column : columns)
        names += onOneLine(table.columns.at(column).name);
    return columns.size() == 1 ? names.first() : QString(u'(' + names.join(u", "_s) + u')');
}

QString endWords(const DiagramTable &table, const QList<int> &columns)
{
    return tableWords(table) + u'.' + columnWords(table, columns);
}

} // namespace

QString tableWords(const DiagramTable &table)
{
    const QString name = onOneLine(table.name);
    return table.outside ? QString(onOneLine(table.schema) + u'.' + name) : name;
}

QString leavingWords(const Diagram &diagram, const DiagramLink &link)
{
    return tr("%1 → %2").arg(columnWords(diagram.tables.at(link.from), link.fromColumns),
                             endWords(diagram.tables.at(link.to), link.toColumns));
}

QString arrivingWords(const Diagram &diagram, const DiagramLink &link)
{
    return tr("%1 → %2").arg(endWords(diagram.tables.at(link.from), link.fromColumns),
                             columnWords(diagram.tables.at(link.to), link.toColumns));
}

QString linkTip(const Diagram &diagram, const DiagramLink &link)
{
    QStringList lines{tr("%1 → %2").arg(endWords(diagram.tables.at(link.from), link.fromColumns),
                                        endWords(diagram.tables.at(link.to), link.toColumns)),
                      tr("foreign key %1").arg(onOneLine(link.name))};
    if (!link.validated)
        lines += tr("Rows from before it was made may break it.");
    return lines.join(u'\n');
}

QString tableTip(const Diagram &diagram, int place)
{
    const DiagramTable &table = diagram.tables.at(place);
    QStringList lines{tableWords(table)};
    if (table.outside)
        lines += tr("in another schema");
    if (table.kind == browse::RelationKind::PartitionedTable)
        lines += tr("Table in parts");
    if (!table.readable)
        lines += tr("You have no right to look into it.");
    if (table.rows >= 0)
        lines += rowsWords(table.rows);
    QStringList links;
    for (const DiagramLink &link : diagram.links) {
        if (link.from == place)
            links += leavingWords(diagram, link);
        else if (link.to == place)
            links += arrivingWords(diagram, link);
    }
    if (links.size() > mostInTip) {
        const int more = int(links.size()) - mostInTip;
        links = links.mid(0, mostInTip);
        links += QCoreApplication::translate("ui", "and %Ln more link(s)", nullptr, more);
    }
    return (lines + links).join(u'\n');
}

QString rowsWords(qint64 rows)
{
    const int number = int(std::min(rows, qint64(INT_MAX)));
    return QCoreApplication::translate("ui", "about %Ln row(s)", nullptr, number);
}

QString asTip(const QString &text)
{
    return u"<p style='white-space:pre-wrap'>"_s + text.toHtmlEscaped() + u"</p>"_s;
}

QString countWords(const Diagram &diagram)
{
    const QString tables = QCoreApplication::translate("ui", "%Ln table(s)", nullptr, int(diagram.tables.size()));
    const QString links = QCoreApplication::translate("ui", "%Ln link(s)", nullptr, int(diagram.links.size()));
    return tr("%1, %2.").arg(tables, links);
}

} // namespace ui
