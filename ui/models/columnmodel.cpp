// SPDX-License-Identifier: MIT
#include "ui/models/columnmodel.h"

#include "migration/run/survey.h"
#include "ui/models/decision.h"
#include "ui/session/plans.h"
#include "ui/widgets/text.h"

#include <algorithm>

namespace ui {

namespace {

// The id of an index names its parent: 0 for a creator, one more than the creator's row for a table, and with the
// table's row above that for a column.
constexpr int tableShift = 32;
static_assert(sizeof(quintptr) == 8);

enum class Level { Creator, Table, Column };

Level levelOf(const QModelIndex &index)
{
    if (index.internalId() == 0)
        return Level::Creator;
    return index.internalId() >> tableShift == 0 ? Level::Table : Level::Column;
}

int creatorRow(const QModelIndex &index)
{
    if (levelOf(index) == Level::Creator)
        return index.row();
    return int(index.internalId() & ((quintptr{1} << tableShift) - 1)) - 1;
}

int tableRow(const QModelIndex &index)
{
    return levelOf(index) == Level::Table ? index.row() : int(index.internalId() >> tableShift) - 1;
}

/// As the source declares it.
QString declaredType(const PlannedSource &source, const migration::TablePlan &table, const QString &column)
{
    for (const schema::Table &candidate : source.survey->schema.tables) {
        if (candidate.name != table.source)
            continue;
        const qsizetype at = candidate.columnIndex(column);
        return at < 0 ? QString() : candidate.columns[at].declaredType;
    }
    return {};
}

} // namespace

ColumnModel::ColumnModel(Plans *plans, QObject *parent) : QAbstractItemModel(parent), m_plans(plans)
{
    connect(plans, &Plans::changed, this, &ColumnModel::refresh);
    refresh();
}

/// The same creators with other types keep what is open and selected.
void ColumnModel::refresh()
{
    QList<PlannedSource> sources = m_plans->moving();
    const bool same = std::equal(sources.begin(), sources.end(), m_sources.begin(), m_sources.end(),
                                 [](const PlannedSource &one, const PlannedSource &other) {
                                     return one.source.path == other.source.path && one.lastChange == other.lastChange;
                                 });
    if (same) {
        Q_EMIT layoutAboutToBeChanged();
        m_sources = std::move(sources);
        Q_EMIT layoutChanged();
        return;
    }
    beginResetModel();
    m_sources = std::move(sources);
    endResetModel();
}

QModelIndex ColumnModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, quintptr{0});
    if (levelOf(parent) == Level::Creator)
        return createIndex(row, column, quintptr(parent.row()) + 1);
    return createIndex(row, column, parent.internalId() | (quintptr(parent.row()) + 1) << tableShift);
}

QModelIndex ColumnModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || levelOf(child) == Level::Creator)
        return {};
    if (levelOf(child) == Level::Table)
        return createIndex(creatorRow(child), 0, quintptr{0});
    return createIndex(tableRow(child), 0, quintptr(creatorRow(child)) + 1);
}

int ColumnModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_sources.size());
    if (parent.column() != 0 || levelOf(parent) == Level::Column)
        return 0;
    if (levelOf(parent) == Level::Creator)
        return int(m_sources[parent.row()].plan->tables.size());
    return int(tableOf(parent)->columns.size());
}

int ColumnModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

const PlannedSource *ColumnModel::sourceOf(const QModelIndex &index) const
{
    return index.isValid() ? &m_sources[creatorRow(index)] : nullptr;
}

const migration::TablePlan *ColumnModel::tableOf(const QModelIndex &index) const
{
    return &m_sources[creatorRow(index)].plan->tables[tableRow(index)];
}

bool ColumnModel::isColumn(const QModelIndex &index)
{
    return index.isValid() && levelOf(index) == Level::Column;
}

QModelIndex ColumnModel::find(const QString &creator, const QString &table, const QString &column) const
{
    for (int c = 0; c < m_sources.size(); ++c) {
        if (m_sources[c].source.creator != creator)
            continue;
        const QModelIndex creatorIndex = index(c, 0);
        const QList<migration::TablePlan> &tables = m_sources[c].plan->tables;
        for (int t = 0; t < tables.size(); ++t) {
            for (int i = 0; tables[t].source == table && i < tables[t].columns.size(); ++i) {
                if (tables[t].columns[i].source == column)
                    return index(i, After, index(t, 0, creatorIndex));
            }
        }
    }
    return {};
}

QVariant ColumnModel::creatorText(const PlannedSource &source, int column) const
{
    switch (column) {
    case Name:
        return source.source.creator;
    case Rows:
        return countText(source.plan->rows);
    case Before:
        return source.source.kind == QStringLiteral("sqlite") ? tr("SQLite file") : source.source.kind;
    default:
        return tr("schema %1").arg(source.plan->schemaName);
    }
}

QVariant ColumnModel::tableText(const migration::TablePlan &table, int column) const
{
    switch (column) {
    case Name:
        return table.source;
    case Rows:
        return countText(table.rows - table.rowsAside);
    case Before:
        return {};
    default:
        return table.target.name == table.source ? QString() : tr("table %1").arg(table.target.name);
    }
}

QVariant ColumnModel::columnText(const QModelIndex &index) const
{
    const migration::TablePlan &table = *tableOf(index);
    const migration::ColumnPlan &column = table.columns[index.row()];
    switch (index.column()) {
    case Name:
        return column.source;
    case Rows:
        return {};
    case Before:
        return declaredType(m_sources[creatorRow(index)], table, column.source);
    default:
        return schema::typeName(column.target.type);
    }
}

QVariant ColumnModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Rows ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    switch (levelOf(index)) {
    case Level::Creator:
        return creatorText(m_sources[index.row()], index.column());
    case Level::Table:
        return tableText(*tableOf(index), index.column());
    case Level::Column:
        break;
    }
    return columnText(index);
}

bool ColumnModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const migration::TablePlan &table = *tableOf(index);
    const migration::ColumnPlan &column = table.columns[index.row()];
    const std::optional<schema::TypeKind> type = schema::typeFromName(value.toString());
    if (type && *type == column.target.type)
        return true;
    migration::Choices choices = m_plans->wished();
    chooseType(choices, m_sources[creatorRow(index)].source.creator, table.source, column.source, type);
    m_plans->choose(choices);
    return true;
}

QVariant ColumnModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Rows ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Creator, table, column");
    case Rows:
        return tr("Rows");
    case Before:
        return tr("In SQLite");
    default:
        return tr("In PostgreSQL");
    }
}

Qt::ItemFlags ColumnModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (index.column() == After && levelOf(index) == Level::Column)
        flags |= Qt::ItemIsEditable;
    return flags;
}

} // namespace ui
