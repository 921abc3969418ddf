// SPDX-License-Identifier: MIT
#pragma once

#include <QListView>

namespace ui {

/// Names, each with a number drawn as a bar beside it and written after it. As high as its rows.
class BarList : public QListView
{
    Q_OBJECT
public:
    struct Bar
    {
        QString name;
        QString words;    ///< the number with its unit
        double share = 0; ///< 0…1 of the longest
        double part = 0;  ///< 0…share: the darker part of it
        QString tip;
        QVariant target;
    };
    explicit BarList(const QString &accessibleName, QWidget *parent = nullptr);
    void setBars(const QList<Bar> &bars);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void followed(const QVariant &target);
};

} // namespace ui
