// SPDX-License-Identifier: MIT
#pragma once

#include "ui/browse/place.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QTimer;
class QTreeView;

namespace ui {

class Banner;
class Databases;
class RelationView;
class TreeModel;

/// The place Browse: everything that is in the databases on the left, what is chosen on the right, in tabs.
class BrowsePage : public QWidget
{
    Q_OBJECT
public:
    explicit BrowsePage(Databases *databases, QWidget *parent = nullptr);
    /// Looks at what there is, when the page comes to the front.
    void enter();
    /// Goes to a creator of the database that was moved to last, as soon as it is known.
    void showCreator(const QString &schema);
    void go(const Place &place);
    /// Goes to a database and looks into it.
    void lookInto(Database *database);
    [[nodiscard]] const Place &place() const { return m_place; }
    /// The tab in front; null where there is none.
    [[nodiscard]] RelationView *view() const;

Q_SIGNALS:
    /// How to connect to `database` shall be another; null: to a server that is not in the list.
    void connectionWanted(ui::Database *database);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeTree();
    QWidget *makeContent();
    QWidget *makeLost();
    void hearDatabases();
    void addView(RelationView *view);
    void filter();
    void openFirst();
    void rememberOpen();
    void rememberOpen(const QModelIndex &parent);
    void restore();
    void choose(const QModelIndex &index);
    void lookAt(const Place &place);
    void showTabs();
    void showHead();
    [[nodiscard]] Database *lostDatabase() const;
    void showBanner();
    void lookInFront();
    void offerExport(const Place &place);
    Databases *m_databases;
    TreeModel *m_model;
    QLineEdit *m_filter;
    QTimer *m_pause; ///< until the person stops typing
    QTreeView *m_tree;
    Banner *m_banner;
    QWidget *m_lost; ///< what can be done about it
    QPushButton *m_change;
    QLabel *m_path;
    QLabel *m_exact;
    QPushButton *m_export;
    QStackedWidget *m_content;
    QLabel *m_hint;
    QTabWidget *m_tabs;
    QList<RelationView *> m_views;
    Place m_place;
    QList<Place> m_open; ///< areas that were open before the tree became another
    QString m_wantedSchema;
};

} // namespace ui
