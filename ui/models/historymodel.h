// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/runs.h"
#include "ui/style/colors.h"

#include <QAbstractListModel>

namespace ui {

/// One row for each move, newest first.
class HistoryModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { SecondLine = Qt::UserRole, State, Share, Rows };
    explicit HistoryModel(const Runs *runs, QObject *parent = nullptr);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// Null where there is none.
    [[nodiscard]] const migration::RunReport *runAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const QString &runId) const;

private:
    void refresh();
    const Runs *m_runs;
    QList<migration::RunReport> m_list;
};

} // namespace ui
