// SPDX-License-Identifier: MIT
#pragma once

#include "browse/export.h"
#include "ui/browse/place.h"

#include <QModelIndexList>

namespace ui {

class RowsModel;

/// Something that could be exported from where one is.
struct ExportChoice
{
    QString words;
    browse::ExportContent content;
    qint64 rows = -1; ///< about; −1 while unknown
    QString name;     ///< for the file, without an ending
};

/// A table, and the creator that it is of; or the creator alone. Nothing for a whole database.
QList<ExportChoice> exportChoices(const Place &place);
/// What of its rows `model` shows, and what is selected of that: `cells`.
QList<ExportChoice> exportChoices(const Place &place, const RowsModel &model, const QModelIndexList &cells);

} // namespace ui
