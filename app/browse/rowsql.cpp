// SPDX-License-Identifier: MIT
#include "browse/rowsql.h"

#include "schema/identifier.h"

using namespace Qt::StringLiterals;

namespace browse {

namespace {

using postgres::Argument;
using postgres::Statement;

constexpr quint32 textOid = 25;
constexpr quint32 tidOid = 27;
constexpr quint32 charOid = 1042; ///< char(n): as text it would lose the spaces at its end
constexpr int ctid = -1;
constexpr int largest = 100'000; ///< bytes of a document that is read for a list of rows
constexpr int lettersAtStart = 20'000;

QString whereAll(const QStringList &conditions)
{
    return conditions.isEmpty() ? QString() : QString(u" WHERE "_s + conditions.join(u" AND "_s));
}

/// `text` anywhere, as a pattern of LIKE.
QString patternOf(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    return u'%' + text + u'%';
}

} // namespace

RowSql::RowSql(const RowsQuery &query, Values values) : m_query(query), m_shape(*query.shape), m_values(values)
{
    const int sorted = query.sorting.column;
    if (sorted >= 0)
        m_order.append(sorted);
    if (m_shape.paging == Shape::Paging::Key) {
        for (const int column : m_shape.key) {
            if (column != sorted)
                m_order.append(column);
        }
    } else if (m_shape.paging == Shape::Paging::Blocks) {
        m_order.append(ctid);
    }
}

/// A literal has no type of its own: it takes that of what it is compared with. Only a composite type must be named.
QString RowSql::bind(Arguments &arguments, quint32 type, const std::optional<QByteArray> &text) const
{
    if (m_values == Values::Literals) {
        if (!text)
            return u"NULL"_s;
        QString literal = schema::quoteLiteral(QString::fromUtf8(*text));
        for (const Column &column : m_shape.columns) {
            if (column.typeOid == type && column.kind == ValueKind::Other && !column.type.contains(u'('))
                return literal + u"::" + column.type;
        }
        return literal;
    }
    arguments.append({.type = type, .text = text});
    return u'$' + QString::number(arguments.size());
}

bool RowSql::hasEmptyPart() const
{
    return m_query.sorting.column >= 0 && !m_shape.columns[m_query.sorting.column].notNull &&
           m_shape.paging != Shape::Paging::Start;
}

bool RowSql::byBlocks() const
{
    return m_shape.paging == Shape::Paging::Blocks && m_query.sorting.column < 0 && m_query.filters.isEmpty();
}

QString RowSql::from() const
{
    return u" FROM "_s + schema::qualified(m_shape.relation.schema, m_shape.relation.name) + u" AS t";
}

QString RowSql::name(int column) const
{
    return column == ctid ? u"t.ctid"_s : QString(u"t."_s + schema::quoteIdentifier(m_shape.columns[column].name));
}

quint32 RowSql::typeOf(int column) const
{
    return column == ctid ? tidOid : m_shape.columns[column].typeOid;
}

/// Each column, long values cut short. What is too large even to be cut is only measured: a control character, which no
/// document begins with, and its size.
QString RowSql::shown() const
{
    const int letters = m_shape.paging == Shape::Paging::Start ? lettersAtStart : Page::letters;
    QStringList list;
    for (int i = 0; i < m_shape.columns.size(); ++i) {
        const Column &column = m_shape.columns[i];
        const QString value = name(i);
        if (column.kind == ValueKind::Bytes)
            list +=
                u"CASE WHEN %1 IS NOT NULL THEN octet_length(%1)::text || ':' || encode(substring(%1 FROM 1 FOR 32), "
                "'hex') END"_s.arg(value);
        else if (!column.varies || column.typeOid == charOid)
            list += value;
        else if (column.kind == ValueKind::Text || column.kind == ValueKind::Number)
            list += u"left(%1::text, %2)"_s.arg(value, QString::number(letters + 1));
        else
            list +=
                u"CASE WHEN pg_column_size(%1) <= %2 THEN left(%1::text, %3) ELSE chr(1) || pg_column_size(%1)::text "
                "END"_s.arg(value, QString::number(largest), QString::number(letters + 1));
    }
    return list.join(u", "_s);
}

QString RowSql::named() const
{
    QStringList list;
    for (const int column : m_order)
        list += name(column);
    return list.join(u", "_s);
}

QString RowSql::orderBy(Part part, Direction direction) const
{
    const bool falling = m_query.sorting.descending != (direction == Direction::Back);
    QStringList list;
    for (qsizetype i = part == Part::Empty ? 1 : 0; i < m_order.size(); ++i)
        list += name(m_order[i]) + (falling ? u" DESC"_s : u""_s);
    return list.isEmpty() ? QString() : QString(u" ORDER BY "_s + list.join(u", "_s));
}

QString RowSql::condition(const Filter &filter, Arguments &arguments) const
{
    using Test = Filter::Test;
    const Column &column = m_shape.columns[filter.column];
    const QString own = name(filter.column);
    const QString left = column.sortable ? own : QString(own + u"::text");
    const auto value = [&](qsizetype i) {
        return bind(arguments, column.sortable ? column.typeOid : textOid, filter.values.value(i).toUtf8());
    };
    switch (filter.test) {
    case Test::Contains:
        // Whatever the column's collation: not every one knows patterns.
        return own + u"::text COLLATE pg_catalog.\"default\" ILIKE " +
               bind(arguments, textOid, patternOf(filter.values.value(0)).toUtf8());
    case Test::Is:
        return left + u" = " + value(0);
    case Test::IsNot:
        return left + u" IS DISTINCT FROM " + value(0);
    case Test::OneOf: {
        QStringList list;
        for (qsizetype i = 0; i < filter.values.size(); ++i)
            list += value(i);
        return list.isEmpty() ? u"false"_s : QString(left + u" IN (" + list.join(u", "_s) + u')');
    }
    case Test::AtLeast:
        return left + u" >= " + value(0);
    case Test::AtMost:
        return left + u" <= " + value(0);
    case Test::Between: {
        const QString low = value(0);
        return left + u" BETWEEN " + low + u" AND " + value(1);
    }
    case Test::IsEmpty:
        return column.kind == ValueKind::Text ? QString(u'(' + own + u" IS NULL OR " + own + u" = '')")
                                              : QString(own + u" IS NULL");
    case Test::IsNotEmpty:
        break;
    }
    return column.kind == ValueKind::Text ? QString(own + u" <> ''") : QString(own + u" IS NOT NULL");
}

QStringList RowSql::conditions(Arguments &arguments) const
{
    QStringList all;
    for (const Filter &filter : m_query.filters)
        all += condition(filter, arguments);
    return all;
}

/// (a, b) > ($1, $2): an index on (a, b), or on a alone, leads there at once.
QString RowSql::beyond(Part part, const Anchor &from, Direction direction, Arguments &arguments) const
{
    QStringList columns;
    QStringList values;
    for (qsizetype i = part == Part::Empty ? 1 : 0; i < from.values.size(); ++i) {
        columns += name(m_order[i]);
        values += bind(arguments, typeOf(m_order[i]), from.values[i]);
    }
    if (columns.isEmpty())
        return {};
    const bool falling = m_query.sorting.descending != (direction == Direction::Back);
    const QString sign = (falling ? u"<"_s : u">"_s) + (from.values.size() < m_order.size() ? u"="_s : u""_s);
    return u"(%1) %2 (%3)"_s.arg(columns.join(u", "_s), sign, values.join(u", "_s));
}

Statement RowSql::page(Part part, const std::optional<Anchor> &from, Direction direction, int count) const
{
    Arguments arguments;
    QStringList where = conditions(arguments);
    if (hasEmptyPart())
        where += name(m_order.first()) + (part == Part::Empty ? u" IS NULL"_s : u" IS NOT NULL"_s);
    if (from) {
        if (const QString place = beyond(part, *from, direction, arguments); !place.isEmpty())
            where += place;
    }
    const QString names = named();
    return {u"SELECT "_s + shown() + (names.isEmpty() ? u""_s : u", "_s) + names + this->from() + whereAll(where) +
                orderBy(part, direction) + u" LIMIT " + QString::number(count),
            arguments};
}

/// Before version 14 a range of ctid means reading the whole file; there, every place that a block can have is named.
Statement RowSql::blocks(qint64 first, qint64 end, int serverVersion) const
{
    constexpr int hasRanges = 140000;
    constexpr int mostInBlock = 300;
    const QString place = serverVersion >= hasRanges
                              ? u"t.ctid >= '(%1,0)'::tid AND t.ctid < '(%2,0)'::tid"_s.arg(first).arg(end)
                              : u"t.ctid = ANY (ARRAY(SELECT ('(' || b || ',' || i || ')')::tid FROM "
                                "generate_series(%1::bigint, %2) b, generate_series(1, %3) i))"_s.arg(first)
                                    .arg(end - 1)
                                    .arg(mostInBlock);
    return {u"SELECT "_s + shown() + u", t.ctid" + from() + u" WHERE " + place + u" ORDER BY t.ctid", {}};
}

Statement RowSql::count() const
{
    Arguments arguments;
    const QString where = whereAll(conditions(arguments));
    return {u"SELECT count(*)"_s + from() + where, arguments};
}

Statement RowSql::filtered() const
{
    Arguments arguments;
    const QString where = whereAll(conditions(arguments));
    return {u"SELECT 1"_s + from() + where, arguments};
}

/// Rows by their keys, or by their places in the file.
QString RowSql::amongThese(const QList<Anchor> &rows) const
{
    const QList<int> names = m_shape.paging == Shape::Paging::Key ? m_shape.key : QList<int>{ctid};
    Arguments none;
    QStringList columns;
    for (const int column : names)
        columns += name(column);
    QStringList list;
    for (const Anchor &row : rows) {
        QStringList values;
        for (const int column : names)
            values += bind(none, typeOf(column), row.values.value(m_order.indexOf(column)));
        list += u'(' + values.join(u", "_s) + u')';
    }
    return list.isEmpty() ? u"false"_s : QString(u'(' + columns.join(u", "_s) + u") IN (" + list.join(u", "_s) + u')');
}

QString RowSql::whole(const QList<int> &columns, const std::optional<QList<Anchor>> &only, Heirs heirs) const
{
    Arguments none;
    QStringList names;
    for (int i = 0; i < (columns.isEmpty() ? m_shape.columns.size() : columns.size()); ++i)
        names += name(columns.isEmpty() ? i : columns[i]);
    QStringList where = only ? QStringList{amongThese(*only)} : conditions(none);
    QString order;
    if (m_query.sorting.column >= 0 || only) {
        order = orderBy(Part::Filled, Direction::Onward);
        const QString first = m_order.isEmpty() ? QString() : name(m_order.first());
        if (hasEmptyPart()) // they come last, whichever way it is sorted
            order.insert(QLatin1String(" ORDER BY ").size(), u'(' + first + u" IS NULL), ");
    }
    const QString source =
        heirs == Heirs::With
            ? from()
            : QString(u" FROM ONLY "_s + schema::qualified(m_shape.relation.schema, m_shape.relation.name) + u" AS t");
    return u"SELECT "_s + names.join(u", "_s) + source + whereAll(where) + order;
}

Statement RowSql::anchorAfter(qint64 skipped) const
{
    Arguments arguments;
    QStringList where = conditions(arguments);
    if (hasEmptyPart())
        where += name(m_order.first()) + u" IS NOT NULL";
    return {u"SELECT "_s + named() + from() + whereAll(where) + orderBy(Part::Filled, Direction::Onward) + u" OFFSET " +
                QString::number(skipped) + u" LIMIT 1",
            arguments};
}

Statement RowSql::value(const Anchor &row, int column, qint64 most) const
{
    Arguments arguments;
    QStringList where;
    for (qsizetype i = 0; i < row.values.size(); ++i) {
        where += row.values[i] ? QString(name(m_order[i]) + u" = " + bind(arguments, typeOf(m_order[i]), row.values[i]))
                               : QString(name(m_order[i]) + u" IS NULL");
    }
    const bool bytes = m_shape.columns[column].kind == ValueKind::Bytes;
    const QString part = bytes ? u"substring(%1 FROM 1 FOR %2)"_s : u"left(%1::text, %2)"_s;
    const QString shown =
        m_shape.columns[column].typeOid == charOid ? name(column) : part.arg(name(column), QString::number(most + 1));
    return {u"SELECT "_s + shown + from() + whereAll(where) + u" LIMIT 1", arguments};
}

Statement RowSql::explained(const Statement &statement) const
{
    return {u"EXPLAIN (FORMAT JSON) "_s + statement.sql, statement.arguments};
}

} // namespace browse
