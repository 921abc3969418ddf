// SPDX-License-Identifier: MIT
#pragma once

#include "ui/browse/place.h"

#include <QAbstractItemModel>
#include <vector>

namespace ui {

class Databases;

/// Databases → creators and other schemas → tables, views, sequences, functions. It keeps numbers into the databases'
/// catalogs, no rows of its own, so that hundreds of thousands of tables cost next to nothing.
class TreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        PlaceRole = Qt::UserRole, ///< a Place; invalid for the group "Other"
        SizeRole,                 ///< text
        LockedRole,               ///< bool: no right to look into it
        StatusRole,               ///< int(Status), of a database that cannot be reached
    };
    explicit TreeModel(Databases *databases, QObject *parent = nullptr);
    ~TreeModel() override;

    /// Shows only what has `text` in its name, and what that is in.
    void setFilter(const QString &text);
    /// Areas that are shown for a relation in them, not for their own name; at most `most`.
    [[nodiscard]] QModelIndexList narrowedAreas(int most) const;
    /// Invalid where it is not shown.
    [[nodiscard]] QModelIndex indexOf(const Place &place) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Renames a server.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

private:
    struct Branch;
    enum class Level : quint8 { Database, OfDatabase, OfGroup, OfArea };
    struct Spot; ///< what an index stands for
    void rebuild();
    void rebuildBranch(Branch &branch) const;
    [[nodiscard]] Spot spotOf(const QModelIndex &index) const;
    [[nodiscard]] QVariant databaseData(const Branch &branch, int role) const;
    [[nodiscard]] QVariant areaData(const Branch &branch, int area, int role) const;
    [[nodiscard]] QVariant relationData(const Branch &branch, int number, int role) const;
    [[nodiscard]] QModelIndex areaIndex(qsizetype branch, int area) const;
    void readFacts(Database *database);
    void takeFacts(const Place &area, const QList<browse::RelationFacts> &facts);

    Databases *m_databases;
    QString m_filter;
    std::vector<std::unique_ptr<Branch>> m_branches;
};

} // namespace ui
