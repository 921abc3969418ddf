// SPDX-License-Identifier: MIT
#include "postgres/reader.h"

#include "postgres/cancellation.h"
#include "postgres/connection.h"
#include "postgres/diagnosis.h"
#include "postgres/parameters.h"

#include <libpq-fe.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

/// Local to the transaction that everything in one message is.
constexpr const char *transactionSettings =
    "SELECT pg_catalog.set_config(name, value, true) FROM (VALUES ('transaction_read_only', 'on'),"
    " ('datestyle', 'ISO, YMD'), ('intervalstyle', 'postgres'), ('timezone', 'UTC'), ('extra_float_digits', '3'),"
    " ('bytea_output', 'hex'), ('statement_timeout', '0'), ('lock_timeout', '10s')) AS s(name, value)";

std::shared_ptr<pg_result> owned(pg_result *result)
{
    return {result, &PQclear};
}

void ignoreNotice(void *, const PGresult *)
{
}

} // namespace

int TextRows::rowCount() const
{
    return PQntuples(m_result.get());
}

int TextRows::columnCount() const
{
    return PQnfields(m_result.get());
}

bool TextRows::isNull(int row, int column) const
{
    return PQgetisnull(m_result.get(), row, column) == 1;
}

QByteArrayView TextRows::bytes(int row, int column) const
{
    return {PQgetvalue(m_result.get(), row, column), PQgetlength(m_result.get(), row, column)};
}

QString TextRows::text(int row, int column) const
{
    return QString::fromUtf8(bytes(row, column));
}

qint64 TextRows::number(int row, int column) const
{
    return bytes(row, column).toByteArray().toLongLong();
}

bool TextRows::isTrue(int row, int column) const
{
    return bytes(row, column) == QByteArrayView("t");
}

QString TextRows::columnName(int column) const
{
    return QString::fromUtf8(PQfname(m_result.get(), column));
}

quint32 TextRows::columnType(int column) const
{
    return PQftype(m_result.get(), column);
}

qint64 TextRows::memory() const
{
    return qint64(PQresultMemorySize(m_result.get()));
}

base::Result<Reader> Reader::open(const Settings &settings, const QString &applicationName, const std::stop_token &stop)
{
    if (const auto usable = checkSettings(settings); !usable)
        return base::fail(usable.error());
    const std::chrono::seconds limit(connectTimeoutSeconds(settings));
    OpenAttempt opened = openAttempt(settings, applicationName, limit, stop);
    if (opened.attempt.end == Attempt::End::Stopped)
        return base::failStopped();
    if (opened.attempt.end != Attempt::End::Connected)
        return base::fail(explain(settings, opened.attempt));
    PQsetNoticeReceiver(opened.connection.get(), ignoreNotice, nullptr);
    return Reader(std::move(opened.connection));
}

bool Reader::send(const Statement &statement)
{
    std::vector<Oid> types;
    std::vector<const char *> values;
    for (const Argument &argument : statement.arguments) {
        types.push_back(argument.type);
        values.push_back(argument.text ? argument.text->constData() : nullptr);
    }
    return PQsendQueryParams(m_connection.get(), statement.sql.toUtf8().constData(), int(values.size()), types.data(),
                             values.data(), nullptr, nullptr, 0) == 1;
}

base::Error Reader::lastError(const QString &doing, const pg_result *result) const
{
    const char *const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    QString sqlState = QString::fromLatin1(state != nullptr ? state : "");
    if (sqlState.isEmpty())
        sqlState = alive() ? u"XX000"_s : u"08006"_s; // libpq's own words carry none
    const char *const words = result != nullptr ? PQresultErrorMessage(result) : PQerrorMessage(m_connection.get());
    return sqlError(doing, sqlState, QString::fromUtf8(words).trimmed());
}

/// The answers of `count` statements up to the end of their transaction; the first error counts.
base::Result<QList<TextRows>> Reader::collect(qsizetype count, const QString &doing)
{
    QList<TextRows> rows;
    std::optional<base::Error> error;
    int nothing = 0;
    for (bool atEnd = false; !atEnd;) {
        const std::shared_ptr<pg_result> result = owned(PQgetResult(m_connection.get()));
        if (!result && alive() && ++nothing == 1)
            continue; // between two statements
        nothing = 0;
        switch (PQresultStatus(result.get())) {
        case PGRES_PIPELINE_SYNC:
            atEnd = true;
            break;
        case PGRES_TUPLES_OK:
        case PGRES_COMMAND_OK:
        case PGRES_EMPTY_QUERY:
            rows.append(TextRows(result));
            break;
        case PGRES_PIPELINE_ABORTED:
            break;
        default:
            if (!error)
                error = lastError(doing, result.get());
            atEnd = !alive();
        }
    }
    if (!error && rows.size() != count)
        error = sqlError(doing, u"XX000"_s, {});
    return error ? base::Result<QList<TextRows>>(base::fail(*error)) : base::Result<QList<TextRows>>(rows);
}

base::Result<QList<TextRows>> Reader::readAll(const QList<Statement> &statements, const QString &doing,
                                              const std::stop_token &stop)
{
    if (stop.stop_requested())
        return base::failStopped();
    if (PQenterPipelineMode(m_connection.get()) != 1)
        return base::fail(lastError(doing, nullptr));
    const auto cancel = cancelOnStop(m_connection.get(), stop);
    bool sent = send({QString::fromLatin1(transactionSettings), {}});
    for (const Statement &statement : statements)
        sent = sent && send(statement);
    if (!sent || PQpipelineSync(m_connection.get()) != 1)
        return base::fail(lastError(doing, nullptr));
    auto rows = collect(statements.size() + 1, doing);
    PQexitPipelineMode(m_connection.get());
    if (stop.stop_requested()) {
        m_stopped = true;
        if (!rows)
            return base::failStopped();
    }
    if (rows)
        rows->removeFirst();
    return rows;
}

base::Result<TextRows> Reader::read(const Statement &statement, const QString &doing, const std::stop_token &stop)
{
    auto rows = readAll({statement}, doing, stop);
    if (!rows)
        return base::fail(rows.error());
    return rows->first();
}

base::Result<QStringList> Reader::exchange(const QString &sql, const QString &doing)
{
    const std::shared_ptr<pg_result> result = owned(PQexec(m_connection.get(), sql.toUtf8().constData()));
    const TextRows rows(result);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return base::fail(lastError(doing, result.get()));
    QStringList texts;
    for (int column = 0; rows.rowCount() > 0 && column < rows.columnCount(); ++column)
        texts += rows.text(0, column);
    return texts;
}

bool Reader::alive() const
{
    return PQstatus(m_connection.get()) == CONNECTION_OK;
}

int Reader::serverVersion() const
{
    return PQserverVersion(m_connection.get());
}

} // namespace postgres
