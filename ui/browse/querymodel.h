// SPDX-License-Identifier: MIT
#pragma once

#include "browse/readonlyquery.h"

#include <QAbstractTableModel>

namespace ui {

/// The rows that a statement gave.
class QueryModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    /// Begins anew.
    void begin(const QList<browse::QueryColumn> &columns);
    void append(const QList<browse::QueryRow> &rows);
    /// All of it, at the end.
    void setAnswer(const QList<browse::QueryColumn> &columns, const QList<browse::QueryRow> &rows);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<browse::QueryColumn> m_columns;
    QList<browse::QueryRow> m_rows;
};

/// Cells as lines of texts with tabs between them, for the clipboard.
QString copiedText(const QModelIndexList &cells);

} // namespace ui
