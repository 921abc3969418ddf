// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/plannedsource.h"

#include <QAbstractListModel>

namespace ui {

/// What plans say that needs no decision: one row for each sentence, however many creators it holds for.
class RemarkModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void setSources(const QList<PlannedSource> &sources);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Remark
    {
        bool warning = false;
        QString message;
        QStringList creators; ///< the first few
        qsizetype more = 0;
        bool operator==(const Remark &) const = default;
    };
    [[nodiscard]] static QList<Remark> remarksOf(const QList<PlannedSource> &sources);
    QList<Remark> m_remarks;
};

/// The sources that cannot be moved, and why.
class RefusedModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void setSources(const QList<PlannedSource> &sources);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<PlannedSource> m_refused;
};

} // namespace ui
