// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "browse/rows.h"

#include <QString>
#include <functional>
#include <stop_token>

namespace postgres {
struct Settings;
} // namespace postgres

namespace browse {

enum class ExportFormat : quint8 {
    Csv,       ///< NULL is nothing between the separators, an empty text is ""
    JsonLines, ///< one object for each row
    Sql,       ///< what PostgreSQL's own pg_dump writes
    Sqlite     ///< one database file with plain tables
};

/// What is written: all tables of a schema, or the rows of one relation.
struct ExportContent
{
    QString schema;                    ///< all of it, where there is no relation
    Relation relation;                 ///< else this one
    RowsQuery rows;                    ///< what of it; without a shape: everything
    std::optional<QList<Anchor>> only; ///< these rows of it, from Page::anchorOf()
    QList<int> columns;                ///< these columns; empty: all

    [[nodiscard]] bool isSchema() const { return relation.oid == 0; }
};

struct CsvStyle
{
    QChar separator = u',';
    bool header = true; ///< a first line with the columns' names
};

struct ExportRequest
{
    ExportContent content;
    ExportFormat format = ExportFormat::Csv;
    /// A file; a schema as CSV or JSON Lines: a folder with a file for each table.
    QString path;
    CsvStyle csv;
};

struct ExportProgress
{
    qint64 rows = 0; ///< −1 where nobody counts them (pg_dump)
    qint64 bytes = 0;
    QString table; ///< being written; empty for one
    int tablesDone = 0;
    int tables = 0; ///< 0 while unknown
};

struct ExportOutcome
{
    ExportProgress written;
    QStringList remarks; ///< whole sentences: what has another name there, or was left out
};

/// Called from the working thread, at most about ten times a second. May be empty.
using ExportSink = std::function<void(const ExportProgress &)>;

/// Whether there is such a thing: pg_dump knows no rows, only tables and schemas.
[[nodiscard]] bool canExport(const ExportContent &content, ExportFormat format);
[[nodiscard]] bool makesFolder(const ExportContent &content, ExportFormat format);

/// Everything of one moment, over a connection of its own. It is written under another name beside `path`, and gets its
/// place when it is whole and on the disk: a file that was there stays until then; of a failure or a stop nothing is
/// left. Codes of its own: file (it cannot be written), no-permission, no-space, exists (a folder with something in
/// it), nothing-to-export, no-program and program-too-old (pg_dump), dump-failed.
base::Result<ExportOutcome> exportTo(const postgres::Settings &settings, const ExportRequest &request,
                                     const ExportSink &sink = {}, const std::stop_token &stop = {});

} // namespace browse
