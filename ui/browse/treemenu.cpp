// SPDX-License-Identifier: MIT
#include "ui/browse/treemenu.h"

#include "ui/browse/exportchoice.h"
#include "ui/browse/treemodel.h"
#include "ui/session/databases.h"
#include "ui/style/icon.h"

#include <QAction>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeView>

namespace ui {

TreeMenu::TreeMenu(QTreeView *tree, Databases *databases)
    : QObject(tree),
      m_tree(tree),
      m_databases(databases),
      m_export(add(QStringLiteral("save"), tr("&Export…"), {}, &TreeMenu::exportIt)),
      m_again(add(QStringLiteral("refresh"), tr("&Look again"), QKeySequence::Refresh, &TreeMenu::lookAgain)),
      m_change(add(QStringLiteral("settings"), tr("&Connection…"), {}, &TreeMenu::change)),
      m_rename(add({}, tr("&Rename"), QKeySequence(Qt::Key_F2), &TreeMenu::rename)),
      m_forget(add({}, tr("&Forget…"), QKeySequence::Delete, &TreeMenu::askToForget))
{
    tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    tree->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(tree, &QWidget::customContextMenuRequested, this, &TreeMenu::open);
}

QAction *TreeMenu::add(const QString &name, const QString &text, const QKeySequence &key, void (TreeMenu::*done)())
{
    auto *action = name.isEmpty() ? new QAction(text, m_tree) : new QAction(icon(name), text, m_tree);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, [this, action, done] {
        if (suitable().contains(action))
            (this->*done)();
    });
    m_tree->addAction(action);
    return action;
}

Place TreeMenu::current() const
{
    return m_tree->currentIndex().data(TreeModel::PlaceRole).value<Place>();
}

QList<QAction *> TreeMenu::suitable() const
{
    const Place place = current();
    QList<QAction *> actions;
    if (!place.database)
        return actions;
    if (!exportChoices(place).isEmpty())
        actions += m_export;
    if (place.database->state() != Database::State::Opening)
        actions += m_again;
    if (place.isDatabase() && place.database->kind() == Database::Kind::Server)
        actions += {m_change, m_rename, m_forget};
    return actions;
}

/// By mouse or by the menu key.
void TreeMenu::open(const QPoint &point)
{
    const QModelIndex index = m_tree->indexAt(point);
    if (index.isValid())
        m_tree->setCurrentIndex(index);
    QMenu menu;
    menu.addActions(suitable());
    if (!menu.isEmpty())
        menu.exec(m_tree->viewport()->mapToGlobal(point));
}

void TreeMenu::exportIt()
{
    Q_EMIT exportWanted(current());
}

void TreeMenu::lookAgain()
{
    current().database->look();
}

void TreeMenu::change()
{
    Q_EMIT connectionWanted(current().database);
}

void TreeMenu::rename()
{
    m_tree->edit(m_tree->currentIndex());
}

void TreeMenu::askToForget()
{
    Database *database = current().database;
    auto *question = new QMessageBox(
        QMessageBox::Question, tr("Forget %1").arg(database->title()),
        tr("Forget the connection to %1? What is in the database stays as it is. Only the entry here goes, and its "
           "password if this computer's keychain has it.")
            .arg(database->address()),
        QMessageBox::NoButton, m_tree->window());
    question->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton *forget = question->addButton(tr("Forget"), QMessageBox::DestructiveRole);
    question->setDefaultButton(question->addButton(tr("Keep"), QMessageBox::RejectRole));
    connect(forget, &QPushButton::clicked, this, [this, database = QPointer<Database>(database)] {
        if (database)
            m_databases->forget(database);
    });
    question->open();
}

} // namespace ui
