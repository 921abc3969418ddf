// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/report.h"

#include <QAbstractTableModel>

namespace ui {

/// The creators of a move with what was proven of each.
class ReportModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Creator, Area, Rows, Cells, Differences, ColumnCount };
    enum Role { State = Qt::UserRole, Group }; ///< ui::Status as int; always false
    using QAbstractTableModel::QAbstractTableModel;
    void setReport(const migration::RunReport &report);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Line
    {
        int state = 0;
        bool proven = false;
        QString creator;
        QString area;
        QString why;
        qint64 rows = 0;
        qint64 cells = 0;
        qint64 differences = 0;
    };
    QList<Line> m_lines;
};

} // namespace ui
