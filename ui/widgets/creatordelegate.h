// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// Which roles of a model the delegate draws from.
struct RowRoles
{
    int secondLine = 0; ///< QString, small, below the first line
    int share = 0;      ///< double 0…1: a bar beside the text of `barColumn`
    int status = 0;     ///< ui::Status as int: a sign before the text of `signColumn`
    int isGroup = 0;    ///< bool: one line, bold, second line beside it
    int barColumn = -1;
    int signColumn = -1;
};

/// Rows of two lines with a sign and a size bar.
class CreatorDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit CreatorDelegate(RowRoles roles, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    RowRoles m_roles;
};

} // namespace ui
