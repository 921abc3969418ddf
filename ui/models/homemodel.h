// SPDX-License-Identifier: MIT
#pragma once

#include "ui/models/sourcemodel.h"

#include <QIdentityProxyModel>

namespace ui {

/// What was found, as a list to look at: no boxes, and where each creator lives in place of its health.
class HomeModel : public QIdentityProxyModel
{
    Q_OBJECT
public:
    explicit HomeModel(Sources *sources, QObject *parent = nullptr);
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
};

} // namespace ui
