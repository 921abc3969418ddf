// SPDX-License-Identifier: MIT
#include "ui/pages/plandocument.h"

#include "ui/models/decision.h"
#include "ui/models/documenthtml.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>

namespace ui {

namespace {

QString tr(const char *text, const char *comment = nullptr, int count = -1)
{
    return QCoreApplication::translate("ui", text, comment, count);
}

QString tagged(const QString &tag, const QString &text)
{
    return QStringLiteral("<%1>%2</%1>\n").arg(tag, text.toHtmlEscaped());
}

QString row(const QString &tag, const QStringList &cells)
{
    QString html = QStringLiteral("<tr>");
    for (const QString &cell : cells)
        html += QStringLiteral("<%1>%2</%1>").arg(tag, cell.toHtmlEscaped());
    return html + QStringLiteral("</tr>\n");
}

QString startOfTable()
{
    return QStringLiteral("<table>\n");
}

QString decisionHtml(const Decision &decision, const migration::Choices &choices)
{
    QString html = tagged(QStringLiteral("h3"), titleOf(decision));
    const QStringList options = optionsOf(decision);
    const int chosen = chosenOption(decision, choices);
    if (chosen >= 0 && chosen < options.size())
        html += tagged(QStringLiteral("p"), tr("You chose: %1.").arg(options[chosen]));
    const migration::ExampleRows examples = examplesOf(decision);
    if (examples.rows.isEmpty())
        return html;
    html += startOfTable() + row(QStringLiteral("th"), examples.columns);
    for (const QStringList &cells : examples.rows)
        html += row(QStringLiteral("td"), cells);
    return html + QStringLiteral("</table>\n");
}

QString sourceHtml(const PlannedSource &source)
{
    QString html = tagged(QStringLiteral("h2"), source.source.creator);
    html += tagged(QStringLiteral("p"), QDir::toNativeSeparators(source.source.path));
    if (!source.plan) {
        html += tagged(QStringLiteral("p"),
                       tr("It is not moved: %1").arg(source.error ? source.error->message : QString()));
        return html;
    }
    html += tagged(QStringLiteral("p"), tr("Private area: schema %1").arg(source.plan->schemaName));
    html += startOfTable() + row(QStringLiteral("th"), {tr("Table"), tr("Rows"), tr("Columns and their types")});
    for (const migration::TablePlan &table : source.plan->tables) {
        QStringList columns;
        for (const migration::ColumnPlan &column : table.columns)
            columns += column.target.name + QLatin1Char(' ') + schema::typeName(column.target.type);
        html += row(QStringLiteral("td"),
                    {table.target.name, countText(table.rows - table.rowsAside), columns.join(QStringLiteral(", "))});
    }
    html += QStringLiteral("</table>\n");
    for (const migration::Note &note : source.plan->notes)
        html += tagged(QStringLiteral("p"), note.message);
    return html + tagged(QStringLiteral("h3"), tr("SQL")) +
           tagged(QStringLiteral("pre"), migration::ddl(*source.plan).join(QStringLiteral(";\n")) + QLatin1Char(';'));
}

} // namespace

QString planAsHtml(const QList<PlannedSource> &sources, const migration::Choices &choices, const QString &title)
{
    QString html = tagged(QStringLiteral("h1"), title);
    // Not "today": it may be read later.
    html += tagged(QStringLiteral("p"), QLocale().toString(QDateTime::currentDateTime()));
    for (const Decision &decision : decisionsOf(sources))
        html += decisionHtml(decision, choices);
    for (const PlannedSource &source : sources)
        html += sourceHtml(source);
    return documentHtml(title, html);
}

} // namespace ui
