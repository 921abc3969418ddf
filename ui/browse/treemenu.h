// SPDX-License-Identifier: MIT
#pragma once

#include "ui/browse/place.h"

class QAction;
class QTreeView;

namespace ui {

class Databases;

/// What can be done with what is chosen in the tree: in its context menu, and by the keys that stand there.
class TreeMenu : public QObject
{
    Q_OBJECT
public:
    /// A child of `tree`, whose model is a TreeModel over `databases`.
    TreeMenu(QTreeView *tree, Databases *databases);

Q_SIGNALS:
    void exportWanted(const ui::Place &place);
    /// How it is connected to shall be another.
    void connectionWanted(ui::Database *database);

private:
    QAction *add(const QString &name, const QString &text, const QKeySequence &key, void (TreeMenu::*done)());
    /// To what is current now.
    [[nodiscard]] QList<QAction *> suitable() const;
    void open(const QPoint &point);
    [[nodiscard]] Place current() const;
    void exportIt();
    void lookAgain();
    void change();
    void rename();
    void askToForget();
    QTreeView *m_tree;
    Databases *m_databases;
    QAction *m_export;
    QAction *m_again;
    QAction *m_change;
    QAction *m_rename;
    QAction *m_forget;
};

} // namespace ui
