// SPDX-License-Identifier: MIT
#include "ui/models/documenthtml.h"
#include "ui/models/reportwords.h"
#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <QLocale>

namespace ui {

using migration::CreatorReport;
using migration::RunReport;

namespace {

/// The sentences of the report as a document.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(ui::ReportDocument)
};

QString element(const char *name, const QString &text)
{
    const QLatin1String tag(name);
    return QString(QLatin1Char('<') + tag + QLatin1Char('>') + text.toHtmlEscaped() + QStringLiteral("</") + tag +
                   QStringLiteral(">\n"));
}

QString tableRow(const char *cell, const QStringList &texts)
{
    QString row = QStringLiteral("<tr>");
    for (const QString &text : texts)
        row += element(cell, text);
    return QString(row + QStringLiteral("</tr>\n"));
}

QString remarkHtml(const Remark &remark)
{
    QString html = element("h3", namesText(remark.creators));
    html += element("p", remark.place.isEmpty() ? remark.message
                                                : QString(remark.place + QStringLiteral(": ") + remark.message));
    if (!remark.detail.isEmpty())
        html += element("pre", remark.detail);
    return html;
}

QString factsHtml(const RunReport &report)
{
    QString html = element("p", Words::tr("Move %1, begun %2, to %3")
                                    .arg(report.run, QLocale().toString(report.started.toLocalTime()),
                                         report.target.isEmpty() ? QStringLiteral("PostgreSQL") : report.target));
    html +=
        element("p", Words::tr("%1 rows, %2 values compared, %Ln value(s) in the attic", nullptr, int(report.attic()))
                         .arg(countText(report.rows()), countText(report.cells())));
    return html;
}

QString creatorsHtml(const RunReport &report)
{
    QString html = QStringLiteral("<table>\n");
    html += tableRow("th", {Words::tr("Creator"), Words::tr("Private area"), Words::tr("File"), Words::tr("Rows"),
                            Words::tr("Values compared")});
    for (const CreatorReport &creator : report.creators)
        html += tableRow("td", {creator.creator, creatorVerdict(creator), creator.source, countText(creator.rows()),
                                countText(creator.cells())});
    return QString(html + QStringLiteral("</table>\n"));
}

} // namespace

QString reportHtml(const RunReport &report)
{
    QString html = element("h1", verdictTitle(report));
    html += element("p", verdictSentence(report));
    html += factsHtml(report);
    const QList<Remark> wrong = failures(report);
    if (!wrong.isEmpty())
        html += element("h2", Words::tr("What did not arrive, and why"));
    for (const Remark &remark : wrong)
        html += remarkHtml(remark);
    html += element("h2", Words::tr("Creator by creator"));
    html += creatorsHtml(report);
    const QList<Remark> toRead = notes(report);
    if (!toRead.isEmpty())
        html += element("h2", Words::tr("Good to know"));
    for (const Remark &remark : toRead)
        html += remarkHtml(remark);
    return documentHtml(QStringLiteral("Cutover ") + report.run, html);
}

} // namespace ui
