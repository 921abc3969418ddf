// SPDX-License-Identifier: MIT
#include "migration/plan/typealignment.h"

#include <QHash>
#include <QSet>
#include <algorithm>
#include <utility>

namespace migration {

namespace {

using schema::ColumnCensus;
using schema::TextShape;
using schema::TypeKind;
using Node = std::pair<qsizetype, qsizetype>; // table, column

/// Sets of connected columns. Every node leads to its set's root.
class Connections
{
public:
    void connect(const Node &a, const Node &b)
    {
        const Node rootA = root(a);
        const Node rootB = root(b);
        m_parents[std::max(rootA, rootB)] = std::min(rootA, rootB);
    }

    [[nodiscard]] QList<QList<Node>> groups()
    {
        QMap<Node, QList<Node>> byRoot;
        for (const Node &node : m_parents.keys())
            byRoot[root(node)].append(node);
        return byRoot.values();
    }

private:
    Node root(const Node &node)
    {
        Node at = node;
        while (m_parents.value(at, at) != at)
            at = m_parents.value(at);
        m_parents[node] = at;
        return at;
    }

    QMap<Node, Node> m_parents;
};

ColumnDraft &columnOf(PlanDraft &draft, const Node &node)
{
    return draft.tables[node.first].columns[node.second];
}

/// What could hold the values of all, the narrowest first: a type that one of them has already, as far as no column
/// with values asks for more.
QList<TypeKind> commonTypes(PlanDraft &draft, const QList<Node> &group)
{
    QSet<TypeKind> present{TypeKind::Numeric};
    QSet<TypeKind> needed;
    for (const Node &node : group) {
        const ColumnDraft &column = columnOf(draft, node);
        const bool empty = column.facts.census->values() == 0 && !column.facts.use.rowidAlias;
        present.insert(column.type.type);
        if (!empty || column.type.origin == TypeOrigin::Choice)
            needed.insert(column.type.type);
    }
    if (needed.contains(TypeKind::Bytea))
        return {TypeKind::Bytea};
    if (needed.contains(TypeKind::Text))
        return {TypeKind::Text, TypeKind::Bytea};
    if (needed.contains(TypeKind::Bigint) || needed.contains(TypeKind::Numeric) || needed.contains(TypeKind::Double))
        present.remove(TypeKind::Boolean);
    if (needed.contains(TypeKind::Timestamp) || needed.contains(TypeKind::TimestampTz))
        present.remove(TypeKind::Date);
    QList<TypeKind> types{TypeKind::Boolean, TypeKind::Bigint,    TypeKind::Double,      TypeKind::Numeric,
                          TypeKind::Date,    TypeKind::Timestamp, TypeKind::TimestampTz, TypeKind::Uuid};
    types.removeIf([&](TypeKind type) { return !present.contains(type); });
    return types + QList{TypeKind::Text, TypeKind::Bytea};
}

bool sameType(PlanDraft &draft, const QList<Node> &group)
{
    const TypeKind first = columnOf(draft, group.first()).type.type;
    return std::all_of(group.begin(), group.end(),
                       [&](const Node &node) { return columnOf(draft, node).type.type == first; });
}

bool holdsAll(PlanDraft &draft, const QList<Node> &group, TypeKind type)
{
    return std::all_of(group.begin(), group.end(), [&](const Node &node) {
        const ColumnDraft &column = columnOf(draft, node);
        return exactType(type, column.facts, column.wish.zoneless()).has_value();
    });
}

void align(PlanDraft &draft, const QList<Node> &group)
{
    const QList<TypeKind> types = commonTypes(draft, group);
    const auto common =
        std::find_if(types.begin(), types.end(), [&](TypeKind type) { return holdsAll(draft, group, type); });
    for (const Node &node : group) {
        ColumnDraft &column = columnOf(draft, node);
        if (column.type.type == *common)
            continue;
        column.type = *exactType(*common, column.facts, column.wish.zoneless());
        column.type.origin = TypeOrigin::Alignment;
    }
}

/// Integers and texts that are spelled as integers.
bool onlyIntegers(const ColumnCensus &census)
{
    return census.integers + census.shape(TextShape::Integer) == census.values();
}

bool hasNumbers(const ColumnCensus &census)
{
    return census.integers + census.reals > 0;
}

bool hasOthers(const ColumnCensus &census)
{
    return census.texts + census.blobs > 0;
}

} // namespace

void alignLinkedTypes(PlanDraft &draft)
{
    Connections connections;
    for (const Link &link : draft.links) {
        for (qsizetype i = 0; i < link.childColumns.size(); ++i)
            connections.connect({link.child, link.childColumns[i]}, {link.parent, link.parentColumns[i]});
    }
    for (const QList<Node> &group : connections.groups()) {
        if (!sameType(draft, group))
            align(draft, group);
    }
}

bool matchesAsBefore(const ColumnDraft &child, const ColumnDraft &parent)
{
    const ColumnCensus &c = *child.facts.census;
    const ColumnCensus &p = *parent.facts.census;
    const bool crossing = (hasNumbers(c) && hasOthers(p)) || (hasOthers(c) && hasNumbers(p));
    // As text, a number equals only its own digits; SQLite converts one side to the other's kind first.
    const TypeKind type = child.type.type;
    const bool asText = type == TypeKind::Text || type == TypeKind::Bytea;
    const bool realsAndIntegers = c.reals + p.reals > 0 && c.integers + p.integers > 0;
    if (asText && (crossing || realsAndIntegers))
        return onlyIntegers(c) && onlyIntegers(p);
    return true;
}

} // namespace migration
