// SPDX-License-Identifier: MIT
#include "browse/diagram.h"

#include "postgres/reader.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

constexpr quint32 nameType = 19;
/// A schema that everybody refers to may be referred to from thousands.
constexpr int mostFromOutside = 60;

const QString area = u"(SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1)"_s;

const QString areaSql = u"SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = $1"_s;

/// The tables of the schema: parts of a table only where a foreign key is of the part alone.
QString ownTables()
{
    return u"WITH own AS (SELECT c.oid, c.relname, c.relkind, c.relpages, c.reltuples FROM pg_catalog.pg_class c"
           " WHERE c.relnamespace = "_s +
           area +
           u" AND c.relkind IN ('r', 'p') AND (NOT c.relispartition OR EXISTS (SELECT FROM pg_catalog.pg_constraint k"
           "  WHERE k.contype = 'f' AND k.conparentid = 0 AND c.oid IN (k.conrelid, k.confrelid)))) "_s;
}

QString tablesSql()
{
    return ownTables() +
           u"SELECT oid, relkind, relname, CASE WHEN relpages > 0 OR reltuples > 0 THEN reltuples::bigint ELSE -1 END,"
           " pg_catalog.has_schema_privilege("_s +
           area +
           u", 'USAGE') AND pg_catalog.has_any_column_privilege(oid, 'SELECT')"
           " FROM own ORDER BY relname"_s;
}

QString columnsSql()
{
    return ownTables() +
           u"SELECT a.attrelid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),"
           " coalesce(a.attnum = ANY (x.indkey), false) FROM own JOIN pg_catalog.pg_attribute a ON a.attrelid = own.oid"
           " LEFT JOIN pg_catalog.pg_index x ON x.indrelid = own.oid AND x.indisprimary"
           " WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum"_s;
}

/// The columns of one end of a constraint k, each with its type.
QString columnsOfEnd(const QString &relation, const QString &numbers)
{
    return u"(SELECT pg_catalog.json_agg(pg_catalog.json_build_array(a.attname,"
           "  pg_catalog.format_type(a.atttypid, a.atttypmod)) ORDER BY u.place)"
           " FROM pg_catalog.unnest(k.%2) WITH ORDINALITY AS u(number, place)"
           " JOIN pg_catalog.pg_attribute a ON a.attrelid = k.%1 AND a.attnum = u.number)"_s.arg(relation, numbers);
}

QString linksSql()
{
    const QString end =
        u"%1.oid, %1.relkind, %2.nspname, %1.relname,"
        " pg_catalog.has_schema_privilege(%2.oid, 'USAGE') AND pg_catalog.has_any_column_privilege(%1.oid, 'SELECT')"_s;
    return u"SELECT k.conname, k.convalidated, "_s + end.arg(u"c"_s, u"cn"_s) + u", "_s +
           columnsOfEnd(u"conrelid"_s, u"conkey"_s) + u", "_s + end.arg(u"p"_s, u"pn"_s) + u", "_s +
           columnsOfEnd(u"confrelid"_s, u"confkey"_s) +
           u" FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid"
           " JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace"
           " JOIN pg_catalog.pg_class p ON p.oid = k.confrelid"
           " JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace"
           " WHERE k.contype = 'f' AND k.conparentid = 0 AND (cn.nspname = $1 OR pn.nspname = $1)"
           " ORDER BY cn.nspname <> $1, cn.nspname, c.relname, k.conname"_s;
}

RelationKind kindOf(const QString &letter)
{
    return letter == u"p" ? RelationKind::PartitionedTable : RelationKind::Table;
}

/// Puts together what the statements gave.
class Builder
{
public:
    explicit Builder(const QString &schema) { m_diagram.schema = schema; }

    void takeTables(const postgres::TextRows &rows)
    {
        for (int row = 0; row < rows.rowCount(); ++row)
            add({.oid = quint32(rows.number(row, 0)),
                 .kind = kindOf(rows.text(row, 1)),
                 .schema = m_diagram.schema,
                 .name = rows.text(row, 2),
                 .readable = rows.isTrue(row, 4),
                 .rows = rows.number(row, 3)});
    }

    void takeColumns(const postgres::TextRows &rows)
    {
        for (int row = 0; row < rows.rowCount(); ++row) {
            const int table = m_places.value(quint32(rows.number(row, 0)), -1);
            if (table >= 0)
                addColumn(table,
                          {.name = rows.text(row, 1), .type = rows.text(row, 2), .inPrimaryKey = rows.isTrue(row, 3)});
        }
    }

    void takeLinks(const postgres::TextRows &rows)
    {
        for (int row = 0; row < rows.rowCount(); ++row) {
            constexpr int child = 2;
            constexpr int parent = 8;
            if (rows.text(row, child + 2) != m_diagram.schema && !mayLeadHere(quint32(rows.number(row, child))))
                continue;
            DiagramLink link{.name = rows.text(row, 0),
                             .from = endOf(rows, row, child),
                             .to = endOf(rows, row, parent),
                             .validated = rows.isTrue(row, 1)};
            link.fromColumns = columnsOf(rows, row, child, link.from);
            link.toColumns = columnsOf(rows, row, parent, link.to);
            for (const int column : std::as_const(link.fromColumns))
                m_diagram.tables[link.from].columns[column].inForeignKey = true;
            if (m_diagram.tables[link.to].outside) {
                for (const int column : std::as_const(link.toColumns))
                    m_diagram.tables[link.to].columns[column].inPrimaryKey = true; // or another key: as good here
            }
            m_diagram.links.append(link);
        }
        m_diagram.outsideLeftOut = int(m_leftOut.size());
    }

    [[nodiscard]] Diagram take() { return std::move(m_diagram); }

private:
    int add(const DiagramTable &table)
    {
        const int place = int(m_diagram.tables.size());
        m_diagram.tables.append(table);
        m_places.insert(table.oid, place);
        return place;
    }

    int addColumn(int table, const DiagramColumn &column)
    {
        QList<DiagramColumn> &columns = m_diagram.tables[table].columns;
        m_columns.insert({table, column.name}, int(columns.size()));
        columns.append(column);
        return int(columns.size()) - 1;
    }

    bool mayLeadHere(quint32 oid)
    {
        if (!m_leading.contains(oid) && m_leading.size() >= mostFromOutside) {
            m_leftOut.insert(oid);
            return false;
        }
        m_leading.insert(oid);
        return true;
    }

    /// The table at one end; one of another schema is taken in.
    int endOf(const postgres::TextRows &rows, int row, int first)
    {
        const auto oid = quint32(rows.number(row, first));
        const int known = m_places.value(oid, -1);
        if (known >= 0)
            return known;
        return add({.oid = oid,
                    .kind = kindOf(rows.text(row, first + 1)),
                    .schema = rows.text(row, first + 2),
                    .name = rows.text(row, first + 3),
                    .outside = true,
                    .readable = rows.isTrue(row, first + 4)});
    }

    QList<int> columnsOf(const postgres::TextRows &rows, int row, int first, int table)
    {
        QList<int> places;
        const QJsonArray columns = QJsonDocument::fromJson(rows.bytes(row, first + 5).toByteArray()).array();
        for (const auto &column : columns) {
            const QString name = column.toArray().at(0).toString();
            const int known = m_columns.value({table, name}, -1);
            places.append(known >= 0 ? known
                                     : addColumn(table, {.name = name, .type = column.toArray().at(1).toString()}));
        }
        return places;
    }

    Diagram m_diagram;
    QHash<quint32, int> m_places;
    QHash<std::pair<int, QString>, int> m_columns;
    QSet<quint32> m_leading; ///< tables outside that lead here
    QSet<quint32> m_leftOut;
};

} // namespace

base::Result<Diagram> readDiagram(postgres::Reader &reader, const QString &schema, const std::stop_token &stop)
{
    const QList<postgres::Argument> arguments{{nameType, schema.toUtf8()}};
    const auto answers = reader.readAll(
        {{areaSql, arguments}, {tablesSql(), arguments}, {columnsSql(), arguments}, {linksSql(), arguments}},
        QCoreApplication::translate("browse", "reading the tables of %1 and their links").arg(schema), stop);
    if (!answers)
        return base::fail(answers.error());
    if (answers->at(0).number(0, 0) == 0)
        return base::fail(u"objects-gone"_s,
                          QCoreApplication::translate("browse", "%1 is not there any more. Somebody has removed it, or "
                                                                "made it anew, since the list was read. Read the list "
                                                                "again.")
                              .arg(schema));
    Builder builder(schema);
    builder.takeTables(answers->at(1));
    builder.takeColumns(answers->at(2));
    builder.takeLinks(answers->at(3));
    return builder.take();
}

int indexOf(const Diagram &diagram, quint32 oid)
{
    const auto found = std::find_if(diagram.tables.begin(), diagram.tables.end(),
                                    [oid](const DiagramTable &table) { return table.oid == oid; });
    return found == diagram.tables.end() ? -1 : int(found - diagram.tables.begin());
}

Diagram around(const Diagram &diagram, int table)
{
    QSet<int> near{table};
    for (const DiagramLink &link : diagram.links) {
        if (link.from == table || link.to == table)
            near.unite({link.from, link.to});
    }
    Diagram part{.schema = diagram.schema};
    QHash<int, int> places;
    for (int place = 0; place < diagram.tables.size(); ++place) {
        if (!near.contains(place))
            continue;
        places.insert(place, int(part.tables.size()));
        part.tables.append(diagram.tables.at(place));
    }
    for (DiagramLink link : diagram.links) {
        if (!near.contains(link.from) || !near.contains(link.to))
            continue;
        link.from = places.value(link.from);
        link.to = places.value(link.to);
        part.links.append(link);
    }
    return part;
}

QList<int> tellingColumns(const Diagram &diagram, int table, int most)
{
    const QList<DiagramColumn> &columns = diagram.tables.at(table).columns;
    QSet<int> telling;
    for (int column = 0; column < columns.size(); ++column) {
        if (columns.at(column).inPrimaryKey || columns.at(column).inForeignKey || columns.size() <= most)
            telling.insert(column);
    }
    for (const DiagramLink &link : diagram.links) {
        if (link.to == table)
            telling.unite({link.toColumns.begin(), link.toColumns.end()});
    }
    for (int column = 0; column < columns.size() && telling.size() < most; ++column)
        telling.insert(column);
    QList<int> places(telling.begin(), telling.end());
    std::sort(places.begin(), places.end());
    return places;
}

} // namespace browse
