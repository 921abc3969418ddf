// SPDX-License-Identifier: MIT
#pragma once

#include "schema/target.h"
#include "ui/session/plannedsource.h"

#include <QAbstractItemModel>

namespace ui {

class Plans;

/// Creators with their tables with their columns, and the type that each column gets; types can be edited.
class ColumnModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { Name, Rows, Before, After, ColumnCount };
    explicit ColumnModel(Plans *plans, QObject *parent = nullptr);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// A type's name, or an empty text for the usual one. What the plan then is comes later.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// The creator that a row belongs to; null if there is none.
    [[nodiscard]] const PlannedSource *sourceOf(const QModelIndex &index) const;
    [[nodiscard]] static bool isColumn(const QModelIndex &index);
    /// Where a column is; invalid if it is not there.
    [[nodiscard]] QModelIndex find(const QString &creator, const QString &table, const QString &column) const;

private:
    void refresh();
    [[nodiscard]] const migration::TablePlan *tableOf(const QModelIndex &index) const;
    [[nodiscard]] QVariant creatorText(const PlannedSource &source, int column) const;
    [[nodiscard]] QVariant tableText(const migration::TablePlan &table, int column) const;
    [[nodiscard]] QVariant columnText(const QModelIndex &index) const;

    Plans *m_plans;
    QList<PlannedSource> m_sources; ///< those that will be moved
};

} // namespace ui
