// SPDX-License-Identifier: MIT
#pragma once

#include "browse/diagram.h"
#include "ui/browse/drawing.h"
#include "ui/browse/relationview.h"
#include "ui/session/job.h"

class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTimer;
class QTreeView;

namespace ui {

class Banner;
class CopyField;
class DiagramCanvas;
class DiagramList;
class DiagramScene;
class PictureSaver;

/// The tables of a schema and the foreign keys between them, as a picture; and the same in words, as a list beside it.
class PictureView : public RelationView
{
    Q_OBJECT
public:
    explicit PictureView(QWidget *parent = nullptr);
    [[nodiscard]] QString title() const override;
    [[nodiscard]] bool suits(const Place &place) const override;
    void look(const Place &place) override;
    [[nodiscard]] bool isBusy() const { return m_readJob.isRunning() || m_drawJob.isRunning(); }
    [[nodiscard]] DiagramScene *scene() const { return m_scene; }
    [[nodiscard]] DiagramCanvas *canvas() const { return m_canvas; }
    /// What is drawn, or would be.
    [[nodiscard]] const browse::Diagram &diagram() const { return m_shown; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeTop();
    QWidget *makeShow();
    QWidget *makeSave();
    QWidget *makeMessage();
    QWidget *makeList();
    QWidget *makeFoot();
    QPushButton *makeZoom(const QString &iconName, const QString &text, const QString &tip);
    void listen();
    void read();
    void arrange();
    void startDrawing();
    void take(const base::Result<Drawing> &drawing);
    void showDrawing(const Drawing &drawing);
    void showProblem(const base::Error &error);
    void say(const QString &text, const QString &command = {});
    void showFoot();
    void showCurrent(int table);
    void showWished();
    void setCentre(quint32 oid);
    void search();
    void goToFound(int step);
    void choose(const QModelIndex &index);
    void open(int table, Way way);
    void showMenu(int table, const QPoint &position);
    Place m_place;
    browse::Diagram m_diagram; ///< all of the schema
    browse::Diagram m_shown;   ///< all of it, or what is around a table
    bool m_known = false;      ///< the diagram was read
    quint32 m_wished = 0;      ///< the table to look at
    quint32 m_centre = 0;      ///< only this one and what it is linked with; 0: all
    bool m_allAnyway = false;  ///< however many they are
    QList<int> m_found;        ///< by the search, best first
    int m_foundAt = 0;
    QLineEdit *m_search;
    QPushButton *m_save;
    QAction *m_allColumns;
    QAction *m_around;
    QAction *m_listed;
    Banner *m_banner;
    QStackedWidget *m_stack;
    DiagramScene *m_scene;
    DiagramCanvas *m_canvas;
    QLabel *m_message;
    CopyField *m_command;
    QPushButton *m_again;
    QPushButton *m_all;
    QTreeView *m_tree;
    DiagramList *m_list;
    QSortFilterProxyModel *m_filtered;
    QLabel *m_foot;
    QPushButton *m_stop;
    QPushButton *m_zoom;
    QWidget *m_zooms;
    QTimer *m_late; ///< so that nothing flickers where it is quick
    PictureSaver *m_saver;
    Job m_readJob; ///< last, so that they end first
    Job m_drawJob;
};

} // namespace ui
