// SPDX-License-Identifier: MIT
#include "browse/structure.h"

#include "postgres/reader.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

constexpr quint32 oidType = 26;

const QString relationSql =
    u"SELECT n.nspname, c.relname, c.relkind, pg_catalog.quote_ident(n.nspname) || '.' || "
    u"pg_catalog.quote_ident(c.relname),"
    " pg_catalog.pg_get_userbyid(c.relowner), pg_catalog.obj_description(c.oid, 'pg_class'),"
    " CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid, true) END,"
    " CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END,"
    " (SELECT pg_catalog.quote_ident(bn.nspname) || '.' || pg_catalog.quote_ident(b.relname)"
    "  FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class b ON b.oid = i.inhparent"
    "  JOIN pg_catalog.pg_namespace bn ON bn.oid = b.relnamespace WHERE i.inhrelid = c.oid AND c.relispartition),"
    " pg_catalog.pg_get_expr(c.relpartbound, c.oid),"
    " (SELECT 'START WITH ' || s.seqstart || ' INCREMENT BY ' || s.seqincrement || ' MINVALUE ' || s.seqmin ||"
    "  ' MAXVALUE ' || s.seqmax || ' CACHE ' || s.seqcache || CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END"
    "  FROM pg_catalog.pg_sequence s WHERE s.seqrelid = c.oid)"
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = $1"_s;

const QString columnsSql =
    u"SELECT a.attname, pg_catalog.quote_ident(a.attname), pg_catalog.format_type(a.atttypid, a.atttypmod), "
    u"a.attnotnull,"
    " pg_catalog.pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated <> '',"
    " CASE WHEN a.attcollation <> t.typcollation THEN (SELECT pg_catalog.quote_ident(cn.nspname) || '.' ||"
    "  pg_catalog.quote_ident(l.collname) FROM pg_catalog.pg_collation l JOIN pg_catalog.pg_namespace cn"
    "  ON cn.oid = l.collnamespace WHERE l.oid = a.attcollation) END,"
    " pg_catalog.col_description(a.attrelid, a.attnum),"
    " EXISTS (SELECT FROM pg_catalog.pg_index x WHERE x.indrelid = a.attrelid AND x.indisprimary AND a.attnum = ANY "
    "(x.indkey))"
    " FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
    " LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
    " WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum"_s;

/// Names of the columns that `numbers` of a constraint k names in `relation`.
QString columnNames(const QString &relation, const QString &numbers)
{
    return u"(SELECT pg_catalog.json_agg(a.attname ORDER BY u.place) FROM pg_catalog.unnest(k.%2) WITH ORDINALITY"
           " AS u(number, place) JOIN pg_catalog.pg_attribute a ON a.attrelid = k.%1 AND a.attnum = u.number)"_s.arg(
               relation, numbers);
}

QString constraintsSql()
{
    return u"SELECT k.conname, pg_catalog.quote_ident(k.conname), k.contype, "_s +
           columnNames(u"conrelid"_s, u"conkey"_s) +
           u", pg_catalog.pg_get_constraintdef(k.oid, true), k.convalidated, k.condeferrable, n.nspname, f.relname, f.oid, "_s +
           columnNames(u"confrelid"_s, u"confkey"_s) +
           u", pg_catalog.obj_description(k.oid, 'pg_constraint') FROM pg_catalog.pg_constraint k"
           " LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid LEFT JOIN pg_catalog.pg_namespace n"
           " ON n.oid = f.relnamespace WHERE k.conrelid = $1 AND k.contype IN ('p', 'u', 'f', 'c', 'x')"
           " ORDER BY pg_catalog.strpos('pufcx', k.contype::text), k.conname"_s;
}

QString incomingSql()
{
    return u"SELECT k.conname, n.nspname, c.relname, c.oid, "_s + columnNames(u"conrelid"_s, u"conkey"_s) + u", "_s +
           columnNames(u"confrelid"_s, u"confkey"_s) +
           u" FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid"
           " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE k.confrelid = $1 AND k.contype = 'f'"
           " AND k.conparentid = 0 ORDER BY n.nspname, c.relname, k.conname"_s;
}

const QString indexesSql =
    u"SELECT i.relname, x.indisprimary, x.indisunique, x.indisvalid, EXISTS (SELECT FROM pg_catalog.pg_constraint k"
    "  WHERE k.conindid = x.indexrelid AND k.conrelid = x.indrelid AND k.contype IN ('p', 'u', 'x')), m.amname,"
    " (SELECT pg_catalog.json_agg(pg_catalog.pg_get_indexdef(x.indexrelid, g, true) ORDER BY g)"
    "  FROM pg_catalog.generate_series(1, x.indnkeyatts::int) g),"
    " pg_catalog.pg_get_expr(x.indpred, x.indrelid), pg_catalog.pg_get_indexdef(x.indexrelid),"
    " pg_catalog.pg_relation_size(x.indexrelid), s.idx_scan"
    " FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid"
    " JOIN pg_catalog.pg_am m ON m.oid = i.relam LEFT JOIN pg_catalog.pg_stat_all_indexes s ON s.indexrelid = "
    "x.indexrelid"
    " WHERE x.indrelid = $1 ORDER BY x.indisprimary DESC, i.relname"_s;

const QString triggersSql =
    u"SELECT tgname, pg_catalog.pg_get_triggerdef(oid, true), tgenabled <> 'D' FROM pg_catalog.pg_trigger"
    " WHERE tgrelid = $1 AND NOT tgisinternal ORDER BY tgname"_s;

const QString functionSql =
    u"SELECT n.nspname, p.proname, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname),"
    " pg_catalog.pg_get_userbyid(p.proowner), pg_catalog.obj_description(p.oid, 'pg_proc'),"
    " CASE WHEN p.prokind <> 'a' THEN pg_catalog.pg_get_functiondef(p.oid) END"
    " FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = $1"_s;

QStringList listOf(const postgres::TextRows &rows, int row, int column)
{
    QStringList list;
    const QJsonArray values = QJsonDocument::fromJson(rows.bytes(row, column).toByteArray()).array();
    for (const auto &value : values)
        list += value.toString();
    return list;
}

Identity identityOf(const QString &letter)
{
    return letter == u"a" ? Identity::Always : letter == u"d" ? Identity::ByDefault : Identity::None;
}

ConstraintKind kindOf(const QString &letter)
{
    switch (letter.isEmpty() ? 'c' : letter.front().toLatin1()) {
    case 'p':
        return ConstraintKind::PrimaryKey;
    case 'u':
        return ConstraintKind::Unique;
    case 'f':
        return ConstraintKind::ForeignKey;
    case 'x':
        return ConstraintKind::Exclusion;
    default:
        return ConstraintKind::Check;
    }
}

void takeRelation(Structure &structure, const postgres::TextRows &rows)
{
    structure.relation.schema = rows.text(0, 0);
    structure.relation.name = rows.text(0, 1);
    structure.sqlName = rows.text(0, 3);
    structure.owner = rows.text(0, 4);
    structure.comment = rows.text(0, 5);
    structure.definition = rows.text(0, 6);
    structure.partitionKey = rows.text(0, 7);
    structure.partitionOf = rows.text(0, 8);
    structure.partitionBound = rows.text(0, 9);
    if (structure.relation.kind == RelationKind::Sequence)
        structure.definition = u"CREATE SEQUENCE %1 %2;\n"_s.arg(structure.sqlName, rows.text(0, 10));
}

void takeColumns(Structure &structure, const postgres::TextRows &rows)
{
    for (int row = 0; row < rows.rowCount(); ++row)
        structure.columns.append({.name = rows.text(row, 0),
                                  .sqlName = rows.text(row, 1),
                                  .type = rows.text(row, 2),
                                  .notNull = rows.isTrue(row, 3),
                                  .defaultSql = rows.text(row, 4),
                                  .identity = identityOf(rows.text(row, 5)),
                                  .generated = rows.isTrue(row, 6),
                                  .collation = rows.text(row, 7),
                                  .comment = rows.text(row, 8),
                                  .inPrimaryKey = rows.isTrue(row, 9)});
}

void takeConstraints(Structure &structure, const postgres::TextRows &rows)
{
    for (int row = 0; row < rows.rowCount(); ++row)
        structure.constraints.append({.name = rows.text(row, 0),
                                      .sqlName = rows.text(row, 1),
                                      .kind = kindOf(rows.text(row, 2)),
                                      .columns = listOf(rows, row, 3),
                                      .definition = rows.text(row, 4),
                                      .validated = rows.isTrue(row, 5),
                                      .deferrable = rows.isTrue(row, 6),
                                      .parentSchema = rows.text(row, 7),
                                      .parentTable = rows.text(row, 8),
                                      .parentOid = quint32(rows.number(row, 9)),
                                      .parentColumns = listOf(rows, row, 10),
                                      .comment = rows.text(row, 11)});
}

void takeIncoming(Structure &structure, const postgres::TextRows &rows)
{
    for (int row = 0; row < rows.rowCount(); ++row)
        structure.incoming.append({rows.text(row, 0), rows.text(row, 1), rows.text(row, 2),
                                   quint32(rows.number(row, 3)), listOf(rows, row, 4), listOf(rows, row, 5)});
}

void takeIndexes(Structure &structure, const postgres::TextRows &rows)
{
    for (int row = 0; row < rows.rowCount(); ++row)
        structure.indexes.append({.name = rows.text(row, 0),
                                  .primary = rows.isTrue(row, 1),
                                  .unique = rows.isTrue(row, 2),
                                  .valid = rows.isTrue(row, 3),
                                  .ofConstraint = rows.isTrue(row, 4),
                                  .method = rows.text(row, 5),
                                  .parts = listOf(rows, row, 6),
                                  .where = rows.text(row, 7),
                                  .definition = rows.text(row, 8),
                                  .bytes = rows.number(row, 9),
                                  .uses = rows.isNull(row, 10) ? -1 : rows.number(row, 10)});
}

void takeTriggers(Structure &structure, const postgres::TextRows &rows)
{
    for (int row = 0; row < rows.rowCount(); ++row)
        structure.triggers.append({rows.text(row, 0), rows.text(row, 1), rows.isTrue(row, 2)});
}

base::Error goneError(const Relation &relation)
{
    return {u"objects-gone"_s,
            QCoreApplication::translate("browse", "%1 is not there any more. Somebody has removed it, or made it anew, "
                                                  "since the list was read. Read the list again.")
                .arg(relation.name),
            {}};
}

base::Result<Structure> readFunction(postgres::Reader &reader, const Relation &relation, const QString &doing,
                                     const postgres::Argument &oid, const std::stop_token &stop)
{
    const auto rows = reader.read({functionSql, {oid}}, doing, stop);
    if (!rows)
        return base::fail(rows.error());
    if (rows->rowCount() == 0)
        return base::fail(goneError(relation));
    Structure structure{.relation = relation};
    structure.sqlName = rows->text(0, 2);
    structure.owner = rows->text(0, 3);
    structure.comment = rows->text(0, 4);
    structure.definition = rows->text(0, 5);
    return structure;
}

} // namespace

base::Result<Structure> readStructure(postgres::Reader &reader, const Relation &relation, const std::stop_token &stop)
{
    const QString doing = QCoreApplication::translate("browse", "reading what %1 is made of").arg(relation.name);
    const postgres::Argument oid{oidType, QByteArray::number(relation.oid)};
    if (!hasRows(relation.kind))
        return readFunction(reader, relation, doing, oid, stop);
    const auto answers = reader.readAll({{relationSql, {oid}},
                                         {columnsSql, {oid}},
                                         {constraintsSql(), {oid}},
                                         {incomingSql(), {oid}},
                                         {indexesSql, {oid}},
                                         {triggersSql, {oid}}},
                                        doing, stop);
    if (!answers)
        return base::fail(answers.error());
    if (answers->first().rowCount() == 0)
        return base::fail(goneError(relation));
    Structure structure{.relation = relation};
    takeRelation(structure, answers->at(0));
    takeColumns(structure, answers->at(1));
    takeConstraints(structure, answers->at(2));
    takeIncoming(structure, answers->at(3));
    takeIndexes(structure, answers->at(4));
    takeTriggers(structure, answers->at(5));
    return structure;
}

} // namespace browse
