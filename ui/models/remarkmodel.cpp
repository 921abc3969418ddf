// SPDX-License-Identifier: MIT
#include "ui/models/remarkmodel.h"

#include <algorithm>

namespace ui {

namespace {

constexpr qsizetype mostNames = 3;

} // namespace

QList<RemarkModel::Remark> RemarkModel::remarksOf(const QList<PlannedSource> &sources)
{
    QList<Remark> remarks;
    QHash<QString, qsizetype> places;
    for (const PlannedSource &source : sources) {
        if (!source.plan)
            continue;
        for (const migration::Note &note : source.plan->notes) {
            if (isAsked(note, source.questions))
                continue;
            auto place = places.constFind(note.message);
            if (place == places.cend()) {
                place = places.insert(note.message, remarks.size());
                remarks += Remark{.warning = note.severity != migration::Severity::Info,
                                  .message = note.message,
                                  .creators = {},
                                  .more = 0};
            }
            Remark &remark = remarks[*place];
            if (remark.creators.contains(source.source.creator))
                continue;
            if (remark.creators.size() < mostNames)
                remark.creators += source.source.creator;
            else
                ++remark.more;
        }
    }
    std::stable_partition(remarks.begin(), remarks.end(), [](const Remark &remark) { return remark.warning; });
    return remarks;
}

void RemarkModel::setSources(const QList<PlannedSource> &sources)
{
    QList<Remark> remarks = remarksOf(sources);
    if (remarks == m_remarks)
        return;
    beginResetModel();
    m_remarks = std::move(remarks);
    endResetModel();
}

int RemarkModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_remarks.size());
}

QVariant RemarkModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    const Remark &remark = m_remarks[index.row()];
    const QString names = remark.creators.join(QStringLiteral(", "));
    if (remark.more == 0)
        return tr("%1: %2").arg(names, remark.message);
    return tr("%1 and %n more: %2", nullptr, int(remark.more)).arg(names, remark.message);
}

void RefusedModel::setSources(const QList<PlannedSource> &sources)
{
    beginResetModel();
    m_refused.clear();
    for (const PlannedSource &source : sources) {
        if (!source.plan)
            m_refused += source;
    }
    endResetModel();
}

int RefusedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_refused.size());
}

QVariant RefusedModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_refused[index.row()].error)
        return {};
    const PlannedSource &source = m_refused[index.row()];
    if (role == Qt::ToolTipRole)
        return source.error->detail;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    return tr("%1: %2").arg(source.source.creator, source.error->message);
}

} // namespace ui
