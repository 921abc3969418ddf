// SPDX-License-Identifier: MIT
#include "ui/models/reportmodel.h"

#include "ui/models/reportwords.h"
#include "ui/widgets/text.h"

namespace ui {

void ReportModel::setReport(const migration::RunReport &report)
{
    beginResetModel();
    m_lines.clear();
    for (const migration::CreatorReport &creator : report.creators) {
        Line line{
            .state = int(statusOf(creator.verdict)), .proven = !creator.tables.isEmpty(), .creator = creator.creator};
        line.area = creatorVerdict(creator);
        line.why = creator.error ? creator.error->message : QString();
        for (const migration::TableReport &table : creator.tables) {
            line.rows += table.rows;
            line.cells += table.cells;
            line.differences += table.differences.size();
        }
        m_lines.append(line);
    }
    endResetModel();
}

int ReportModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int ReportModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ReportModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Line &line = m_lines[index.row()];
    const bool number = index.column() >= Rows;
    switch (role) {
    case State:
        return line.state;
    case Group:
        return false;
    case Qt::ToolTipRole:
        return line.why;
    case Qt::TextAlignmentRole:
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        if (index.column() == Creator)
            return tr("%1, %2").arg(statusWord(static_cast<Status>(line.state)), line.creator);
        break;
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    if (number && !line.proven)
        return QStringLiteral("–");
    switch (index.column()) {
    case Creator:
        return line.creator;
    case Area:
        return line.area;
    case Rows:
        return countText(line.rows);
    case Cells:
        return countText(line.cells);
    default:
        return countText(line.differences);
    }
}

QVariant ReportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= Rows ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Creator:
        return tr("Creator");
    case Area:
        return tr("Private area");
    case Rows:
        return tr("Rows");
    case Cells:
        return tr("Values compared");
    default:
        return tr("Differences");
    }
}

} // namespace ui
