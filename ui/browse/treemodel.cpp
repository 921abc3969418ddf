// SPDX-License-Identifier: MIT
#include "ui/browse/treemodel.h"

#include "ui/browse/placewords.h"
#include "ui/session/databases.h"
#include "ui/style/colors.h"
#include "ui/style/icon.h"
#include "ui/widgets/text.h"

#include <QHash>
#include <algorithm>

namespace ui {

using browse::Area;
using browse::Catalog;
using browse::RelationFacts;

struct TreeModel::Branch
{
    Database *database = nullptr;
    Catalog known;         ///< as it was when the branch was built: the numbers below are into it
    QList<int> top;        ///< areas right below the database
    QList<int> group;      ///< areas in the group at its end
    std::vector<int> rows; ///< of each area, in `top` or `group`; −1 where it is not shown
    std::vector<bool> inGroup;
    bool onlySystemInGroup = false;
    QHash<int, QList<int>> narrowed; ///< by area: the relations that are shown of it, where not all are
    QHash<quint32, RelationFacts> facts;
    QHash<int, qint64> measured; ///< by area: its bytes, where they were asked for; else they are estimated
    std::vector<bool> asked;     ///< by area: for facts
    QStringList waiting;         ///< schemas whose facts are still to be read
    Job job;

    [[nodiscard]] const Catalog &catalog() const { return known; }
    [[nodiscard]] int relationsIn(int area) const
    {
        const auto some = narrowed.constFind(area);
        return some == narrowed.constEnd() ? catalog().areas()[area].count : int(some->size());
    }
    [[nodiscard]] int relationAt(int area, int row) const
    {
        const auto some = narrowed.constFind(area);
        return some == narrowed.constEnd() ? catalog().areas()[area].first + row : some->at(row);
    }
};

struct TreeModel::Spot
{
    qsizetype branch = -1;
    Level level = Level::Database;
    int area = -1;     ///< of an area, or of the area around a relation
    int relation = -1; ///< number in the catalog
    [[nodiscard]] bool isGroup() const { return level == Level::OfDatabase && area < 0; }
    [[nodiscard]] bool isArea() const { return area >= 0 && relation < 0; }
};

namespace {

/// An index says what its row is below: nothing (0), a database, a database's group, or an area of it.
constexpr int branchBits = 8;
constexpr int levelBits = 2;

quintptr below(qsizetype branch, int level, int area = 0)
{
    return quintptr(branch) | quintptr(level) << branchBits | quintptr(area) << (branchBits + levelBits);
}

qsizetype branchOf(quintptr id)
{
    return qsizetype(id & ((1U << branchBits) - 1));
}

int levelOf(quintptr id)
{
    return int((id >> branchBits) & ((1U << levelBits) - 1));
}

int areaOf(quintptr id)
{
    return int(id >> (branchBits + levelBits));
}

bool hasText(const QString &name, const QString &text)
{
    return name.contains(text, Qt::CaseInsensitive);
}

} // namespace

TreeModel::TreeModel(Databases *databases, QObject *parent) : QAbstractItemModel(parent), m_databases(databases)
{
    connect(databases, &Databases::changed, this, &TreeModel::rebuild);
    rebuild();
}

TreeModel::~TreeModel() = default;

void TreeModel::rebuild()
{
    beginResetModel();
    std::vector<std::unique_ptr<Branch>> branches;
    for (Database *database : m_databases->list()) {
        const auto known = std::find_if(m_branches.begin(), m_branches.end(), [database](const auto &branch) {
            return branch && branch->database == database;
        });
        if (known != m_branches.end()) {
            branches.push_back(std::move(*known));
            continue;
        }
        auto branch = std::make_unique<Branch>();
        branch->database = database;
        rebuildBranch(*branch);
        connect(database, &Database::changed, this, [this, database] {
            const QModelIndex index = indexOf({.database = database, .area = {}, .relation = {}});
            if (index.isValid())
                Q_EMIT dataChanged(index, index);
        });
        connect(database, &Database::catalogChanged, this, [this, database] {
            beginResetModel();
            for (const auto &one : m_branches) {
                if (one->database != database)
                    continue;
                one->measured.clear();
                rebuildBranch(*one);
            }
            endResetModel();
        });
        branches.push_back(std::move(branch));
    }
    m_branches = std::move(branches);
    endResetModel();
}

void TreeModel::rebuildBranch(Branch &branch) const
{
    branch.known = branch.database->catalog();
    const Catalog &catalog = branch.known;
    const QList<Area> &areas = catalog.areas();
    branch.top.clear();
    branch.group.clear();
    branch.narrowed.clear();
    branch.rows.assign(size_t(areas.size()), -1);
    branch.inGroup.assign(size_t(areas.size()), false);
    branch.asked.assign(size_t(areas.size()), false);
    if (!m_filter.isEmpty()) {
        for (const int number : catalog.find(m_filter))
            branch.narrowed[catalog.areaOf(number)].append(number);
    }
    const bool hasCreators = !areas.isEmpty() && areas.first().kind == Area::Kind::Creator;
    branch.onlySystemInGroup = !hasCreators;
    for (int i = 0; i < areas.size(); ++i) {
        const Area &area = areas[i];
        if (m_filter.isEmpty() || hasText(area.title, m_filter) || hasText(area.schema, m_filter))
            branch.narrowed.remove(i); // all of it
        else if (!branch.narrowed.contains(i))
            continue;
        const bool above = hasCreators ? area.kind == Area::Kind::Creator : area.kind != Area::Kind::System;
        QList<int> &list = above ? branch.top : branch.group;
        branch.inGroup[size_t(i)] = !above;
        branch.rows[size_t(i)] = int(list.size());
        list.append(i);
    }
}

void TreeModel::setFilter(const QString &text)
{
    if (text == m_filter)
        return;
    beginResetModel();
    m_filter = text;
    for (const auto &branch : m_branches)
        rebuildBranch(*branch);
    endResetModel();
}

QModelIndexList TreeModel::narrowedAreas(int most) const
{
    QModelIndexList indexes;
    for (qsizetype i = 0; i < qsizetype(m_branches.size()); ++i) {
        const Branch &branch = *m_branches[size_t(i)];
        for (const QList<int> *list : {&branch.top, &branch.group}) {
            for (const int area : *list) {
                if (branch.narrowed.contains(area) && indexes.size() < most)
                    indexes.append(areaIndex(i, area));
            }
        }
    }
    return indexes;
}

QModelIndex TreeModel::areaIndex(qsizetype branch, int area) const
{
    const Branch &one = *m_branches[size_t(branch)];
    const int row = one.rows[size_t(area)];
    if (row < 0)
        return {};
    return createIndex(row, 0, below(branch, int(one.inGroup[size_t(area)] ? Level::OfGroup : Level::OfDatabase)));
}

QModelIndex TreeModel::indexOf(const Place &place) const
{
    for (qsizetype i = 0; i < qsizetype(m_branches.size()); ++i) {
        const Branch &branch = *m_branches[size_t(i)];
        if (branch.database != place.database)
            continue;
        if (place.isDatabase())
            return createIndex(int(i), 0, below(0, int(Level::Database)));
        const int area = branch.catalog().indexOf(place.area.schema);
        if (area < 0 || place.isArea())
            return area < 0 ? QModelIndex() : areaIndex(i, area);
        if (branch.rows[size_t(area)] < 0)
            return {};
        for (int row = 0; row < branch.relationsIn(area); ++row) {
            if (branch.catalog().relation(branch.relationAt(area, row)).oid == place.relation.oid)
                return createIndex(row, 0, below(i, int(Level::OfArea), area));
        }
    }
    return {};
}

TreeModel::Spot TreeModel::spotOf(const QModelIndex &index) const
{
    const quintptr id = index.internalId();
    Spot spot{.branch = branchOf(id), .level = static_cast<Level>(levelOf(id))};
    if (spot.level == Level::Database) {
        spot.branch = index.row();
        return spot;
    }
    const Branch &branch = *m_branches[size_t(spot.branch)];
    switch (spot.level) {
    case Level::OfDatabase:
        spot.area = index.row() < branch.top.size() ? branch.top[index.row()] : -1;
        break;
    case Level::OfGroup:
        spot.area = branch.group[index.row()];
        break;
    case Level::OfArea:
        spot.area = areaOf(id);
        spot.relation = branch.relationAt(spot.area, index.row());
        break;
    case Level::Database:
        break;
    }
    return spot;
}

QModelIndex TreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column != 0 || row < 0 || row >= rowCount(parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, 0, below(0, int(Level::Database)));
    const Spot spot = spotOf(parent);
    if (spot.level == Level::Database)
        return createIndex(row, 0, below(spot.branch, int(Level::OfDatabase)));
    if (spot.isGroup())
        return createIndex(row, 0, below(spot.branch, int(Level::OfGroup)));
    return createIndex(row, 0, below(spot.branch, int(Level::OfArea), spot.area));
}

QModelIndex TreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    const quintptr id = child.internalId();
    const qsizetype branch = branchOf(id);
    switch (static_cast<Level>(levelOf(id))) {
    case Level::Database:
        return {};
    case Level::OfDatabase:
        return createIndex(int(branch), 0, below(0, int(Level::Database)));
    case Level::OfGroup:
        return createIndex(int(m_branches[size_t(branch)]->top.size()), 0, below(branch, int(Level::OfDatabase)));
    case Level::OfArea:
        return areaIndex(branch, areaOf(id));
    }
    return {};
}

int TreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_branches.size());
    if (parent.column() != 0)
        return 0;
    const Spot spot = spotOf(parent);
    const Branch &branch = *m_branches[size_t(spot.branch)];
    if (spot.level == Level::Database)
        return int(branch.top.size()) + (branch.group.isEmpty() ? 0 : 1);
    if (spot.isGroup())
        return int(branch.group.size());
    return spot.isArea() ? branch.relationsIn(spot.area) : 0;
}

int TreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

bool TreeModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return !m_branches.empty();
    const Spot spot = spotOf(parent);
    if (spot.level == Level::Database && m_branches[size_t(spot.branch)]->database->state() == Database::State::Closed)
        return true; // it is looked into when it is opened
    return rowCount(parent) > 0;
}

bool TreeModel::canFetchMore(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return false;
    const Spot spot = spotOf(parent);
    const Branch &branch = *m_branches[size_t(spot.branch)];
    if (spot.level == Level::Database)
        return branch.database->state() == Database::State::Closed;
    return spot.isArea() && !branch.asked[size_t(spot.area)] && branch.relationsIn(spot.area) > 0;
}

void TreeModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    const Spot spot = spotOf(parent);
    Branch &branch = *m_branches[size_t(spot.branch)];
    if (spot.level == Level::Database) {
        branch.database->look();
        return;
    }
    branch.asked[size_t(spot.area)] = true;
    branch.waiting.append(branch.catalog().areas()[spot.area].schema);
    readFacts(branch.database);
}

/// Sizes and rights of the relations of the areas that were opened, one area after the other.
void TreeModel::readFacts(Database *database)
{
    const auto branch = std::find_if(m_branches.begin(), m_branches.end(),
                                     [database](const auto &one) { return one->database == database; });
    if (branch == m_branches.end() || (*branch)->job.isRunning() || (*branch)->waiting.isEmpty())
        return;
    const QString schema = (*branch)->waiting.takeFirst();
    database->readRelationFacts(
        (*branch)->job, schema, [this, database, schema](const base::Result<QList<RelationFacts>> &facts) {
            if (facts)
                takeFacts({.database = database, .area = {.schema = schema}, .relation = {}}, *facts);
            readFacts(database);
        });
}

void TreeModel::takeFacts(const Place &area, const QList<RelationFacts> &facts)
{
    const QModelIndex index = indexOf(area);
    if (!index.isValid())
        return;
    Branch &branch = *m_branches[size_t(spotOf(index).branch)];
    qint64 &bytes = branch.measured[spotOf(index).area];
    bytes = 0;
    for (const RelationFacts &fact : facts) {
        branch.facts.insert(fact.oid, fact);
        bytes += std::max<qint64>(fact.bytes, 0);
    }
    Q_EMIT dataChanged(index, index);
    if (const int rows = rowCount(index); rows > 0)
        Q_EMIT dataChanged(this->index(0, 0, index), this->index(rows - 1, 0, index));
}

QVariant TreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Spot spot = spotOf(index);
    const Branch &branch = *m_branches[size_t(spot.branch)];
    if (spot.level == Level::Database)
        return databaseData(branch, role);
    if (spot.isGroup()) {
        if (role == Qt::DisplayRole)
            return branch.onlySystemInGroup ? tr("The system's own") : tr("Other");
        return role == Qt::DecorationRole ? QVariant(icon(QStringLiteral("folder"))) : QVariant();
    }
    return spot.isArea() ? areaData(branch, spot.area, role) : relationData(branch, spot.relation, role);
}

Qt::ItemFlags TreeModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    const Place place = index.data(PlaceRole).value<Place>();
    const bool server = place.database && place.isDatabase() && place.database->kind() == Database::Kind::Server;
    return server ? flags | Qt::ItemIsEditable : flags;
}

bool TreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    m_databases->rename(index.data(PlaceRole).value<Place>().database, value.toString());
    return true;
}

QVariant TreeModel::databaseData(const Branch &branch, int role) const
{
    const Database &database = *branch.database;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return database.title();
    case Qt::DecorationRole:
        return icon(QStringLiteral("server"));
    case Qt::ToolTipRole:
        return database.error() ? database.error()->message : database.address();
    case SizeRole:
        return database.state() == Database::State::Opening ? tr("looking…") : QString();
    case StatusRole:
        return database.error() ? QVariant(int(Status::Wrong)) : QVariant();
    case PlaceRole:
        return QVariant::fromValue(Place{.database = branch.database, .area = {}, .relation = {}});
    default:
        return {};
    }
}

QVariant TreeModel::areaData(const Branch &branch, int number, int role) const
{
    Area area = branch.catalog().areas()[number];
    area.bytes = branch.measured.value(number, area.bytes);
    switch (role) {
    case Qt::DisplayRole:
        return area.title;
    case Qt::DecorationRole:
        return icon(area.kind == Area::Kind::Creator ? QStringLiteral("person") : QStringLiteral("folder"));
    case Qt::ToolTipRole:
        return areaWords(area).join(QChar::LineFeed);
    case SizeRole:
        return area.bytes > 0 && area.kind != Area::Kind::System ? bytesText(area.bytes) : QString();
    case LockedRole:
        return !area.usable;
    case PlaceRole:
        return QVariant::fromValue(Place{.database = branch.database, .area = area, .relation = {}});
    default:
        return {};
    }
}

QVariant TreeModel::relationData(const Branch &branch, int number, int role) const
{
    const Catalog &catalog = branch.catalog();
    switch (role) {
    case Qt::DisplayRole:
        return catalog.name(number);
    case Qt::DecorationRole:
        return icon(iconOf(catalog.kind(number)));
    case Qt::ToolTipRole: {
        const browse::Relation relation = catalog.relation(number);
        return relationWords(relation, branch.facts.value(relation.oid, {.rows = catalog.rows(number)}))
            .join(QChar::LineFeed);
    }
    case LockedRole: {
        const auto facts = branch.facts.constFind(catalog.relation(number).oid);
        return facts != branch.facts.constEnd() && !facts->readable;
    }
    case PlaceRole:
        return QVariant::fromValue(Place{.database = branch.database,
                                         .area = catalog.areas()[catalog.areaOf(number)],
                                         .relation = catalog.relation(number)});
    default:
        return {};
    }
}

} // namespace ui
