// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/sourcemodel.h"

#include <QSortFilterProxyModel>

namespace ui {

/// The sources whose names contain what was typed, with their groups. A group's box is for those that are shown.
class SourceFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit SourceFilter(SourceModel *model, QObject *parent = nullptr);
    void setWords(const QString &words);
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

private:
    SourceModel *m_model;
};

} // namespace ui
