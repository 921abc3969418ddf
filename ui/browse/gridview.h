// SPDX-License-Identifier: MIT
#pragma once

#include "ui/browse/gridmodel.h"

#include <QTreeView>

namespace ui {

/// A table of facts inside a page that scrolls: as high as its rows up to a limit, then it scrolls itself. The
/// last column takes what room is left.
class GridView : public QTreeView
{
    Q_OBJECT
public:
    explicit GridView(const QString &accessibleName, QWidget *parent = nullptr);
    void setContent(const QStringList &heads, const QList<QList<GridCell>> &rows);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A cell that leads somewhere was clicked, or chosen with the Enter key.
    void followed(const QVariant &target);

private:
    void fitColumns();
    GridModel *m_model;
};

} // namespace ui
