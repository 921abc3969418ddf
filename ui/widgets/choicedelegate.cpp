// SPDX-License-Identifier: MIT
#include "ui/widgets/choicedelegate.h"

#include "ui/style/icon.h"
#include "ui/style/metrics.h"

#include <QComboBox>
#include <QPainter>
#include <QTimer>
#include <algorithm>

namespace ui {

namespace {

constexpr int arrowSize = 12;
constexpr int cellHeight = 28;

} // namespace

ChoiceDelegate::ChoiceDelegate(QList<Choice> choices, QString accessibleName, QObject *parent)
    : QStyledItemDelegate(parent), m_choices(std::move(choices)), m_accessibleName(std::move(accessibleName))
{
}

QWidget *ChoiceDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const
{
    auto *box = new QComboBox(parent);
    box->setAccessibleName(m_accessibleName);
    box->setFrame(false);
    for (const Choice &choice : m_choices)
        box->addItem(choice.text, choice.value);
    auto *self = const_cast<ChoiceDelegate *>(this); // Qt gives editors out of a const function
    connect(box, &QComboBox::activated, self, [self, box] {
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    });
    QTimer::singleShot(0, box, &QComboBox::showPopup);
    return box;
}

void ChoiceDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *box = qobject_cast<QComboBox *>(editor))
        box->setCurrentIndex(box->findData(index.data(Qt::EditRole)));
}

void ChoiceDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (auto *box = qobject_cast<QComboBox *>(editor); box != nullptr && box->currentIndex() >= 0)
        model->setData(index, box->currentData());
}

QSize ChoiceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), std::max(size.height(), scaled(cellHeight))};
}

void ChoiceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (!(index.flags() & Qt::ItemIsEditable))
        return;
    const int size = scaled(arrowSize);
    const int gap = space(Space::Small);
    QRect place(0, 0, size, size);
    place.moveCenter(option.rect.center());
    if (option.direction == Qt::RightToLeft)
        place.moveLeft(option.rect.left() + gap);
    else
        place.moveRight(option.rect.right() - gap);
    const QColor color = option.palette.color(QPalette::PlaceholderText);
    painter->drawPixmap(place.topLeft(), iconPixmap(QStringLiteral("chevron-down"), color, size,
                                                    painter->device()->devicePixelRatioF()));
}

} // namespace ui
