// SPDX-License-Identifier: MIT
#include "browse/facts.h"

#include "postgres/reader.h"
#include "schema/identifier.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

constexpr quint32 oidType = 26;
constexpr quint32 nameType = 19;

/// The tables in question: $1 a schema or NULL, $2 a table or 0.
const QString chosen =
    u"WITH chosen AS (SELECT c.oid, n.nspname, c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
    " ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm', 'p') AND c.relpersistence <> 't'"
    " AND ($2 = 0 OR c.oid = $2) AND (n.nspname = $1 OR $1 IS NULL AND n.nspname !~ '^pg_'"
    " AND n.nspname <> 'information_schema')) "_s;

QString sumsSql()
{
    return chosen +
           u"SELECT count(*), sum(pg_catalog.pg_total_relation_size(t.oid)), sum(s.n_live_tup), sum(s.n_dead_tup),"
           " sum(i.heap_blks_hit + coalesce(i.idx_blks_hit, 0)), sum(i.heap_blks_read + coalesce(i.idx_blks_read, 0))"
           " FROM chosen t LEFT JOIN pg_catalog.pg_stat_all_tables s ON s.relid = t.oid"
           " LEFT JOIN pg_catalog.pg_statio_all_tables i ON i.relid = t.oid"_s;
}

QString largestSql()
{
    return chosen + u"SELECT t.oid, t.nspname, t.relname, pg_catalog.pg_total_relation_size(t.oid),"
                    " pg_catalog.pg_indexes_size(t.oid), s.n_live_tup, s.n_dead_tup,"
                    " extract(epoch FROM greatest(s.last_vacuum, s.last_autovacuum))::bigint,"
                    " extract(epoch FROM greatest(s.last_analyze, s.last_autoanalyze))::bigint, s.seq_scan, s.idx_scan"
                    " FROM chosen t LEFT JOIN pg_catalog.pg_stat_all_tables s ON s.relid = t.oid"
                    " ORDER BY 4 DESC, t.nspname, t.relname LIMIT 15"_s;
}

const QString serverSql =
    u"SELECT CASE WHEN pg_catalog.has_database_privilege(current_database(), 'CONNECT')"
    " THEN pg_catalog.pg_database_size(current_database()) END,"
    " (SELECT sum(numbackends) FROM pg_catalog.pg_stat_database),"
    " (SELECT numbackends FROM pg_catalog.pg_stat_database WHERE datname = current_database()),"
    " current_setting('max_connections'), current_setting('server_version'),"
    " extract(epoch FROM pg_catalog.pg_postmaster_start_time())::bigint,"
    " CASE WHEN $1 IS NOT NULL THEN (SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
    "  ON n.oid = c.relnamespace JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'version_num'"
    "  WHERE n.nspname = $1 AND c.relname = 'alembic_version'"
    "  AND pg_catalog.has_table_privilege(c.oid, 'SELECT')) END"_s;

const QString extensionsSql =
    u"SELECT e.extname, e.extversion, n.nspname, pg_catalog.obj_description(e.oid, 'pg_extension')"
    " FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace ORDER BY e.extname"_s;

qint64 numberOr(const postgres::TextRows &rows, int row, int column, qint64 otherwise)
{
    return rows.isNull(row, column) ? otherwise : rows.number(row, column);
}

QDateTime momentOf(const postgres::TextRows &rows, int row, int column)
{
    return rows.isNull(row, column) ? QDateTime() : QDateTime::fromSecsSinceEpoch(rows.number(row, column));
}

void takeSums(Facts &facts, const postgres::TextRows &rows)
{
    facts.tables = rows.number(0, 0);
    facts.bytes = rows.number(0, 1);
    facts.liveRows = rows.number(0, 2);
    facts.deadRows = rows.number(0, 3);
    facts.cacheHits = rows.number(0, 4);
    facts.cacheReads = rows.number(0, 5);
}

void takeLargest(Facts &facts, const postgres::TextRows &rows)
{
    for (int row = 0; row < rows.rowCount(); ++row)
        facts.largest.append({.oid = quint32(rows.number(row, 0)),
                              .schema = rows.text(row, 1),
                              .name = rows.text(row, 2),
                              .bytes = rows.number(row, 3),
                              .indexBytes = rows.number(row, 4),
                              .liveRows = numberOr(rows, row, 5, -1),
                              .deadRows = numberOr(rows, row, 6, -1),
                              .vacuumed = momentOf(rows, row, 7),
                              .analyzed = momentOf(rows, row, 8),
                              .scans = rows.number(row, 9),
                              .indexScans = rows.number(row, 10)});
}

void takeServer(Facts &facts, const postgres::TextRows &rows)
{
    facts.databaseBytes = numberOr(rows, 0, 0, -1);
    facts.connections = rows.number(0, 1);
    facts.ownConnections = rows.number(0, 2);
    facts.maxConnections = rows.number(0, 3);
    facts.serverVersion = rows.text(0, 4).section(u' ', 0, 0);
    facts.serverStarted = momentOf(rows, 0, 5);
}

} // namespace

base::Result<Facts> readFacts(postgres::Reader &reader, const QString &schema, quint32 oid, const std::stop_token &stop)
{
    const QString doing = QCoreApplication::translate("browse", "reading sizes and counts");
    const postgres::Argument schemaName{nameType, schema.isEmpty() ? std::nullopt : std::optional(schema.toUtf8())};
    const postgres::Argument table{oidType, QByteArray::number(oid)};
    const auto answers = reader.readAll({{sumsSql(), {schemaName, table}},
                                         {largestSql(), {schemaName, table}},
                                         {serverSql, {schemaName}},
                                         {extensionsSql, {}}},
                                        doing, stop);
    if (!answers)
        return base::fail(answers.error());
    Facts facts;
    takeSums(facts, answers->at(0));
    if (oid != 0 && facts.tables == 0)
        return base::fail(u"objects-gone"_s,
                          QCoreApplication::translate("browse",
                                                      "This table is not there any more. Somebody has removed it, or "
                                                      "made it anew, since the list was read. Read the list again."));
    takeLargest(facts, answers->at(1));
    takeServer(facts, answers->at(2));
    const postgres::TextRows &extensions = answers->at(3);
    for (int row = 0; row < extensions.rowCount(); ++row)
        facts.extensions.append(
            {extensions.text(row, 0), extensions.text(row, 1), extensions.text(row, 2), extensions.text(row, 3)});
    if (answers->at(2).isNull(0, 6))
        return facts;
    const auto versions = reader.read(
        {u"SELECT version_num::text FROM "_s + schema::qualified(schema, u"alembic_version"_s) + u" LIMIT 20"_s, {}},
        doing, stop);
    if (!versions)
        return base::fail(versions.error());
    for (int row = 0; row < versions->rowCount(); ++row)
        facts.alembicVersions += versions->text(row, 0);
    return facts;
}

} // namespace browse
