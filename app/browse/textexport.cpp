// SPDX-License-Identifier: MIT
#include "browse/exportfile.h"
#include "browse/exportnames.h"
#include "browse/exportwork.h"
#include "schema/identifier.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

bool hasHeader(const ExportRequest &request)
{
    return request.format == ExportFormat::Csv && request.csv.header;
}

/// JSON has no control characters of its own, so with these as quote and separator nothing in a line is changed.
QString copySql(const ExportRequest &request, const QString &select)
{
    if (request.format == ExportFormat::JsonLines)
        return u"COPY (SELECT pg_catalog.row_to_json(r) FROM ("_s + select +
               u") AS r) TO STDOUT (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02', ENCODING 'UTF8')"_s;
    return u"COPY ("_s + select + u") TO STDOUT (FORMAT csv, HEADER "_s +
           (hasHeader(request) ? u"true"_s : u"false"_s) + u", DELIMITER "_s +
           schema::quoteLiteral(request.csv.separator) + u", ENCODING 'UTF8')"_s;
}

/// libpq hands over one row at a time.
base::Result<void> writeFile(ExportWork &work, const RowsQuery &query, const QString &path)
{
    ExportFile file(path, work.meter);
    if (auto opened = file.open(); !opened)
        return opened;
    if (auto started = work.copy.start(copySql(work.request, selectOf(work, query))); !started)
        return started;
    bool isHeader = hasHeader(work.request);
    while (true) {
        const auto line = work.copy.next();
        if (!line)
            return base::fail(line.error());
        if (line->isEmpty())
            return file.finish();
        if (!std::exchange(isHeader, false))
            work.meter.addRow();
        if (auto written = file.write(*line); !written)
            return written;
    }
}

base::Result<void> writeFolder(ExportWork &work, const QList<Relation> &relations)
{
    const QFileInfo place(work.request.path);
    if (place.exists() && !(place.isDir() && QDir(place.filePath()).isEmpty()))
        return base::fail(u"exists"_s, QCoreApplication::translate(
                                           "browse", "%1 is there already, and is no empty folder. What is in it stays "
                                                     "as it is: choose another name.")
                                           .arg(work.request.path));
    Unfinished folder(work.request.path);
    if (auto made = folder.makeFolder(); !made)
        return made;
    DistinctNames names;
    const QString ending = work.request.format == ExportFormat::Csv ? u".csv"_s : u".jsonl"_s;
    for (const Relation &relation : relations) {
        const auto query = queryOf(work, relation);
        if (!query)
            return base::fail(query.error());
        const QString path = folder.name() + u'/' + names.take(safeFileName(relation.name)) + ending;
        if (auto written = writeFile(work, *query, path); !written)
            return written;
        work.meter.endTable();
    }
    return folder.moveToPlace();
}

} // namespace

base::Result<void> writeText(ExportWork &work)
{
    const auto relations = relationsOf(work);
    if (!relations)
        return base::fail(relations.error());
    if (work.request.content.isSchema())
        return writeFolder(work, *relations);
    const auto query = queryOf(work, relations->first());
    return query ? writeFile(work, *query, work.request.path) : base::Result<void>(base::fail(query.error()));
}

} // namespace browse
