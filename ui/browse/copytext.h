// SPDX-License-Identifier: MIT
#pragma once

#include <QItemSelection>

namespace ui {

class RowsModel;

enum class CopyFormat { Text, Csv, Json, Insert };

/// The selected cells' exact values, row by row.
QString copyText(const RowsModel &model, const QModelIndexList &cells, CopyFormat format);

} // namespace ui
