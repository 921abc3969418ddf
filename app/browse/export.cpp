// SPDX-License-Identifier: MIT
#include "browse/export.h"

#include "browse/exportwork.h"
#include "browse/rowsql.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

/// What holds rows of its own: neither views nor single partitions, whose rows are in the whole table.
constexpr auto tablesSql =
    "SELECT c.oid, c.relkind, n.nspname, c.relname FROM pg_catalog.pg_class c "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'f', 'm') AND c.relispopulated AND NOT c.relispartition "
    "ORDER BY c.relname"_L1;

RelationKind kindOf(const QString &letter)
{
    return letter == u"p"   ? RelationKind::PartitionedTable
           : letter == u"f" ? RelationKind::ForeignTable
           : letter == u"m" ? RelationKind::MaterializedView
                            : RelationKind::Table;
}

base::Error nothingToExport(const QString &schema)
{
    return {u"nothing-to-export"_s,
            QCoreApplication::translate("browse", "There is no table in %1 that could be exported.").arg(schema),
            {}};
}

} // namespace

bool canExport(const ExportContent &content, ExportFormat format)
{
    if (content.isSchema())
        return !content.schema.isEmpty();
    if (!hasRows(content.relation.kind))
        return false;
    if (format != ExportFormat::Sql)
        return true;
    const RelationKind kind = content.relation.kind;
    return (kind == RelationKind::Table || kind == RelationKind::PartitionedTable) && content.rows.filters.isEmpty() &&
           !content.only && content.columns.isEmpty();
}

bool makesFolder(const ExportContent &content, ExportFormat format)
{
    return content.isSchema() && (format == ExportFormat::Csv || format == ExportFormat::JsonLines);
}

base::Result<QList<Relation>> relationsOf(ExportWork &work)
{
    const ExportContent &content = work.request.content;
    if (!content.isSchema())
        return QList<Relation>{content.relation};
    const auto rows = work.reader.read(
        {tablesSql, {{.type = 19, .text = content.schema.toUtf8()}}},
        QCoreApplication::translate("browse", "reading the tables of %1").arg(content.schema), work.stop);
    if (!rows)
        return base::fail(rows.error());
    QList<Relation> relations;
    for (int row = 0; row < rows->rowCount(); ++row)
        relations.append({.oid = quint32(rows->number(row, 0)),
                          .kind = kindOf(rows->text(row, 1)),
                          .schema = rows->text(row, 2),
                          .name = rows->text(row, 3)});
    if (relations.isEmpty())
        return base::fail(nothingToExport(content.schema));
    work.meter.setTables(relations.size());
    return relations;
}

base::Result<RowsQuery> queryOf(ExportWork &work, const Relation &relation)
{
    work.meter.beginTable(work.request.content.isSchema() ? relation.name : QString());
    if (work.request.content.rows.shape)
        return work.request.content.rows;
    const auto shape = readShape(work.reader, relation, work.stop);
    if (!shape)
        return base::fail(shape.error());
    return RowsQuery{.shape = std::make_shared<const Shape>(*shape), .filters = {}, .sorting = {}};
}

QString selectOf(const ExportWork &work, const RowsQuery &query)
{
    const ExportContent &content = work.request.content;
    // The tables that inherit from one are in the schema, too.
    const bool alone = content.isSchema() && query.shape->relation.kind == RelationKind::Table;
    return RowSql(query, RowSql::Values::Literals)
        .whole(content.columns, content.only, alone ? RowSql::Heirs::Without : RowSql::Heirs::With);
}

base::Result<ExportOutcome> exportTo(const postgres::Settings &settings, const ExportRequest &request,
                                     const ExportSink &sink, const std::stop_token &stop)
{
    if (!canExport(request.content, request.format))
        return base::fail(nothingToExport(request.content.relation.name));
    auto reader = postgres::Reader::open(settings, u"cutover-export"_s, stop);
    if (!reader)
        return base::fail(reader.error());
    postgres::CopyOut copy(*reader, QCoreApplication::translate("browse", "reading the rows to export"), stop);
    if (const auto begun = copy.begin(); !begun)
        return base::fail(begun.error());
    ExportMeter meter(sink);
    ExportWork work{*reader, copy, request, meter, stop, {}};
    const auto written = request.format == ExportFormat::Sql      ? writeDump(work, settings)
                         : request.format == ExportFormat::Sqlite ? writeSqlite(work)
                                                                  : writeText(work);
    if (stop.stop_requested() && !written)
        return base::failStopped();
    if (!written)
        return base::fail(written.error());
    return ExportOutcome{meter.progress(), work.remarks};
}

} // namespace browse
