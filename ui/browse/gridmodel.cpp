// SPDX-License-Identifier: MIT
#include "ui/browse/gridmodel.h"

#include "ui/style/icon.h"

#include <QFont>
#include <QGuiApplication>
#include <QIcon>
#include <QPalette>
#include <QPixmap>
#include <algorithm>

namespace ui {

namespace {

/// As large as one.
QIcon noIcon()
{
    QPixmap nothing(16, 16);
    nothing.fill(Qt::transparent);
    return {nothing};
}

} // namespace

void GridModel::setContent(const QStringList &heads, const QList<QList<GridCell>> &rows)
{
    beginResetModel();
    m_heads = heads;
    m_rows = rows;
    m_withIcons.fill(false, heads.size());
    for (const QList<GridCell> &row : rows)
        for (qsizetype column = 0; column < std::min(row.size(), heads.size()); ++column)
            m_withIcons[column] |= !row[column].icon.isEmpty();
    endResetModel();
}

bool GridModel::isEmpty(int column) const
{
    return std::all_of(m_rows.begin(), m_rows.end(), [column](const QList<GridCell> &row) {
        return row.value(column).text.isEmpty() && row.value(column).icon.isEmpty();
    });
}

int GridModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int GridModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_heads.size());
}

QVariant GridModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const GridCell cell = m_rows.at(index.row()).value(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        return cell.tip.isEmpty() ? cell.text : cell.tip;
    case Qt::DecorationRole:
        if (!m_withIcons.at(index.column()))
            return {};
        return cell.icon.isEmpty() ? noIcon() : icon(cell.icon);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (cell.number ? Qt::AlignTrailing : Qt::AlignLeading));
    case Qt::ForegroundRole:
        if (cell.target.isValid())
            return QGuiApplication::palette().brush(QPalette::Link);
        return cell.quiet ? QGuiApplication::palette().brush(QPalette::PlaceholderText) : QVariant();
    case Qt::FontRole:
        if (cell.target.isValid()) {
            QFont font = QGuiApplication::font();
            font.setUnderline(true);
            return font;
        }
        return {};
    case TargetRole:
        return cell.target;
    default:
        return {};
    }
}

QVariant GridModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return {};
    if (role == Qt::DisplayRole)
        return m_heads.value(section);
    if (role == Qt::TextAlignmentRole) {
        const bool number = !m_rows.isEmpty() && m_rows.first().value(section).number;
        return int(Qt::AlignVCenter | (number ? Qt::AlignTrailing : Qt::AlignLeading));
    }
    return {};
}

} // namespace ui
