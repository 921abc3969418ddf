// SPDX-License-Identifier: MIT
#include "ui/browse/gridview.h"

#include "ui/browse/rowdelegate.h"
#include "ui/style/metrics.h"

#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <algorithm>

namespace ui {

namespace {

constexpr int mostRows = 14; ///< without a scroll bar
constexpr int widestColumn = 320;

} // namespace

GridView::GridView(const QString &accessibleName, QWidget *parent) : QTreeView(parent), m_model(new GridModel(this))
{
    setModel(m_model);
    setItemDelegate(new RowDelegate(this));
    setAccessibleName(accessibleName);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setItemsExpandable(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setTabKeyNavigation(false);
    header()->setSectionsMovable(false);
    header()->setStretchLastSection(true);
    connect(horizontalScrollBar(), &QAbstractSlider::rangeChanged, this, [this] { updateGeometry(); });
    const auto follow = [this](const QModelIndex &index) {
        for (int column = 0; column < m_model->columnCount(); ++column) {
            const QModelIndex cell = index.siblingAtColumn(column);
            if (const QVariant target = cell.data(GridModel::TargetRole); target.isValid()) {
                Q_EMIT followed(target);
                return;
            }
        }
    };
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (const QVariant target = index.data(GridModel::TargetRole); target.isValid())
            Q_EMIT followed(target);
    });
    connect(this, &QAbstractItemView::activated, this, [this, follow](const QModelIndex &index) {
        if (hasFocus() && QGuiApplication::mouseButtons() == Qt::NoButton)
            follow(index);
    });
}

void GridView::setContent(const QStringList &heads, const QList<QList<GridCell>> &rows)
{
    m_model->setContent(heads, rows);
    fitColumns();
    updateGeometry();
}

void GridView::fitColumns()
{
    int last = 0;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const bool empty = column > 0 && m_model->isEmpty(column);
        setColumnHidden(column, empty);
        last = empty ? last : column;
    }
    for (int column = 0; column < last; ++column) {
        if (isColumnHidden(column))
            continue;
        const int head = header()->sectionSizeHint(column) + space(Space::Small);
        header()->resizeSection(column, std::min(std::max(sizeHintForColumn(column), head), scaled(widestColumn)));
    }
}

QSize GridView::sizeHint() const
{
    const int rows = std::clamp(m_model->rowCount(), 1, mostRows);
    const int row = m_model->rowCount() > 0 ? sizeHintForRow(0) : scaled(ui::rowHeight);
    const int bar = horizontalScrollBar()->maximum() > 0 ? horizontalScrollBar()->sizeHint().height() : 0;
    return {scaled(400), header()->sizeHint().height() + rows * row + 2 * frameWidth() + bar};
}

QSize GridView::minimumSizeHint() const
{
    return {scaled(120), sizeHint().height()};
}

} // namespace ui
