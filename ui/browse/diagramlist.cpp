// SPDX-License-Identifier: MIT
#include "ui/browse/diagramlist.h"

#include "ui/browse/diagramwords.h"
#include "ui/style/icon.h"

using namespace Qt::StringLiterals;

namespace ui {

void DiagramList::setDiagram(const browse::Diagram &diagram)
{
    beginResetModel();
    m_diagram = diagram;
    m_links.clear();
    m_links.resize(diagram.tables.size());
    for (int link = 0; link < diagram.links.size(); ++link) {
        const browse::DiagramLink &one = diagram.links.at(link);
        m_links[one.from].append(link);
        if (one.to != one.from)
            m_links[one.to].append(link);
    }
    endResetModel();
}

QModelIndex DiagramList::indexOf(int table) const
{
    return index(table, 0);
}

/// A link knows its table: the id is its place + 1.
QModelIndex DiagramList::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : quintptr(0));
}

QModelIndex DiagramList::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(int(index.internalId()) - 1, 0, quintptr(0));
}

int DiagramList::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_diagram.tables.size());
    return parent.internalId() == 0 && parent.column() == 0 ? int(m_links.at(parent.row()).size()) : 0;
}

int DiagramList::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant DiagramList::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == 0) {
        if (role == TableRole)
            return index.row();
        if (role == Qt::ToolTipRole)
            return asTip(tableTip(m_diagram, index.row()));
        if (role == Qt::DecorationRole)
            return icon(u"browse"_s);
        return role == Qt::DisplayRole ? tableWords(m_diagram.tables.at(index.row())) : QVariant();
    }
    const int table = index.parent().row();
    const browse::DiagramLink &link = m_diagram.links.at(m_links.at(table).at(index.row()));
    const bool leaves = link.from == table;
    if (role == TableRole)
        return leaves ? link.to : link.from;
    if (role == Qt::ToolTipRole)
        return asTip(linkTip(m_diagram, link));
    if (role == Qt::DecorationRole)
        return icon(leaves ? u"arrow-right"_s : u"arrow-left"_s);
    if (role == Qt::DisplayRole)
        return leaves ? leavingWords(m_diagram, link) : arrivingWords(m_diagram, link);
    return {};
}

} // namespace ui
