// SPDX-License-Identifier: MIT
#include "browse/catalogbuilder.h"

#include "postgres/reader.h"

#include <QCollator>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

using postgres::TextRows;

struct Move
{
    QString creator;
    Origin origin;
    bool alone = true; ///< nobody else was moved into the same schema
};

QHash<QString, Move> movesOf(const TextRows &journal)
{
    QHash<QString, Move> moves;
    for (int row = 0; row < journal.rowCount(); ++row) {
        const QString schema = journal.text(row, 0);
        const QString creator = journal.text(row, 1);
        const bool alone = !moves.contains(schema) || moves[schema].creator == creator;
        moves[schema] = {.creator = creator,
                         .origin = {.run = journal.text(row, 2),
                                    .sourcePath = journal.text(row, 3),
                                    .moved = QDateTime::fromMSecsSinceEpoch(journal.number(row, 4))},
                         .alone = alone};
    }
    return moves;
}

/// From the mark that a move leaves on a schema: "cutover run=… creator=alice".
QString markedCreator(const QString &comment)
{
    constexpr auto before = " creator="_L1;
    const qsizetype at = comment.indexOf(before);
    return comment.startsWith("cutover run="_L1) && at >= 0 ? comment.mid(at + before.size()) : QString();
}

/// Who lives in a schema; empty if it is not known to be somebody's.
QString creatorOf(const Area &area, const QString &comment, const QHash<QString, Move> &moves)
{
    constexpr auto usual = "creator_"_L1;
    if (QString marked = markedCreator(comment); !marked.isEmpty())
        return marked;
    const auto move = moves.find(area.schema);
    if (move != moves.end() && move->alone && area.schema != u"public")
        return move->creator;
    return area.schema.startsWith(usual) ? area.schema.mid(usual.size()) : QString();
}

RelationKind kindOf(QByteArrayView word)
{
    static const QHash<QByteArray, RelationKind> kinds = {{"r", RelationKind::Table},
                                                          {"p", RelationKind::PartitionedTable},
                                                          {"f", RelationKind::ForeignTable},
                                                          {"v", RelationKind::View},
                                                          {"m", RelationKind::MaterializedView},
                                                          {"S", RelationKind::Sequence},
                                                          {"procedure", RelationKind::Procedure},
                                                          {"aggregate", RelationKind::Aggregate}};
    return kinds.value(word.toByteArray(), RelationKind::Function);
}

/// Tables, views, sequences, functions.
int groupOf(RelationKind kind)
{
    switch (kind) {
    case RelationKind::Table:
    case RelationKind::PartitionedTable:
    case RelationKind::ForeignTable:
        return 0;
    case RelationKind::View:
    case RelationKind::MaterializedView:
        return 1;
    case RelationKind::Sequence:
        return 2;
    case RelationKind::Function:
    case RelationKind::Procedure:
    case RelationKind::Aggregate:
        break;
    }
    return 3;
}

bool isSystem(const QString &schema)
{
    return schema.startsWith(u"pg_") || schema == u"information_schema";
}

} // namespace

QString folded(const QString &text)
{
    QString same = text;
    for (QChar &letter : same)
        letter = letter.toCaseFolded();
    return same;
}

void CatalogBuilder::addAreas(const TextRows &areas, const TextRows &journal)
{
    const QHash<QString, Move> moves = movesOf(journal);
    for (int row = 0; row < areas.rowCount(); ++row) {
        Area area{.oid = quint32(areas.number(row, 0)),
                  .usable = areas.isTrue(row, 2),
                  .schema = areas.text(row, 1),
                  .bytes = areas.number(row, 4),
                  .rows = areas.number(row, 5)};
        if (areas.isNull(row, 4))
            area.bytes = area.rows = -1; // nothing is in it
        area.title = creatorOf(area, areas.text(row, 3), moves);
        area.kind = !area.title.isEmpty()   ? Area::Kind::Creator
                    : isSystem(area.schema) ? Area::Kind::System
                                            : Area::Kind::Other;
        if (area.title.isEmpty())
            area.title = area.schema;
        else
            area.origin = moves.value(area.schema).origin;
        m_areas.append(area);
    }
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::sort(m_areas.begin(), m_areas.end(), [&collator](const Area &one, const Area &other) {
        return one.kind != other.kind ? one.kind < other.kind : collator.compare(one.title, other.title) < 0;
    });
    for (qsizetype i = 0; i < m_areas.size(); ++i)
        m_numbers.insert(m_areas[i].oid, i);
    m_found.resize(size_t(m_areas.size()));
}

void CatalogBuilder::addRelations(const TextRows &relations)
{
    for (int row = 0; row < relations.rowCount(); ++row) {
        const auto area = m_numbers.constFind(quint32(relations.number(row, 1)));
        if (area == m_numbers.constEnd())
            continue; // made while we looked
        m_found[size_t(*area)].push_back({.oid = quint32(relations.number(row, 0)),
                                          .kind = kindOf(relations.bytes(row, 2)),
                                          .rows = relations.number(row, 4),
                                          .name = relations.text(row, 3)});
    }
}

Catalog CatalogBuilder::finish()
{
    Catalog catalog;
    for (qsizetype i = 0; i < m_areas.size(); ++i) {
        std::vector<Found> &found = m_found[size_t(i)];
        std::sort(found.begin(), found.end(), [](const Found &one, const Found &other) {
            const int groups = groupOf(one.kind) - groupOf(other.kind);
            return groups != 0 ? groups < 0 : one.name.compare(other.name, Qt::CaseInsensitive) < 0;
        });
        m_areas[i].first = int(catalog.m_entries.size());
        m_areas[i].count = int(found.size());
        for (const Found &one : found) {
            catalog.m_entries.push_back(
                {.oid = one.oid, .nameAt = int(catalog.m_names.size()), .kind = one.kind, .rows = one.rows});
            catalog.m_names += one.name;
            catalog.m_names += QChar::Null;
        }
    }
    catalog.m_folded = folded(catalog.m_names);
    catalog.m_areas = std::move(m_areas);
    return catalog;
}

} // namespace browse
