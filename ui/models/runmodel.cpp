// SPDX-License-Identifier: MIT
#include "ui/models/runmodel.h"

#include "ui/widgets/text.h"

#include <QLocale>
#include <cmath>

namespace ui {

using base::Phase;
using migration::Verdict;

namespace {

QString phaseText(Phase phase)
{
    switch (phase) {
    case Phase::Detect:
    case Phase::Snapshot:
        return RunModel::tr("making a safe copy");
    case Phase::Census:
        return RunModel::tr("reading every value");
    case Phase::Plan:
        return RunModel::tr("choosing a place for every value");
    case Phase::Load:
        return RunModel::tr("copying");
    case Phase::Constraints:
        return RunModel::tr("putting rules and indexes in place");
    case Phase::Verify:
        return RunModel::tr("proving that every value arrived");
    case Phase::Commit:
        return RunModel::tr("making it visible");
    case Phase::Rollback:
        return RunModel::tr("rolling back");
    }
    return {};
}

QString firstSentence(const QString &message)
{
    const qsizetype end = message.indexOf(QStringLiteral(". "));
    return end < 0 ? message : message.left(end + 1);
}

Status statusOf(const CreatorRun &creator)
{
    if (!creator.ended)
        return creator.begun ? Status::Running : Status::Waiting;
    switch (*creator.ended) {
    case Verdict::Verified:
    case Verdict::VerifiedWithNotes:
    case Verdict::Unchanged:
        return Status::Fine;
    case Verdict::Cancelled:
        return Status::Waiting;
    case Verdict::Failed:
    case Verdict::Interrupted:
    case Verdict::RolledBack:
    case Verdict::Running:
        break;
    }
    return Status::Wrong;
}

QString rowsText(const CreatorRun &creator)
{
    const bool arrived = creator.ended && statusOf(creator) == Status::Fine;
    const QString rows = RunModel::tr("%Ln row(s)", nullptr, int(creator.rows));
    if (arrived && creator.seconds > 0)
        return RunModel::tr("%1 in %2").arg(rows, durationText(creator.seconds));
    if (creator.ended || !creator.begun || creator.phase < Phase::Load)
        return rows;
    const qint64 done = creator.phase < Phase::Verify ? creator.copied : creator.proven;
    return RunModel::tr("%1 of %2").arg(countText(done), rows);
}

} // namespace

QString workText(const CreatorRun &creator)
{
    const QString phase = phaseText(creator.phase);
    return creator.table.isEmpty() ? phase : RunModel::tr("%1: %2").arg(phase, creator.table);
}

QString endText(const CreatorRun &creator)
{
    switch (creator.ended.value_or(Verdict::Running)) {
    case Verdict::Verified:
        return RunModel::tr("every value arrived");
    case Verdict::VerifiedWithNotes:
        return RunModel::tr("every value arrived; there is something to read");
    case Verdict::Unchanged:
        return RunModel::tr("was in PostgreSQL already, unchanged");
    case Verdict::Cancelled:
        return RunModel::tr("stopped; stays in its SQLite file");
    case Verdict::Failed:
        return creator.reason.isEmpty() ? RunModel::tr("did not arrive; stays in its SQLite file")
                                        : firstSentence(creator.reason);
    case Verdict::Interrupted:
    case Verdict::RolledBack:
    case Verdict::Running:
        break;
    }
    return {};
}

QString shareText(double share)
{
    // Never 100 % before it is true.
    return RunModel::tr("%1 %").arg(QLocale().toString(static_cast<int>(std::floor(share * 100))));
}

RunModel::RunModel(const Mover *mover, QObject *parent) : QAbstractListModel(parent), m_mover(mover)
{
    connect(mover, &Mover::started, this, [this] {
        beginResetModel();
        endResetModel();
    });
    connect(mover, &Mover::progressed, this, &RunModel::refresh);
}

void RunModel::refresh(const QList<qsizetype> &numbers)
{
    for (const qsizetype number : numbers)
        Q_EMIT dataChanged(index(int(number)), index(int(number)));
}

int RunModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_mover->state().creators.size());
}

QVariant RunModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const CreatorRun &creator = m_mover->state().creators[index.row()];
    const auto second = [&creator] {
        if (creator.ended)
            return endText(creator);
        return creator.begun ? workText(creator) : tr("waiting");
    };
    switch (role) {
    case Qt::DisplayRole:
        return creator.creator;
    case Qt::ToolTipRole:
        return creator.reason;
    case Qt::AccessibleTextRole:
        return tr("%1: %2, %3").arg(creator.creator, second(), rowsText(creator));
    case SecondLine:
        return second();
    case State:
        return int(statusOf(creator));
    case Share:
        return creator.begun && !creator.ended ? QVariant(creator.fraction) : QVariant();
    case Rows:
        return rowsText(creator);
    default:
        return {};
    }
}

} // namespace ui
