// SPDX-License-Identifier: MIT
#pragma once

#include "browse/explain.h"

#include <QTreeView>

class QStandardItemModel;

namespace ui {

/// The way that the server takes to an answer, as a tree with words: what it does, how much of the whole that is, how
/// many rows it expects and got.
class PlanTree : public QTreeView
{
    Q_OBJECT
public:
    explicit PlanTree(QWidget *parent = nullptr);
    void setPlan(const browse::QueryPlan &plan);

private:
    QStandardItemModel *m_model;
};

} // namespace ui
