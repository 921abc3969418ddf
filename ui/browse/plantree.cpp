// SPDX-License-Identifier: MIT
#include "ui/browse/plantree.h"

#include "ui/browse/rowdelegate.h"
#include "ui/widgets/text.h"

#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QStandardItemModel>
#include <cmath>

namespace ui {

namespace {

QStandardItem *textItem(const QString &text)
{
    auto *item = new QStandardItem(text);
    item->setEditable(false);
    return item;
}

QStandardItem *numberItem(const QString &text)
{
    QStandardItem *item = textItem(text);
    item->setTextAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    return item;
}

QString rowsText(double rows)
{
    return rows < 0 ? QString() : countText(qint64(std::llround(rows)));
}

QString millisecondsText(double milliseconds)
{
    return milliseconds < 0 ? QString() : PlanTree::tr("%1 ms").arg(QLocale().toString(milliseconds, 'f', 1));
}

void addStep(QStandardItem *parent, const browse::PlanStep &step)
{
    QStandardItem *words = textItem(step.words);
    words->setToolTip(step.kind);
    parent->appendRow({words, numberItem(PlanTree::tr("%1 %").arg(QLocale().toString(step.share * 100, 'f', 0))),
                       numberItem(rowsText(step.rows)), numberItem(rowsText(step.actualRows)),
                       numberItem(millisecondsText(step.milliseconds))});
    for (const QString &detail : step.details) {
        QStandardItem *item = textItem(detail);
        item->setForeground(QGuiApplication::palette().brush(QPalette::PlaceholderText));
        item->setToolTip(detail);
        words->appendRow(item);
    }
    for (const browse::PlanStep &child : step.children)
        addStep(words, child);
}

} // namespace

PlanTree::PlanTree(QWidget *parent) : QTreeView(parent), m_model(new QStandardItemModel(this))
{
    setModel(m_model);
    setAccessibleName(tr("How the server finds the answer"));
    setUniformRowHeights(true);
    setItemDelegate(new RowDelegate(this));
    setEditTriggers(QAbstractItemView::NoEditTriggers);
}

void PlanTree::setPlan(const browse::QueryPlan &plan)
{
    m_model->clear();
    m_model->setHorizontalHeaderLabels(
        {tr("Step"), tr("Of the whole"), tr("Rows expected"), tr("Rows found"), tr("Time")});
    for (int column = 1; column < m_model->columnCount(); ++column)
        m_model->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    addStep(m_model->invisibleRootItem(), plan.root);
    expandAll();
    const bool measured = plan.root.milliseconds >= 0;
    setColumnHidden(3, !measured);
    setColumnHidden(4, !measured);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < m_model->columnCount(); ++column)
        header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
}

} // namespace ui
