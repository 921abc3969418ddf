// SPDX-License-Identifier: MIT
#include "ui/widgets/columns.h"

#include "ui/style/metrics.h"

#include <QEvent>
#include <QHeaderView>
#include <QTreeView>

namespace ui {

namespace {

constexpr int leastMain = 180;
constexpr int fewRows = 100; ///< enough to know how wide a column is

int wantedBy(const QTreeView &view, int column)
{
    const QAbstractItemView &any = view; // a tree's own is protected
    return std::max(any.sizeHintForColumn(column), view.header()->sectionSizeHint(column));
}

} // namespace

ColumnFitter::ColumnFitter(QTreeView *view, int mainColumn, QList<int> expendable)
    : QObject(view), m_view(view), m_main(mainColumn), m_expendable(std::move(expendable))
{
    QHeaderView *header = view->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(mainColumn, QHeaderView::Stretch);
    header->setResizeContentsPrecision(fewRows);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->viewport()->installEventFilter(this);
    m_soon.setSingleShot(true); // several changes at once are fitted once
    connect(&m_soon, &QTimer::timeout, this, &ColumnFitter::fit);
    const auto soon = [this] { m_soon.start(0); };
    connect(view->model(), &QAbstractItemModel::modelReset, this, soon);
    connect(view->model(), &QAbstractItemModel::dataChanged, this,
            [soon](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                if (roles != QList<int>{Qt::CheckStateRole}) // a tick changes no width
                    soon();
            });
}

bool ColumnFitter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        fit();
    return QObject::eventFilter(watched, event);
}

void ColumnFitter::fit()
{
    int others = 0;
    for (int column = 0; column < m_view->model()->columnCount(); ++column) {
        if (column != m_main)
            others += wantedBy(*m_view, column);
    }
    const int room = m_view->viewport()->width() - scaled(leastMain);
    for (const int column : std::as_const(m_expendable)) {
        const bool hide = others > room;
        m_view->setColumnHidden(column, hide);
        if (hide)
            others -= wantedBy(*m_view, column);
    }
}

} // namespace ui
