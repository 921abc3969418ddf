// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/sources.h"
#include "ui/style/colors.h"

#include <QAbstractItemModel>

namespace ui {

/// Applications (or "Other files") with their sources below; boxes to tick.
class SourceModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { Creator, Size, Rows, LastChange, Health, ColumnCount };
    enum Role {
        SecondLine = Qt::UserRole, ///< QString: what stands small below the first
        Share,                     ///< double: of the largest size
        State,                     ///< ui::Status as int; invalid for groups
        Where,                     ///< ui::SourceState as int; invalid for groups
        Path,                      ///< of the file; none of a group
        IsGroup,
    };
    explicit SourceModel(Sources *sources, QObject *parent = nullptr);

    /// Ticks sources (no groups), or takes the ticks away.
    void choose(const QModelIndexList &sources, bool chosen);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Group
    {
        QString title;
        QString where;
        QList<qsizetype> sources; ///< numbers in Sources::found()
    };
    void refresh();
    void refreshChoice(const QList<qsizetype> &numbers);
    [[nodiscard]] QList<Group> grouped() const;
    [[nodiscard]] QVariant groupData(const Group &group, int column, int role) const;
    [[nodiscard]] QVariant sourceData(const FoundSource &source, int column, int role) const;
    [[nodiscard]] Qt::CheckState checkState(const Group &group) const;
    [[nodiscard]] const FoundSource *sourceAt(const QModelIndex &index) const; ///< null for a group

    Sources *m_sources;
    QList<Group> m_groups;
    qint64 m_largest = 1;
};

} // namespace ui
