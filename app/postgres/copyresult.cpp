// SPDX-License-Identifier: MIT
#include "postgres/copyresult.h"

#include <libpq-fe.h>

namespace postgres {

void CopyResultCloser::operator()(pg_result *result) const
{
    PQclear(result);
}

base::Error copyError(const Connection &connection, const pg_result *result, const QString &doing)
{
    const char *const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    QString sqlState = QString::fromLatin1(state ? state : "");
    if (sqlState.isEmpty() && PQstatus(connection.handle()) == CONNECTION_BAD)
        sqlState = QStringLiteral("08006"); // libpq's own words carry no SQLSTATE
    const char *const text = result ? PQresultErrorMessage(result) : PQerrorMessage(connection.handle());
    return sqlError(doing, sqlState, QString::fromUtf8(text).trimmed());
}

void drainResults(const Connection &connection)
{
    PGconn *const handle = connection.handle();
    while (const CopyResult result{PQgetResult(handle)}) {
        if (PQresultStatus(result.get()) == PGRES_COPY_IN)
            PQputCopyEnd(handle, "not wanted");
        if (PQstatus(handle) == CONNECTION_BAD)
            break;
    }
}

} // namespace postgres
