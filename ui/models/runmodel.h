// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/mover.h"
#include "ui/style/colors.h"

#include <QAbstractListModel>

namespace ui {

/// One row for each creator of a move, in the order of the request; rows never change their place.
class RunModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        SecondLine = Qt::UserRole, ///< QString: what is being done, or how it ended
        State,                     ///< ui::Status as int
        Share,                     ///< double: how far, only while it is at work
        Rows,                      ///< QString: "3,912 of 6,310 rows", "6,934 rows in 4.6 s"
    };
    explicit RunModel(const Mover *mover, QObject *parent = nullptr);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void refresh(const QList<qsizetype> &numbers);
    const Mover *m_mover;
};

/// "copying: posts"
QString workText(const CreatorRun &creator);
/// "every value arrived", or why it did not.
QString endText(const CreatorRun &creator);
/// 68 %
QString shareText(double share);

} // namespace ui
