// SPDX-License-Identifier: MIT
#include "ui/models/homemodel.h"

namespace ui {

namespace {

QString homeText(SourceState state)
{
    switch (state) {
    case SourceState::New:
        return HomeModel::tr("SQLite file");
    case SourceState::Moved:
        return HomeModel::tr("PostgreSQL");
    case SourceState::Changed:
        return HomeModel::tr("PostgreSQL, but the file changed since");
    case SourceState::Collides:
        return HomeModel::tr("SQLite file, with a name that is taken");
    case SourceState::Refused:
        break;
    }
    return HomeModel::tr("A file that cannot be moved");
}

} // namespace

HomeModel::HomeModel(Sources *sources, QObject *parent) : QIdentityProxyModel(parent)
{
    setSourceModel(new SourceModel(sources, this));
}

QVariant HomeModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::CheckStateRole || role == SourceModel::SecondLine)
        return index.data(SourceModel::IsGroup).toBool() && role == SourceModel::SecondLine
                   ? QIdentityProxyModel::data(index, role)
                   : QVariant();
    const QVariant state = QIdentityProxyModel::data(index, SourceModel::Where);
    if (role == SourceModel::State && state.toInt() == int(SourceState::New))
        return {}; // a tick means proven
    if (index.column() == SourceModel::Health && role == Qt::DisplayRole && state.isValid())
        return homeText(static_cast<SourceState>(state.toInt()));
    return QIdentityProxyModel::data(index, role);
}

QVariant HomeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (section == SourceModel::Health && orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return tr("Lives in");
    return QIdentityProxyModel::headerData(section, orientation, role);
}

Qt::ItemFlags HomeModel::flags(const QModelIndex &index) const
{
    return QIdentityProxyModel::flags(index) & ~Qt::ItemIsUserCheckable;
}

} // namespace ui
