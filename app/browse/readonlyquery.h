// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/singlestatement.h"

#include <QStringList>
#include <functional>
#include <optional>
#include <stop_token>

/// The SQL box: whatever is typed, it can look and nothing else. HACKING.md says why that holds.
namespace browse {

/// Whose rights a statement has, and whose it could have.
struct QueryRights
{
    QString user;
    bool superuser = false;
    /// A role that reads everything and can do nothing else, which this user may take on; empty if there is none. It
    /// keeps a superuser's statement from what no transaction undoes: files, programs, other sessions, and, before
    /// server version 16, sequences.
    QString readingRole;
    /// SQL that makes such a role for one schema; empty where there is one or none is needed.
    QString sqlForRole;
};

base::Result<QueryRights> readQueryRights(postgres::Reader &reader, const QString &schemaName);

struct QueryLimits
{
    qint64 rows = 1000;
    qint64 bytes = 64LL << 20;        ///< of all values together
    qsizetype valueBytes = 1LL << 20; ///< a longer value is cut, and says so
};

enum class ExplainKind {
    None,
    Estimated, ///< the server's plan; the statement does not run
    Measured   ///< the statement runs, its rows are thrown away
};

struct QueryRequest
{
    QString sql;
    QStringList searchPath; ///< schemas to look for bare names in; empty: as the server has it
    QString role;           ///< whose rights to take on for it (QueryRights::readingRole); empty: one's own
    ExplainKind explain = ExplainKind::None;
    QueryLimits limits;
};

struct QueryColumn
{
    QString name;
    QString type; ///< as format_type() prints it
};

struct QueryValue
{
    std::optional<QString> text; ///< none is NULL
    qint64 bytes = 0;            ///< of the whole value
    bool cut = false;
};

using QueryRow = QList<QueryValue>;

enum class QueryEnd { Complete, RowLimit, ByteLimit };

/// What came of it. Rows that came before an error or a stop are there.
struct QueryAnswer
{
    QList<QueryColumn> columns;
    QList<QueryRow> rows;
    QList<postgres::ServerNotice> notices;
    QueryEnd end = QueryEnd::Complete;
    qint64 firstRowMilliseconds = -1; ///< below 0: there was none
    qint64 milliseconds = 0;          ///< of the statement itself, with its rows' way to here
    std::optional<base::Error> error;
    qsizetype errorAt = -1; ///< where in the text (QString index) the server saw it; below 0 if it named no place
};

/// Called from the working thread with the answer as it grows: when the columns are known, then at most about ten
/// times a second. May be empty.
using QuerySink = std::function<void(const QList<QueryColumn> &, const QList<QueryRow> &newRows)>;

/// Runs one statement that gives rows back, inside a read-only transaction that is always rolled back. Error codes of
/// its own: no-rows (a statement that does something instead of showing something), would-write, has-parameters.
QueryAnswer runReadOnly(postgres::Reader &reader, const QueryRequest &request, const QuerySink &sink,
                        const std::stop_token &stop);

} // namespace browse
