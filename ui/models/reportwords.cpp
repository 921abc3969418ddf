// SPDX-License-Identifier: MIT
#include "ui/models/reportwords.h"

#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <QHash>
#include <algorithm>

namespace ui {

using migration::CreatorReport;
using migration::RunReport;
using migration::Verdict;

namespace {

/// The sentences about reports.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(ui::Report)
};

/// Each remark once, under all whom it concerns.
class Gatherer
{
public:
    void add(const QString &creator, Remark remark)
    {
        const QString key = remark.place + QLatin1Char('\n') + remark.message;
        const auto known = m_numbers.constFind(key);
        if (known == m_numbers.constEnd()) {
            m_numbers.insert(key, m_remarks.size());
            m_remarks.append(std::move(remark));
        }
        QStringList &creators = m_remarks[m_numbers.value(key)].creators;
        if (!creator.isEmpty())
            creators.append(creator);
    }
    [[nodiscard]] const QList<Remark> &remarks() const { return m_remarks; }

private:
    QHash<QString, qsizetype> m_numbers;
    QList<Remark> m_remarks;
};

bool mayBeInDatabase(const CreatorReport &creator)
{
    return hasArrived(creator.verdict) || creator.verdict == Verdict::Interrupted || mayBeHalfThere(creator);
}

QString placeOf(const migration::Note &note)
{
    return note.column.isEmpty() ? note.table : QString(note.table + QLatin1Char('.') + note.column);
}

} // namespace

qsizetype arrivedCount(const RunReport &report)
{
    return std::count_if(report.creators.begin(), report.creators.end(),
                         [](const CreatorReport &creator) { return hasArrived(creator.verdict); });
}

QStringList missing(const RunReport &report)
{
    QStringList names;
    for (const CreatorReport &creator : report.creators) {
        if (!hasArrived(creator.verdict) && creator.verdict != Verdict::Unchanged)
            names += creator.creator;
    }
    return names;
}

bool canBeRolledBack(const RunReport &report)
{
    if (report.verdict == Verdict::RolledBack || report.verdict == Verdict::Running || report.run.isEmpty())
        return false;
    return report.verdict == Verdict::Interrupted ||
           std::any_of(report.creators.begin(), report.creators.end(), mayBeInDatabase);
}

Status statusOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Verified:
    case Verdict::VerifiedWithNotes: // everything arrived: notes are for reading, not for worry
    case Verdict::Unchanged:
        return Status::Fine;
    case Verdict::Cancelled:
    case Verdict::RolledBack:
        return Status::Waiting;
    case Verdict::Running:
        return Status::Running;
    case Verdict::Interrupted:
        return Status::Note;
    case Verdict::Failed:
        break;
    }
    return Status::Wrong;
}

QString namesText(const QStringList &names)
{
    constexpr qsizetype most = 4;
    if (names.size() <= 1)
        return names.value(0);
    if (names.size() <= most)
        return Words::tr("%1 and %2").arg(names.mid(0, names.size() - 1).join(QStringLiteral(", ")), names.last());
    return Words::tr("%1 and %n more", nullptr, int(names.size() - 2)).arg(names.mid(0, 2).join(QStringLiteral(", ")));
}

QString verdictTitle(const RunReport &report)
{
    const qsizetype done = arrivedCount(report);
    const qsizetype all = report.creators.size();
    switch (report.verdict) {
    case Verdict::Verified:
    case Verdict::VerifiedWithNotes:
        return Words::tr("Everything arrived, and we checked.");
    case Verdict::Unchanged:
        return Words::tr("There was nothing to do.");
    case Verdict::RolledBack:
        return Words::tr("This move was rolled back.");
    case Verdict::Running:
        return Words::tr("This move is still going on.");
    case Verdict::Interrupted:
        return Words::tr("This move was interrupted.");
    case Verdict::Cancelled:
        return done == 0 ? Words::tr("Stopped by you. Nothing was moved.")
                         : Words::tr("Stopped by you. %1 of %n creator(s) had arrived.", nullptr, int(all)).arg(done);
    case Verdict::Failed:
        break;
    }
    const QStringList names = missing(report);
    if (done == 0 && (report.error || all != 1))
        return Words::tr("Nothing was moved.");
    if (names.size() > 3)
        return Words::tr("%1 of %n creator(s) arrived.", nullptr, int(all)).arg(done);
    if (all == 1)
        return Words::tr("%1 was not moved.").arg(names.value(0));
    return Words::tr("%1 of %n creator(s) arrived. %2 did not.", nullptr, int(all)).arg(done).arg(namesText(names));
}

QString verdictSentence(const RunReport &report)
{
    switch (report.verdict) {
    case Verdict::Verified:
    case Verdict::VerifiedWithNotes:
        return Words::tr("Every value was read back from PostgreSQL and compared with your files.");
    case Verdict::Unchanged:
        return Words::tr("All of it was moved before and has not changed since.");
    case Verdict::RolledBack:
        return Words::tr("What it had brought to PostgreSQL was removed. Your SQLite files are untouched.");
    case Verdict::Running:
        return Words::tr("Its verdict is known when it has ended.");
    case Verdict::Interrupted:
        return Words::tr("It ended before it was done: usually the computer or the program was shut down. Your SQLite "
                         "files are untouched. Rolling it back removes what was left half-done.");
    case Verdict::Cancelled:
    case Verdict::Failed:
        break;
    }
    return Words::tr("Nothing is lost, and nothing half-done was left where an application looks.");
}

QString shortVerdict(const RunReport &report)
{
    const qsizetype done = arrivedCount(report);
    const QString creators = Words::tr("%n creator(s)", nullptr, int(done));
    const QStringList names = missing(report);
    switch (report.verdict) {
    case Verdict::Verified:
    case Verdict::VerifiedWithNotes:
        return report.rows() > 0 ? Words::tr("%1, %2 rows").arg(creators, countText(report.rows())) : creators;
    case Verdict::Unchanged:
        return Words::tr("nothing to do");
    case Verdict::RolledBack:
        return Words::tr("rolled back");
    case Verdict::Running:
        return Words::tr("going on");
    case Verdict::Interrupted:
        return Words::tr("interrupted");
    case Verdict::Cancelled:
        return done == 0 ? Words::tr("stopped by you, nothing moved")
                         : Words::tr("stopped by you, %1 moved").arg(creators);
    case Verdict::Failed:
        break;
    }
    if (names.size() == 1 && done > 0)
        return Words::tr("%1 moved, %2 failed").arg(creators, names.first());
    return done == 0 ? Words::tr("failed, nothing moved")
                     : Words::tr("%1 moved, %2 failed").arg(creators, countText(names.size()));
}

QString creatorVerdict(const CreatorReport &creator)
{
    switch (creator.verdict) {
    case Verdict::Verified:
    case Verdict::VerifiedWithNotes:
        return creator.schema;
    case Verdict::Unchanged:
        return Words::tr("%1 (already there)").arg(creator.schema);
    case Verdict::RolledBack:
        return Words::tr("rolled back");
    case Verdict::Interrupted:
        return Words::tr("interrupted");
    case Verdict::Running:
        return Words::tr("on its way");
    case Verdict::Cancelled:
    case Verdict::Failed:
        break;
    }
    return Words::tr("still in its SQLite file");
}

QList<Remark> failures(const RunReport &report)
{
    Gatherer gatherer;
    const auto wrong = [](const base::Error &error) {
        return Remark{.status = Status::Wrong, .message = error.message, .detail = error.detail};
    };
    if (report.error && report.verdict == Verdict::Failed)
        gatherer.add({}, wrong(*report.error));
    for (const CreatorReport &creator : report.creators) {
        if (creator.error && creator.verdict == Verdict::Failed)
            gatherer.add(creator.creator, wrong(*creator.error));
    }
    return gatherer.remarks();
}

QList<Remark> notes(const RunReport &report)
{
    Gatherer gatherer;
    for (const CreatorReport &creator : report.creators) {
        for (const migration::Note &note : creator.notes) {
            if (note.severity == migration::Severity::Info)
                continue;
            const Status status = note.severity == migration::Severity::Problem ? Status::Wrong : Status::Note;
            gatherer.add(creator.creator, {.status = status,
                                           .creators = {},
                                           .place = placeOf(note),
                                           .message = note.message,
                                           .detail = note.samples.join(QLatin1Char('\n'))});
        }
    }
    return gatherer.remarks();
}

} // namespace ui
