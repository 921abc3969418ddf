// SPDX-License-Identifier: MIT
#include "ui/models/historymodel.h"

#include "ui/models/reportwords.h"
#include "ui/widgets/text.h"

namespace ui {

HistoryModel::HistoryModel(const Runs *runs, QObject *parent) : QAbstractListModel(parent), m_runs(runs)
{
    connect(runs, &Runs::changed, this, &HistoryModel::refresh);
    m_list = runs->list();
}

/// The same moves with other verdicts keep selection and place.
void HistoryModel::refresh()
{
    const QList<migration::RunReport> &now = m_runs->list();
    bool same = now.size() == m_list.size();
    for (qsizetype i = 0; same && i < now.size(); ++i)
        same = now[i].run == m_list[i].run;
    if (!same) {
        beginResetModel();
        m_list = now;
        endResetModel();
        return;
    }
    m_list = now;
    if (!m_list.isEmpty())
        Q_EMIT dataChanged(index(0), index(int(m_list.size()) - 1));
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_list.size());
}

const migration::RunReport *HistoryModel::runAt(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_list.size() ? &m_list[index.row()] : nullptr;
}

QModelIndex HistoryModel::indexOf(const QString &runId) const
{
    for (qsizetype i = 0; i < m_list.size(); ++i) {
        if (m_list[i].run == runId)
            return index(int(i));
    }
    return {};
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    const migration::RunReport *run = runAt(index);
    if (run == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return momentText(run->started);
    case SecondLine:
        return shortVerdict(*run);
    case State:
        return int(statusOf(run->verdict));
    case Qt::ToolTipRole:
        return run->run;
    case Qt::AccessibleTextRole:
        return tr("%1: %2").arg(momentText(run->started), shortVerdict(*run));
    default:
        return {};
    }
}

} // namespace ui
