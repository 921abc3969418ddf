// SPDX-License-Identifier: MIT
#pragma once

#include "ui/style/metrics.h"

#include <QStyledItemDelegate>

namespace ui {

/// Rows of one height, whatever is in them, with room between columns.
class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        return {size.width() + space(Space::Normal), scaled(rowHeight) - scaled(4)};
    }
};

} // namespace ui
