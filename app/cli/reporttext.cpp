// SPDX-License-Identifier: MIT
#include "cli/reporttext.h"

#include "cli/console.h"
#include "cli/text.h"
#include "cli/words.h"

#include <QHash>
#include <algorithm>

namespace cli {

using migration::CreatorReport;
using migration::RunReport;
using migration::Severity;
using migration::Verdict;

ExitCode exitCodeOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Verified:
    case Verdict::Unchanged:
    case Verdict::RolledBack:
        return ExitCode::Done;
    case Verdict::VerifiedWithNotes:
        return ExitCode::DoneWithNotes;
    case Verdict::Cancelled:
        return ExitCode::Stopped;
    case Verdict::Failed:
    case Verdict::Interrupted:
    case Verdict::Running:
        break;
    }
    return ExitCode::Failed;
}

namespace {

bool important(const migration::Note &note)
{
    return note.severity != Severity::Info;
}

int importantNotes(const CreatorReport &creator)
{
    return static_cast<int>(std::count_if(creator.notes.begin(), creator.notes.end(), important));
}

qint64 differencesIn(const RunReport &report)
{
    qint64 differing = 0;
    for (const CreatorReport &creator : report.creators) {
        for (const auto &tableReport : creator.tables)
            differing += tableReport.differences.size();
    }
    return differing;
}

int creatorsWith(const RunReport &report, std::initializer_list<Verdict> verdicts)
{
    return static_cast<int>(
        std::count_if(report.creators.begin(), report.creators.end(), [&](const CreatorReport &creator) {
            return std::find(verdicts.begin(), verdicts.end(), creator.verdict) != verdicts.end();
        }));
}

QString sign(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return QStringLiteral("i");
    case Severity::Warning:
        return QStringLiteral("!");
    case Severity::Problem:
        break;
    }
    return QStringLiteral("✗");
}

QString resultText(const CreatorReport &creator, Tense tense)
{
    const bool planned = tense == Tense::Planned;
    if (tense == Tense::Compared && creator.verdict == Verdict::VerifiedWithNotes)
        return Words::tr("verified"); // the notes were told when it was moved
    switch (creator.verdict) {
    case Verdict::Verified:
        return planned ? Words::tr("can be moved") : Words::tr("verified");
    case Verdict::VerifiedWithNotes:
        return (planned ? Words::tr("can be moved (notes: %1)") : Words::tr("verified (notes: %1)"))
            .arg(importantNotes(creator));
    case Verdict::Failed:
        return planned ? Words::tr("cannot be moved") : Words::tr("failed");
    case Verdict::Cancelled:
        return Words::tr("stopped");
    case Verdict::Unchanged:
        return Words::tr("unchanged");
    case Verdict::Interrupted:
        return Words::tr("interrupted");
    case Verdict::RolledBack:
        return Words::tr("rolled back");
    case Verdict::Running:
        return Words::tr("running");
    }
    return {};
}

} // namespace

QString creatorTable(const RunReport &report, Tense tense)
{
    QList<QStringList> rows = {{Words::tr("Creator"), Words::tr("Schema"), Words::tr("Tables"), Words::tr("Rows"),
                                Words::tr("Size"), Words::tr("Result")}};
    for (const CreatorReport &creator : report.creators) {
        const bool known = !creator.tables.isEmpty();
        const QString none = QStringLiteral("–");
        rows += {printable(creator.creator),
                 creator.schema.isEmpty() ? none : printable(creator.schema),
                 known ? count(creator.tables.size()) : none,
                 known ? count(creator.rows()) : none,
                 creator.bytes > 0 ? bytes(creator.bytes) : none,
                 resultText(creator, tense)};
    }
    return table(rows, {2, 3, 4});
}

namespace {

QString place(const migration::Note &note)
{
    if (note.table.isEmpty())
        return {};
    const QString column = note.column.isEmpty() ? QString() : QString(u'.' + printable(note.column));
    return printable(note.table) + column + QStringLiteral(": ");
}

QString differenceLine(const migration::Difference &difference)
{
    if (difference.column.isEmpty())
        return QStringLiteral("  ✗ %1 %2: %3 → %4")
            .arg(printable(difference.table), printable(difference.key), printable(difference.expected),
                 printable(difference.found));
    return Words::tr("  ✗ %1.%2 of row %3: \"%4\" in the source, \"%5\" in PostgreSQL")
        .arg(printable(difference.table), printable(difference.column), printable(difference.key),
             printable(difference.expected), printable(difference.found));
}

QStringList remarksOf(const CreatorReport &creator, NotesShown shown)
{
    QStringList lines;
    if (creator.error)
        lines += u"  ✗ " + errorText(*creator.error).replace(u'\n', QStringLiteral("\n  "));
    for (const auto &tableReport : creator.tables) {
        for (const auto &difference : tableReport.differences)
            lines += differenceLine(difference);
    }
    for (const auto &note : creator.notes) {
        if (shown == NotesShown::All || (shown == NotesShown::Important && important(note)))
            lines += QStringLiteral("  %1 ").arg(sign(note.severity)) + place(note) + printable(note.message);
    }
    return lines;
}

/// Lines that are told of the same creators.
struct RemarkGroup
{
    QStringList creators;
    QStringList lines;
};

/// Many creators of one application have the same to tell: each line once, under all whom it concerns.
QList<RemarkGroup> grouped(const RunReport &report, NotesShown shown)
{
    QStringList lines;
    QHash<QString, QStringList> creatorsOf;
    for (const CreatorReport &creator : report.creators) {
        const QStringList own = remarksOf(creator, shown);
        for (const QString &line : own) {
            if (!creatorsOf.contains(line))
                lines += line;
            creatorsOf[line] += printable(creator.creator);
        }
    }
    QList<RemarkGroup> groups;
    QHash<QStringList, qsizetype> groupOf;
    for (const QString &line : lines) {
        const QStringList &creators = creatorsOf[line];
        const auto same = groupOf.constFind(creators);
        if (same == groupOf.cend()) {
            groupOf.insert(creators, groups.size());
            groups += {creators, {line}};
        } else {
            groups[*same].lines += line;
        }
    }
    return groups;
}

} // namespace

QString remarks(const RunReport &report, NotesShown shown)
{
    QStringList parts;
    const QList<RemarkGroup> groups = grouped(report, shown);
    for (const RemarkGroup &group : groups) {
        const bool all = group.creators.size() > 1 && group.creators.size() == report.creators.size();
        const QString head = all ? Words::tr("All creators") : group.creators.join(QStringLiteral(", "));
        parts += head + u'\n' + group.lines.join(u'\n');
    }
    return parts.join(QStringLiteral("\n\n"));
}

namespace {

QString comparedText(const RunReport &report)
{
    return Words::tr("%1 rows, %2 values compared, 0 differences").arg(count(report.rows()), count(report.cells()));
}

QString atticText(const RunReport &report)
{
    if (report.attic() == 0)
        return {};
    return u' ' + Words::tr("Values that are not in the new tables as they were: %1; they are kept, byte for byte, in "
                            "cutover.attic.")
                      .arg(count(report.attic()));
}

QString notAllText(const RunReport &report)
{
    const int done = creatorsWith(report, {Verdict::Verified, Verdict::VerifiedWithNotes, Verdict::Unchanged});
    const bool isUnknown = std::any_of(report.creators.begin(), report.creators.end(), [](const auto &creator) {
        return std::any_of(creator.notes.begin(), creator.notes.end(),
                           [](const auto &note) { return note.code == u"outcome-unknown"; });
    });
    if (isUnknown)
        return Words::tr("The connection broke at the very end, so it is not known whether everything arrived. What is "
                         "visible is complete, and your files are as they were.");
    if (report.error)
        return Words::tr(
            "The run could not be finished. Nothing half-done is visible, and your files are as they were.");
    if (done == 0)
        return Words::tr(
            "Nothing was moved. The reasons are above; nothing half-done is visible, and your files are as they were.");
    return Words::tr("Not everything arrived: %1 of %2 creators are done and checked. The reasons for the others are "
                     "above; nothing "
                     "half-done of them is visible, and your files are as they were.")
        .arg(done)
        .arg(report.creators.size());
}

} // namespace

QString migrationVerdict(const RunReport &report)
{
    switch (report.verdict) {
    case Verdict::Verified:
        return Words::tr("Everything arrived, and we checked: %1.").arg(comparedText(report)) + atticText(report);
    case Verdict::VerifiedWithNotes:
        return Words::tr("Everything arrived, and we checked: %1. Please read the notes above.")
                   .arg(comparedText(report)) +
               atticText(report);
    case Verdict::Unchanged:
        return Words::tr(
            "There is nothing to do: all of it was moved before and has not changed since. --replace moves it again.");
    case Verdict::Cancelled:
        return Words::tr("Stopped, as you wished. Nothing half-done is visible, and your files are as they were.");
    case Verdict::Failed:
    case Verdict::Interrupted:
    case Verdict::RolledBack:
    case Verdict::Running:
        break;
    }
    return notAllText(report);
}

QString verificationVerdict(const RunReport &report)
{
    switch (report.verdict) {
    case Verdict::Verified:
    case Verdict::VerifiedWithNotes:
    case Verdict::Unchanged:
        return Words::tr("PostgreSQL holds exactly what was moved: %1.").arg(comparedText(report));
    case Verdict::Cancelled:
        return Words::tr("Stopped before everything was compared.");
    case Verdict::Failed:
    case Verdict::Interrupted:
    case Verdict::RolledBack:
    case Verdict::Running:
        break;
    }
    if (report.error)
        return Words::tr("Nothing could be compared.");
    if (differencesIn(report) > 0)
        return Words::tr(
            "PostgreSQL does not hold what was moved: something was changed since. The first differences are above.");
    return Words::tr("It could not be shown that PostgreSQL holds what was moved. The reasons are above.");
}

QString planVerdict(const RunReport &report)
{
    if (report.error)
        return Words::tr("There is no plan. Nothing was written.");
    const int movable =
        static_cast<int>(report.creators.size()) - creatorsWith(report, {Verdict::Failed, Verdict::Cancelled});
    if (report.verdict == Verdict::Cancelled)
        return Words::tr("Stopped before the plan was ready. Nothing was written.");
    if (movable < report.creators.size())
        return Words::tr("%1 of %2 creators can be moved. Nothing was written: this is what would happen.")
            .arg(movable)
            .arg(report.creators.size());
    return Words::tr("Everything can be moved: %1 rows. Nothing was written: this is what would happen.")
        .arg(count(report.rows()));
}

} // namespace cli
