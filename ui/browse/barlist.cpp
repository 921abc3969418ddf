// SPDX-License-Identifier: MIT
#include "ui/browse/barlist.h"

#include "ui/style/colors.h"
#include "ui/style/metrics.h"

#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace ui {

namespace {

enum Role { WordsRole = Qt::UserRole, ShareRole, PartRole, TargetRole };

class BarDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {scaled(240), scaled(rowHeight) - scaled(4)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem row(option);
        initStyleOption(&row, index);
        row.text.clear();
        const QWidget *widget = option.widget;
        widget->style()->drawControl(QStyle::CE_ItemViewItem, &row, painter, widget);
        const QRect area = option.rect.adjusted(space(Space::Small), 0, -space(Space::Small), 0);
        const int third = area.width() / 3;
        const int wordsWidth = std::min(scaled(110), third);
        const auto placed = [&](const QRect &rectangle) {
            return QStyle::visualRect(option.direction, option.rect, rectangle);
        };
        const bool selected = (option.state & QStyle::State_Selected) != 0;
        painter->save();
        painter->setFont(option.font);
        painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
        const QRect name(area.left(), area.top(), third - space(Space::Small), area.height());
        painter->drawText(placed(name), int(Qt::AlignVCenter | Qt::AlignLeading),
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, name.width()));
        const QRect words(area.right() - wordsWidth, area.top(), wordsWidth, area.height());
        const auto trailing = option.direction == Qt::RightToLeft ? Qt::AlignLeft : Qt::AlignRight;
        painter->drawText(placed(words), int(Qt::AlignVCenter | trailing), index.data(WordsRole).toString());
        paintBar(*painter, option, index,
                 QRect(area.left() + third, area.center().y() - scaled(4),
                       words.left() - space(Space::Small) - area.left() - third, scaled(8)));
        painter->restore();
    }

private:
    static void paintBar(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                         const QRect &room)
    {
        const QColor bar = option.palette.color(QPalette::Highlight);
        const QColor base = option.palette.color(QPalette::Base);
        const auto stretch = [&](double share) {
            const QRect part(room.left(), room.top(), std::max(1, int(room.width() * share)), room.height());
            return QStyle::visualRect(option.direction, option.rect, part);
        };
        const bool dark = schemeOf(option.palette) == Scheme::Dark;
        painter.fillRect(stretch(index.data(ShareRole).toDouble()), blended(bar, base, dark ? 0.75 : 0.45));
        if (index.data(PartRole).toDouble() > 0)
            painter.fillRect(stretch(index.data(PartRole).toDouble()), bar);
    }
};

} // namespace

BarList::BarList(const QString &accessibleName, QWidget *parent) : QListView(parent)
{
    setModel(new QStandardItemModel(this));
    setItemDelegate(new BarDelegate(this));
    setAccessibleName(accessibleName);
    setUniformItemSizes(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const QVariant target = index.data(TargetRole); target.isValid())
            Q_EMIT followed(target);
    });
}

void BarList::setBars(const QList<Bar> &bars)
{
    auto *items = qobject_cast<QStandardItemModel *>(model());
    items->clear();
    for (const Bar &bar : bars) {
        auto *item = new QStandardItem(bar.name);
        item->setData(bar.words, WordsRole);
        item->setData(bar.share, ShareRole);
        item->setData(bar.part, PartRole);
        item->setData(bar.target, TargetRole);
        item->setToolTip(bar.tip);
        item->setAccessibleText(bar.name + QStringLiteral(", ") + bar.words);
        items->appendRow(item);
    }
    updateGeometry();
}

QSize BarList::sizeHint() const
{
    const int rows = std::max(1, model()->rowCount());
    return {scaled(320), rows * (scaled(rowHeight) - scaled(4)) + 2 * frameWidth()};
}

QSize BarList::minimumSizeHint() const
{
    return {scaled(200), sizeHint().height()};
}

} // namespace ui
