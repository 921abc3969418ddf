// SPDX-License-Identifier: MIT
#include "ui/models/sourcemodel.h"

#include "ui/widgets/text.h"

#include <QDir>
#include <QFileInfo>
#include <QMap>
#include <QSet>
#include <algorithm>

namespace ui {

namespace {

/// A group's own index has this id; its children have their group's row.
constexpr quintptr groupId = ~quintptr{0};

Status statusOf(const FoundSource &source)
{
    switch (source.state) {
    case SourceState::Refused:
        return Status::Wrong;
    case SourceState::Collides:
    case SourceState::Changed:
        return Status::Note;
    case SourceState::Moved:
    case SourceState::New:
        break;
    }
    return Status::Fine;
}

QString healthText(const FoundSource &source)
{
    switch (source.state) {
    case SourceState::Refused:
        return SourceModel::tr("Refused");
    case SourceState::Collides:
        return SourceModel::tr("Name is taken");
    case SourceState::Changed:
        return SourceModel::tr("Changed since");
    case SourceState::Moved:
        return SourceModel::tr("Already moved");
    case SourceState::New:
        break;
    }
    return SourceModel::tr("Fine");
}

QString nameOf(const FoundSource &source)
{
    return source.source.creator.isEmpty() ? QFileInfo(source.source.path).fileName() : source.source.creator;
}

QString firstSentence(const QString &message)
{
    const qsizetype end = message.indexOf(QStringLiteral(". "));
    return end < 0 ? message : message.left(end + 1);
}

QString secondLine(const FoundSource &source)
{
    if (source.state == SourceState::Collides)
        return SourceModel::tr("same area as %1: choose one").arg(source.rival);
    if (source.source.refusal)
        return firstSentence(source.source.refusal->message);
    return SourceModel::tr("schema %1").arg(source.source.schemaName);
}

/// Their folder, or how many there are.
QString whereAre(const QList<FoundSource> &found, const QList<qsizetype> &numbers)
{
    QSet<QString> folders;
    for (const qsizetype number : numbers)
        folders.insert(QFileInfo(found[number].source.path).absolutePath());
    if (folders.size() == 1)
        return QDir::toNativeSeparators(*folders.begin());
    return SourceModel::tr("%n folder(s)", nullptr, int(folders.size()));
}

} // namespace

SourceModel::SourceModel(Sources *sources, QObject *parent) : QAbstractItemModel(parent), m_sources(sources)
{
    connect(sources, &Sources::changed, this, &SourceModel::refresh);
    connect(sources, &Sources::choiceChanged, this, &SourceModel::refreshChoice);
    m_groups = grouped();
}

QList<SourceModel::Group> SourceModel::grouped() const
{
    QMap<QString, Group> known;
    Group other{.title = tr("Other files"), .where = {}, .sources = {}};
    const QList<FoundSource> &found = m_sources->found();
    for (qsizetype i = 0; i < found.size(); ++i) {
        const migration::Source &source = found[i].source;
        const bool odd = source.profile.isEmpty();
        Group &group = odd ? other : known[source.profile];
        if (!odd && group.sources.isEmpty())
            group.title = source.profile.left(1).toUpper() + source.profile.mid(1);
        group.sources.append(i);
    }
    QList<Group> groups = known.values();
    for (Group &group : groups)
        group.where = whereAre(found, group.sources);
    if (!other.sources.isEmpty())
        groups.append(other);
    return groups;
}

/// The same rows with other contents keep selection and place; anything else starts anew.
void SourceModel::refresh()
{
    const QList<Group> groups = grouped();
    bool same = groups.size() == m_groups.size();
    for (qsizetype i = 0; same && i < groups.size(); ++i)
        same = groups[i].sources == m_groups[i].sources && groups[i].title == m_groups[i].title &&
               groups[i].where == m_groups[i].where;
    m_largest = 1;
    for (const FoundSource &source : m_sources->found())
        m_largest = std::max(m_largest, source.source.bytes);
    if (!same) {
        beginResetModel();
        m_groups = groups;
        endResetModel();
        return;
    }
    for (int row = 0; row < m_groups.size(); ++row) {
        const QModelIndex group = index(row, 0);
        Q_EMIT dataChanged(group, index(row, ColumnCount - 1));
        if (rowCount(group) > 0)
            Q_EMIT dataChanged(index(0, 0, group), index(rowCount(group) - 1, ColumnCount - 1, group));
    }
}

/// One range in each group, from the first to the last that is concerned: views need not look at the others.
void SourceModel::refreshChoice(const QList<qsizetype> &numbers)
{
    if (numbers.isEmpty())
        return;
    const auto [first, last] = std::minmax_element(numbers.begin(), numbers.end());
    for (int row = 0; row < m_groups.size(); ++row) {
        const QList<qsizetype> &sources = m_groups[row].sources; // ascending
        const auto from = std::lower_bound(sources.begin(), sources.end(), *first);
        const auto to = std::upper_bound(from, sources.end(), *last);
        if (from == to)
            continue;
        const QModelIndex group = index(row, Creator);
        Q_EMIT dataChanged(group, group, {Qt::CheckStateRole});
        Q_EMIT dataChanged(index(int(from - sources.begin()), Creator, group),
                           index(int(to - sources.begin()) - 1, Creator, group), {Qt::CheckStateRole});
    }
}

QModelIndex SourceModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) : groupId);
}

QModelIndex SourceModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == groupId)
        return {};
    return createIndex(int(child.internalId()), 0, groupId);
}

int SourceModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    if (parent.internalId() != groupId || parent.column() != 0)
        return 0;
    return int(m_groups[parent.row()].sources.size());
}

int SourceModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

const FoundSource *SourceModel::sourceAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == groupId)
        return nullptr;
    return &m_sources->found()[m_groups[qsizetype(index.internalId())].sources[index.row()]];
}

QVariant SourceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (const FoundSource *source = sourceAt(index))
        return sourceData(*source, index.column(), role);
    return groupData(m_groups[index.row()], index.column(), role);
}

Qt::CheckState SourceModel::checkState(const Group &group) const
{
    qsizetype chosen = 0;
    for (const qsizetype number : group.sources)
        chosen += m_sources->found()[number].chosen ? 1 : 0;
    if (chosen == 0)
        return Qt::Unchecked;
    return chosen == group.sources.size() ? Qt::Checked : Qt::PartiallyChecked;
}

QVariant SourceModel::groupData(const Group &group, int column, int role) const
{
    if (role == IsGroup)
        return true;
    if (column != Creator)
        return {};
    const int count = int(group.sources.size());
    const bool isOther = group.where.isEmpty(); // anything may be among them
    const QString number = isOther ? tr("%n file(s)", nullptr, count) : tr("%n creator(s)", nullptr, count);
    switch (role) {
    case Qt::DisplayRole:
        return group.title;
    case SecondLine:
        return isOther ? number : tr("%1 in %2").arg(number, group.where);
    case Qt::CheckStateRole:
        return checkState(group);
    case Qt::AccessibleTextRole:
        return QString(group.title + QStringLiteral(", ") + number);
    default:
        return {};
    }
}

QVariant SourceModel::sourceData(const FoundSource &source, int column, int role) const
{
    if (role == IsGroup)
        return false;
    if (role == Path)
        return source.source.path;
    if (role == Where)
        return int(source.state);
    if (role == State)
        return int(statusOf(source));
    if (role == Share)
        return double(source.source.bytes) / double(m_largest);
    if (role == Qt::ToolTipRole)
        return source.source.refusal ? source.source.refusal->message : QDir::toNativeSeparators(source.source.path);
    if (role == Qt::TextAlignmentRole && column == Rows)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (column == Creator && role == Qt::CheckStateRole && source.state != SourceState::Refused)
        return source.chosen ? Qt::Checked : Qt::Unchecked;
    if (column == Creator && role == SecondLine)
        return secondLine(source);
    if (role == Qt::AccessibleTextRole && column == Creator)
        return QString(nameOf(source) + QStringLiteral(", ") + healthText(source));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (column) {
    case Creator:
        return nameOf(source);
    case Size:
        return bytesText(source.source.bytes);
    case Rows:
        return source.source.rows ? countText(*source.source.rows) : QStringLiteral("–");
    case LastChange:
        return momentText(source.lastChange);
    case Health:
        return healthText(source);
    default:
        return {};
    }
}

void SourceModel::choose(const QModelIndexList &sources, bool chosen)
{
    QList<qsizetype> numbers;
    for (const QModelIndex &source : sources)
        numbers += m_groups[qsizetype(source.internalId())].sources[source.row()];
    m_sources->setChosen(numbers, chosen);
}

bool SourceModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || index.column() != Creator)
        return false;
    const bool chosen = value.toInt() == Qt::Checked;
    if (sourceAt(index) != nullptr) {
        m_sources->setChosen(m_groups[qsizetype(index.internalId())].sources[index.row()], chosen);
        return true;
    }
    m_sources->setChosen(m_groups[index.row()].sources, chosen);
    return true;
}

QVariant SourceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Rows ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Creator:
        return tr("Creator");
    case Size:
        return tr("Size");
    case Rows:
        return tr("Rows");
    case LastChange:
        return tr("Last change");
    default:
        return tr("Health");
    }
}

Qt::ItemFlags SourceModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const FoundSource *source = sourceAt(index);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (index.column() == Creator && (source == nullptr || source->state != SourceState::Refused))
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace ui
