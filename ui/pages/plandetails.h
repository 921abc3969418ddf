// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QTreeView;

namespace ui {

class Banner;
class ColumnModel;
class CopyField;
class Plans;

/// The technical side of a plan: every table and column with its type, to be changed, and all SQL.
class PlanDetails : public QWidget
{
    Q_OBJECT
public:
    explicit PlanDetails(Plans *plans, QWidget *parent = nullptr);

private:
    [[nodiscard]] QTreeView *makeTree();
    [[nodiscard]] QComboBox *makeJson();
    void refresh();
    void showSql();

    Plans *m_plans;
    ColumnModel *m_model;
    QTreeView *m_tree;
    QComboBox *m_json;
    Banner *m_refusal;
    QLabel *m_sqlTitle;
    CopyField *m_sql;
    QString m_sqlOf; ///< path of the creator whose SQL is shown
};

} // namespace ui
