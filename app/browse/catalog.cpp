// SPDX-License-Identifier: MIT
#include "browse/catalog.h"

#include "browse/catalogbuilder.h"
#include "postgres/reader.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("browse", text);
}

/// What is the server's own inside (TOAST, temporary tables of sessions) is of no use to anybody.
constexpr auto shownAreas = "nspname <> 'pg_toast' AND nspname NOT LIKE 'pg\\_temp\\_%' AND "
                            "nspname NOT LIKE 'pg\\_toast\\_temp\\_%'"_L1;

/// Sizes are those of the last VACUUM, ANALYZE or CREATE INDEX: asking the disk for each table would take far too long.
constexpr auto areasSql =
    "WITH known AS (SELECT c.relnamespace, "
    "  sum(c.relpages::bigint + coalesce(t.relpages, 0)) * current_setting('block_size')::bigint AS bytes, "
    "  sum(greatest(c.reltuples, 0)) FILTER (WHERE c.relkind IN ('r', 'm')) AS rows, "
    "  bool_or(c.relpages > 0 OR c.reltuples > 0) AS told "
    " FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid "
    " WHERE c.relkind IN ('r', 'm', 'i') GROUP BY c.relnamespace) "
    "SELECT n.oid, n.nspname, pg_catalog.has_schema_privilege(n.oid, 'USAGE'), "
    " coalesce(pg_catalog.obj_description(n.oid, 'pg_namespace'), ''), "
    " CASE WHEN k.told THEN k.bytes ELSE -1 END, CASE WHEN k.told THEN k.rows::bigint ELSE -1 END "
    "FROM pg_catalog.pg_namespace n LEFT JOIN known k ON k.relnamespace = n.oid WHERE "_L1;

constexpr auto relationsSql =
    "SELECT c.oid, c.relnamespace, c.relkind, c.relname, CASE WHEN c.relpages > 0 OR c.reltuples > 0 "
    " THEN c.reltuples::bigint ELSE -1 END FROM pg_catalog.pg_class c "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND "_L1;

constexpr auto functionsSql =
    "SELECT p.oid, p.pronamespace, CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' "
    " END, p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')', -1 "
    "FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace "
    "WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND "_L1;

constexpr auto hasJournalSql =
    "SELECT count(*) = 2 AND coalesce(bool_and(pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND "
    "pg_catalog.has_table_privilege(c.oid, 'SELECT')), false) "
    "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = 'cutover' AND c.relname IN ('run', 'creator') AND c.relkind = 'r'"_L1;

/// The newest move of each schema comes last.
constexpr auto journalSql =
    "SELECT c.schema_name, c.creator, c.run_id, coalesce(c.source_path, ''), "
    "(extract(epoch FROM coalesce(r.finished, r.started)) * 1000)::bigint "
    "FROM cutover.creator c LEFT JOIN cutover.run r ON r.id = c.run_id WHERE c.state = 'committed' ORDER BY c.run_id"_L1;

constexpr auto factsSql =
    "SELECT c.oid, CASE WHEN c.relkind IN ('r', 'm', 'p') THEN pg_catalog.pg_total_relation_size(c.oid) ELSE -1 END, "
    " CASE WHEN c.relpages > 0 OR c.reltuples > 0 THEN c.reltuples::bigint ELSE -1 END, "
    " pg_catalog.has_table_privilege(c.oid, 'SELECT') OR pg_catalog.has_any_column_privilege(c.oid, 'SELECT'), "
    " coalesce(pg_catalog.obj_description(c.oid, 'pg_class'), '') "
    "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')"_L1;

} // namespace

QString Catalog::name(int number) const
{
    const int at = m_entries[size_t(number)].nameAt;
    return m_names.mid(at, m_names.indexOf(QChar::Null, at) - at);
}

int Catalog::areaOf(int number) const
{
    // Areas without relations begin where the next one does.
    auto after = std::upper_bound(m_areas.begin(), m_areas.end(), number,
                                  [](int wanted, const Area &area) { return wanted < area.first; });
    while (after != m_areas.begin() && std::prev(after)->count == 0)
        --after;
    return int(after - m_areas.begin()) - 1;
}

Relation Catalog::relation(int number) const
{
    const Entry &entry = m_entries[size_t(number)];
    return {.oid = entry.oid, .kind = entry.kind, .schema = m_areas[areaOf(number)].schema, .name = name(number)};
}

QList<int> Catalog::find(const QString &text) const
{
    QList<int> found;
    const QString wanted = folded(text);
    auto from = m_entries.begin();
    for (qsizetype at = m_folded.indexOf(wanted); at >= 0 && !wanted.isEmpty();) {
        from = std::prev(std::upper_bound(from, m_entries.end(), at,
                                          [](qsizetype place, const Entry &entry) { return place < entry.nameAt; }));
        found.append(int(from - m_entries.begin()));
        at = m_folded.indexOf(wanted, m_folded.indexOf(QChar::Null, at));
    }
    return found;
}

int Catalog::indexOf(const QString &schema) const
{
    const auto found =
        std::find_if(m_areas.begin(), m_areas.end(), [&schema](const Area &area) { return area.schema == schema; });
    return found == m_areas.end() ? -1 : int(found - m_areas.begin());
}

base::Result<Catalog> readCatalog(postgres::Reader &reader, const std::stop_token &stop)
{
    const QString doing = tr("reading what is in the database");
    const auto read = reader.readAll({{QString(areasSql + shownAreas), {}},
                                      {QString(relationsSql + shownAreas), {}},
                                      {QString(functionsSql + shownAreas), {}},
                                      {hasJournalSql, {}}},
                                     doing, stop);
    if (!read)
        return base::fail(read.error());
    postgres::TextRows journal;
    if ((*read)[3].isTrue(0, 0)) {
        const auto moves = reader.read({journalSql, {}}, doing, stop);
        if (!moves)
            return base::fail(moves.error());
        journal = *moves;
    }
    CatalogBuilder builder;
    builder.addAreas((*read)[0], journal);
    builder.addRelations((*read)[1]);
    builder.addRelations((*read)[2]);
    return builder.finish();
}

base::Result<QList<RelationFacts>> readRelationFacts(postgres::Reader &reader, const QString &schema,
                                                     const std::stop_token &stop)
{
    const auto rows = reader.read({factsSql, {{.text = schema.toUtf8()}}}, tr("reading the sizes of tables"), stop);
    if (!rows)
        return base::fail(rows.error());
    QList<RelationFacts> facts;
    for (int row = 0; row < rows->rowCount(); ++row) {
        facts.append({.oid = quint32(rows->number(row, 0)),
                      .bytes = rows->number(row, 1),
                      .rows = rows->number(row, 2),
                      .readable = rows->isTrue(row, 3),
                      .comment = rows->text(row, 4)});
    }
    return facts;
}

} // namespace browse
