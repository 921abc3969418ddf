// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <QTimer>

class QTreeView;

namespace ui {

/// Gives a view's main column the room that the others leave, and hides `expendable` ones, in this order, where that
/// would be too little (a small window, a large font).
class ColumnFitter : public QObject
{
    Q_OBJECT
public:
    /// Belongs to the view.
    ColumnFitter(QTreeView *view, int mainColumn, QList<int> expendable);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();
    QTreeView *m_view;
    int m_main;
    QList<int> m_expendable;
    QTimer m_soon;
};

} // namespace ui
