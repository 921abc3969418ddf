// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// Cells that can be edited hold one of a few words: they show an arrow, and a list to choose from.
class ChoiceDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    struct Choice
    {
        QString value; ///< what the model gets
        QString text;
    };
    ChoiceDelegate(QList<Choice> choices, QString accessibleName, QObject *parent = nullptr);
    [[nodiscard]] QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QList<Choice> m_choices;
    QString m_accessibleName;
};

} // namespace ui
