// SPDX-License-Identifier: MIT
#include "browse/exportfile.h"
#include "browse/exportnames.h"
#include "browse/exportwork.h"
#include "browse/sqlitefile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <numeric>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

QString copySql(const QString &select)
{
    return u"COPY ("_s + select + u") TO STDOUT (FORMAT text, ENCODING 'UTF8')"_s;
}

/// The names that begin like this are SQLite's own.
QString tableName(const QString &name)
{
    return name.startsWith(u"sqlite_"_s, Qt::CaseInsensitive) ? QString(u'_' + name) : name;
}

QList<int> columnsOf(const ExportWork &work, const Shape &shape)
{
    if (!work.request.content.columns.isEmpty())
        return work.request.content.columns;
    QList<int> all(shape.columns.size());
    std::iota(all.begin(), all.end(), 0);
    return all;
}

base::Result<void> fillTable(ExportWork &work, SqliteFile &file, const RowsQuery &query)
{
    if (auto started = work.copy.start(copySql(selectOf(work, query))); !started)
        return started;
    CopyFields fields;
    while (true) {
        const auto line = work.copy.next();
        if (!line)
            return base::fail(line.error());
        if (line->isEmpty())
            return {};
        readCopyLine(*line, fields);
        if (auto added = file.add(fields); !added)
            return added;
        work.meter.addRow();
        work.meter.addBytes(line->size());
    }
}

base::Result<void> writeTable(ExportWork &work, SqliteFile &file, const Relation &relation, DistinctNames &names)
{
    const auto query = queryOf(work, relation);
    if (!query)
        return base::fail(query.error());
    const QList<int> columns = columnsOf(work, *query->shape);
    if (columns.isEmpty()) {
        work.remarks +=
            QCoreApplication::translate("browse", "%1 has no columns, so SQLite cannot hold it.").arg(relation.name);
        return {};
    }
    const QString name = names.take(tableName(relation.name));
    if (name != relation.name)
        work.remarks += QCoreApplication::translate("browse", "%1 is called %2 there, because SQLite does not allow "
                                                              "its name, or knows no difference of case.")
                            .arg(relation.name, name);
    if (auto made = file.makeTable(name, *query->shape, columns); !made)
        return made;
    return fillTable(work, file, *query);
}

base::Result<void> fillFile(ExportWork &work, const QList<Relation> &relations, const QString &path)
{
    const auto file = SqliteFile::open(path, work.request.path);
    if (!file)
        return base::fail(file.error());
    DistinctNames names;
    for (const Relation &relation : relations) {
        if (auto written = writeTable(work, **file, relation, names); !written)
            return written;
        work.meter.endTable();
    }
    return (*file)->finish();
}

} // namespace

base::Result<void> writeSqlite(ExportWork &work)
{
    const auto relations = relationsOf(work);
    if (!relations)
        return base::fail(relations.error());
    Unfinished file(work.request.path);
    if (auto filled = fillFile(work, *relations, file.name()); !filled)
        return filled;
    work.meter.setBytes(QFileInfo(file.name()).size());
    return file.moveToPlace();
}

} // namespace browse
