// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <QVariant>

namespace ui {

/// One cell of a table of facts.
struct GridCell
{
    QString text;
    QString icon = {};    ///< its name; empty: none
    bool quiet = false;   ///< in the second voice
    bool number = false;  ///< stands to the right, with equal digits
    QVariant target = {}; ///< where it leads to when it is activated; it then looks like a link
    QString tip = {};
};

/// A table of facts, as it was given.
class GridModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role { TargetRole = Qt::UserRole };
    using QAbstractTableModel::QAbstractTableModel;
    void setContent(const QStringList &heads, const QList<QList<GridCell>> &rows);
    /// Nothing is in any of its cells.
    [[nodiscard]] bool isEmpty(int column) const;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList m_heads;
    QList<bool> m_withIcons; ///< by column: some cell has one, so all texts stand beside one
    QList<QList<GridCell>> m_rows;
};

} // namespace ui
