// SPDX-License-Identifier: MIT
#pragma once

#include "browse/readonlyquery.h"
#include "ui/browse/relationview.h"
#include "ui/session/job.h"
#include "ui/session/sqlhistory.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QMenu;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace ui {

class Banner;
class PlanTree;
class QueryModel;
class SqlEditor;

/// A statement that is typed, and what it gives. It can only look: see browse/readonlyquery.h.
class SqlView : public RelationView
{
    Q_OBJECT
public:
    explicit SqlView(QWidget *parent = nullptr);
    [[nodiscard]] QString title() const override;
    [[nodiscard]] bool suits(const Place &place) const override;
    void look(const Place &place) override;
    [[nodiscard]] bool isRunning() const { return m_job.isRunning(); }

private:
    QWidget *makeTop();
    QWidget *makeButtons();
    QWidget *makeEnd();
    QWidget *makeResult();
    void run(browse::ExplainKind kind);
    void remember(const QString &sql);
    void goThroughHistory(int step);
    void showHistory();
    void bringBack(qsizetype number);
    void clearResult();
    void showRights();
    void showRunning(bool running);
    void takeRows(const QList<browse::QueryColumn> &columns, const QList<browse::QueryRow> &rows);
    void takeAnswer(browse::ExplainKind kind, const base::Result<browse::QueryAnswer> &answer);
    void showError(const base::Error &error, qsizetype at);
    void showNotices(const QList<postgres::ServerNotice> &notices);
    void showEnd(const browse::QueryAnswer &answer);
    void showPlan(const browse::QueryAnswer &answer);
    void copy();
    Place m_place;
    bool m_known = false; ///< rights and names of the place were asked for
    browse::QueryRights m_rights;
    SqlHistory m_history;
    qsizetype m_historyAt = 0;
    SqlEditor *m_editor;
    QPushButton *m_run;
    QPushButton *m_stop;
    QPushButton *m_plan;
    QPushButton *m_before;
    QMenu *m_beforeMenu;
    QComboBox *m_limit;
    Banner *m_rightsBanner;
    QCheckBox *m_allRights;
    Banner *m_banner;
    QStackedWidget *m_result;
    QLabel *m_hint;
    QTableView *m_table;
    QueryModel *m_rows;
    PlanTree *m_tree;
    QPlainTextEdit *m_notices;
    QLabel *m_end;
    Job m_namesJob;
    Job m_rightsJob;
    Job m_job; ///< last, so that it ends first
};

} // namespace ui
