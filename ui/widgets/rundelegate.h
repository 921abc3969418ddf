// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// Which roles of a model the delegate draws from.
struct RunRoles
{
    int secondLine = 0; ///< QString
    int status = 0;     ///< ui::Status as int
    int share = 0;      ///< double 0…1: a bar with its number; invalid: none
    int rows = 0;       ///< QString, at the far end
};

/// A row of a move: sign, name above what is being done, bar with its number, rows. All of one height.
class RunDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit RunDelegate(RunRoles roles, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    RunRoles m_roles;
};

} // namespace ui
