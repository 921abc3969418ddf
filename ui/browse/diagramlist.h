// SPDX-License-Identifier: MIT
#pragma once

#include "browse/diagram.h"

#include <QAbstractItemModel>

namespace ui {

/// The same as the picture in words: its tables, and below each what it is linked with.
class DiagramList : public QAbstractItemModel
{
    Q_OBJECT
public:
    /// Of a table its own place in the diagram; of a link that of the table at its other end.
    static constexpr int TableRole = Qt::UserRole;
    using QAbstractItemModel::QAbstractItemModel;
    void setDiagram(const browse::Diagram &diagram);
    [[nodiscard]] QModelIndex indexOf(int table) const;
    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    using QObject::parent;

private:
    browse::Diagram m_diagram;
    QList<QList<int>> m_links; ///< of each table
};

} // namespace ui
