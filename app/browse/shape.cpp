// SPDX-License-Identifier: MIT
#include "browse/shape.h"

#include "browse/signature.h"
#include "postgres/reader.h"

#include <QCoreApplication>
#include <QHash>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

using postgres::TextRows;

/// A domain's values are those of its base type. Varying in size is what is not of a fixed length. A type that brings
/// an order of its own (citext) is sorted by only where its operators are found: else others would be taken to compare
/// than to sort, and rows would be left out.
constexpr auto columnsSql =
    "SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), b.oid, b.typname, b.typcategory, a.attnotnull, "
    " b.typlen < 0, CASE WHEN own.operator IS NOT NULL THEN pg_catalog.pg_operator_is_visible(own.operator) "
    "  ELSE b.typcategory IN ('S', 'A', 'E', 'R', 'I', 'B', 'N', 'D', 'T', 'C') END, "
    " EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = a.attrelid AND i.indkey[0] = a.attnum "
    "  AND i.indisvalid AND i.indpred IS NULL), a.attnum "
    "FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid "
    "JOIN pg_catalog.pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END "
    "LEFT JOIN LATERAL (SELECT p.amopopr AS operator FROM pg_catalog.pg_opclass o "
    "  JOIN pg_catalog.pg_am m ON m.oid = o.opcmethod AND m.amname = 'btree' "
    "  JOIN pg_catalog.pg_amop p ON p.amopfamily = o.opcfamily AND p.amopstrategy = 5 "
    "   AND p.amoplefttype = b.oid AND p.amoprighttype = b.oid "
    "  WHERE o.opcdefault AND o.opcintype = b.oid LIMIT 1) AS own ON true "
    "WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped "
    " AND pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT') ORDER BY a.attnum"_L1;

/// The best key comes first: the primary one, then that of the fewest columns.
constexpr auto keysSql =
    "SELECT pg_catalog.array_to_string(i.indkey::int2[], ',') FROM pg_catalog.pg_index i "
    "WHERE i.indrelid = $1 AND i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL "
    " AND i.indexprs IS NULL AND i.indnatts = i.indnkeyatts AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a "
    "  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) "
    "  AND (NOT a.attnotnull OR t.typnamespace <> 'pg_catalog'::regnamespace)) "
    "ORDER BY i.indisprimary DESC, i.indnkeyatts LIMIT 1"_L1;

constexpr auto sizeSql =
    "SELECT CASE WHEN c.relpages > 0 OR c.reltuples > 0 THEN c.reltuples::bigint ELSE -1 END, "
    " CASE WHEN c.relkind IN ('r', 'm') THEN pg_catalog.pg_relation_size(c.oid) / "
    "  pg_catalog.current_setting('block_size')::bigint ELSE 0 END, c.relkind IN ('r', 'm'), n.nspname, c.relname "
    "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = $1"_L1;

/// One row for each column of each foreign key from or to the relation.
constexpr auto linksSql =
    "SELECT e.oid, e.outgoing, o.oid, o.relkind, n.nspname, o.relname, mine.attname, theirs.attname FROM "
    "(SELECT k.oid, k.conname, true AS outgoing, k.conrelid AS mine, k.confrelid AS theirs, k.conkey AS mykey, "
    "  k.confkey AS theirkey FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND k.conrelid = $1 "
    " UNION ALL SELECT k.oid, k.conname, false, k.confrelid, k.conrelid, k.confkey, k.conkey "
    "  FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND k.conparentid = 0 AND k.confrelid = $1) AS e "
    "CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(e.mykey), pg_catalog.unnest(e.theirkey)) "
    " WITH ORDINALITY AS u(mynumber, theirnumber, place) "
    "JOIN pg_catalog.pg_class o ON o.oid = e.theirs JOIN pg_catalog.pg_namespace n ON n.oid = o.relnamespace "
    "JOIN pg_catalog.pg_attribute mine ON mine.attrelid = e.mine AND mine.attnum = u.mynumber "
    "JOIN pg_catalog.pg_attribute theirs ON theirs.attrelid = e.theirs AND theirs.attnum = u.theirnumber "
    "ORDER BY e.outgoing, e.conname, e.oid, u.place"_L1;

ValueKind kindOf(const QString &type, const QString &category)
{
    static const QHash<QString, ValueKind> kinds = {
        {u"bytea"_s, ValueKind::Bytes},    {u"json"_s, ValueKind::Json},        {u"jsonb"_s, ValueKind::Json},
        {u"date"_s, ValueKind::Date},      {u"timestamp"_s, ValueKind::Moment}, {u"timestamptz"_s, ValueKind::Moment},
        {u"int2"_s, ValueKind::Number},    {u"int4"_s, ValueKind::Number},      {u"int8"_s, ValueKind::Number},
        {u"numeric"_s, ValueKind::Number}, {u"float4"_s, ValueKind::Number},    {u"float8"_s, ValueKind::Number},
        {u"oid"_s, ValueKind::Number}};
    if (const auto known = kinds.constFind(type); known != kinds.constEnd())
        return *known;
    if (category == u"B")
        return ValueKind::Boolean;
    return category == u"S" ? ValueKind::Text : ValueKind::Other;
}

/// Columns, and the number of each in the catalog.
QHash<int, int> readColumns(const TextRows &rows, Shape &shape)
{
    QHash<int, int> numbers;
    for (int row = 0; row < rows.rowCount(); ++row) {
        shape.columns.append({.name = rows.text(row, 0),
                              .type = rows.text(row, 1),
                              .typeOid = quint32(rows.number(row, 2)),
                              .kind = kindOf(rows.text(row, 3), rows.text(row, 4)),
                              .notNull = rows.isTrue(row, 5),
                              .varies = rows.isTrue(row, 6),
                              .sortable = rows.isTrue(row, 7),
                              .indexed = rows.isTrue(row, 8)});
        numbers.insert(int(rows.number(row, 9)), row);
    }
    return numbers;
}

RelationKind kindOfRelation(const QString &letter)
{
    return letter == u"p"   ? RelationKind::PartitionedTable
           : letter == u"f" ? RelationKind::ForeignTable
                            : RelationKind::Table;
}

void readLinks(const TextRows &rows, Shape &shape)
{
    QString last;
    for (int row = 0; row < rows.rowCount(); ++row) {
        const bool outgoing = rows.isTrue(row, 1);
        QList<Link> &links = outgoing ? shape.outgoing : shape.incoming;
        const QString id = rows.text(row, 0) + (outgoing ? u'>' : u'<');
        if (id != last) {
            links.append(Link{.columns = {},
                              .other = {.oid = quint32(rows.number(row, 2)),
                                        .kind = kindOfRelation(rows.text(row, 3)),
                                        .schema = rows.text(row, 4),
                                        .name = rows.text(row, 5)},
                              .otherColumns = {}});
        }
        last = id;
        links.last().columns.append(shape.indexOf(rows.text(row, 6)));
        links.last().otherColumns.append(rows.text(row, 7));
    }
    const auto unseen = [](const Link &link) { return link.columns.contains(-1); }; // no right to a column
    shape.outgoing.removeIf(unseen);
    shape.incoming.removeIf(unseen);
}

} // namespace

int Shape::indexOf(const QString &column) const
{
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&column](const Column &one) { return one.name == column; });
    return found == columns.end() ? -1 : int(found - columns.begin());
}

base::Result<Shape> readShape(postgres::Reader &reader, const Relation &relation, const std::stop_token &stop)
{
    const QList<postgres::Argument> oid = {{.type = 26, .text = QByteArray::number(relation.oid)}};
    const auto read =
        reader.readAll({{columnsSql, oid}, {keysSql, oid}, {sizeSql, oid}, {linksSql, oid}, signatureOf(relation)},
                       QCoreApplication::translate("browse", "reading the columns of %1").arg(relation.name), stop);
    if (!read)
        return base::fail(read.error());
    if ((*read)[2].rowCount() == 0)
        return base::fail(isGone(relation));
    Shape shape{.relation = relation};
    shape.signature = (*read)[4].number(0, 0);
    shape.relation.schema = (*read)[2].text(0, 3);
    shape.relation.name = (*read)[2].text(0, 4);
    const QHash<int, int> numbers = readColumns((*read)[0], shape);
    shape.rows = (*read)[2].number(0, 0);
    shape.blocks = (*read)[2].number(0, 1);
    if ((*read)[2].isTrue(0, 2))
        shape.paging = Shape::Paging::Blocks;
    if ((*read)[1].rowCount() > 0) {
        for (const QString &number : (*read)[1].text(0, 0).split(u','))
            shape.key.append(numbers.value(number.toInt(), -1));
        if (shape.key.contains(-1))
            shape.key.clear(); // no right to read a part of it
        else
            shape.paging = Shape::Paging::Key;
    }
    readLinks((*read)[3], shape);
    return shape;
}

} // namespace browse
