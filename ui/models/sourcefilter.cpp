// SPDX-License-Identifier: MIT
#include "ui/models/sourcefilter.h"

namespace ui {

SourceFilter::SourceFilter(SourceModel *model, QObject *parent) : QSortFilterProxyModel(parent), m_model(model)
{
    setFilterKeyColumn(SourceModel::Creator);
    setFilterCaseSensitivity(Qt::CaseInsensitive);
    setRecursiveFilteringEnabled(true);
    setSourceModel(model);
}

void SourceFilter::setWords(const QString &words)
{
    setFilterFixedString(words.trimmed());
}

bool SourceFilter::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.data(SourceModel::IsGroup).toBool())
        return QSortFilterProxyModel::setData(index, value, role);
    QModelIndexList shown;
    for (int row = 0; row < rowCount(index); ++row)
        shown += mapToSource(this->index(row, SourceModel::Creator, index));
    m_model->choose(shown, value.toInt() == Qt::Checked);
    return true;
}

} // namespace ui
