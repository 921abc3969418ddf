// SPDX-License-Identifier: MIT
#include "postgres/singlestatement.h"

#include "postgres/cancellation.h"
#include "postgres/connection.h"

#include <QCoreApplication>
#include <array>
#include <libpq-fe.h>
#include <poll.h>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

constexpr int heedStopMilliseconds = 100;
constexpr int cancelAgainMilliseconds = 1000;

QString doing()
{
    return QCoreApplication::translate("postgres", "running the statement");
}

QString field(const PGresult *result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code));
}

QList<StatementColumn> columnsOf(const PGresult *result)
{
    QList<StatementColumn> columns;
    for (int i = 0; i < PQnfields(result); ++i)
        columns.append({QString::fromUtf8(PQfname(result, i)), PQftype(result, i), PQfmod(result, i)});
    return columns;
}

/// Reads what is left so that the connection takes the next statement.
void drain(PGconn *handle)
{
    while (const CopyResult result{PQgetResult(handle)}) {
        if (PQstatus(handle) == CONNECTION_BAD)
            break;
    }
}

void cancelNow(PGconn *handle)
{
    std::array<char, 256> words{};
    if (PGcancel *const request = PQgetCancel(handle)) {
        PQcancel(request, words.data(), int(words.size()));
        PQfreeCancel(request);
    }
}

void ignoreNotice(void *, const PGresult *)
{
}

} // namespace

SingleStatement::SingleStatement(Reader &reader, std::stop_token stop) : m_reader(reader), m_stop(std::move(stop))
{
    PQsetNoticeReceiver(
        m_reader.handle(),
        [](void *self, const PGresult *result) { static_cast<SingleStatement *>(self)->takeNotice(result); }, this);
}

SingleStatement::~SingleStatement()
{
    end();
    PQsetNoticeReceiver(m_reader.handle(), ignoreNotice, nullptr);
}

void SingleStatement::takeNotice(const PGresult *result)
{
    constexpr qsizetype enough = 1000; // a function may RAISE for each row
    if (m_notices.size() >= enough)
        return;
    QStringList details{field(result, PG_DIAG_MESSAGE_DETAIL), field(result, PG_DIAG_MESSAGE_HINT)};
    details.removeAll({});
    m_notices.append({field(result, PG_DIAG_SEVERITY), field(result, PG_DIAG_MESSAGE_PRIMARY), details.join(u'\n')});
}

base::Result<void> SingleStatement::prepare(const QString &sql)
{
    if (sql.contains(QChar::Null))
        return base::fail(sqlError(
            doing(), u"22021"_s, QCoreApplication::translate("postgres", "The statement contains a zero character.")));
    PGconn *const handle = m_reader.handle();
    if (PQsendPrepare(handle, "", sql.toUtf8().constData(), 0, nullptr) != 1)
        return base::fail(errorOf(nullptr));
    if (auto prepared = finishStep(nextResult()); !prepared)
        return prepared;
    if (PQsendDescribePrepared(handle, "") != 1)
        return base::fail(errorOf(nullptr));
    CopyResult described = nextResult();
    m_columns = columnsOf(described.get());
    m_parameters = PQnparams(described.get());
    return finishStep(std::move(described));
}

base::Result<void> SingleStatement::run()
{
    PGconn *const handle = m_reader.handle();
    if (m_stop.stop_requested())
        return base::failStopped();
    if (PQsendQueryPrepared(handle, "", 0, nullptr, nullptr, nullptr, 0) != 1 || PQsetSingleRowMode(handle) != 1)
        return base::fail(errorOf(nullptr));
    m_running = true;
    return {};
}

base::Result<bool> SingleStatement::next()
{
    if (!m_running)
        return false;
    m_fields.clear();
    m_row = nextResult();
    if (PQresultStatus(m_row.get()) != PGRES_SINGLE_TUPLE) {
        m_running = false;
        const CopyResult last = std::move(m_row);
        const ExecStatusType status = PQresultStatus(last.get());
        // A COPY can be neither here: it has no columns, and whoever asks for rows looks for them first.
        const bool fine = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY;
        base::Error error = fine ? base::Error() : errorOf(last.get());
        drain(m_reader.handle());
        return fine ? base::Result<bool>(false) : base::Result<bool>(base::fail(std::move(error)));
    }
    const int count = PQnfields(m_row.get());
    m_fields.reserve(size_t(count));
    for (int i = 0; i < count; ++i) {
        const bool isNull = PQgetisnull(m_row.get(), 0, i) != 0;
        m_fields.push_back({PQgetvalue(m_row.get(), 0, i), isNull ? -1 : PQgetlength(m_row.get(), 0, i)});
    }
    return true;
}

void SingleStatement::end()
{
    if (!std::exchange(m_running, false))
        return;
    m_reader.noteStopped();
    cancelNow(m_reader.handle());
    drain(m_reader.handle());
}

CopyResult SingleStatement::nextResult()
{
    return CopyResult(waitForResult() ? PQgetResult(m_reader.handle()) : nullptr);
}

/// Until a result can be had without waiting. A request to stop may reach the server before the statement does and
/// then ends nothing: it is repeated.
bool SingleStatement::waitForResult()
{
    PGconn *const handle = m_reader.handle();
    while (PQisBusy(handle) == 1) {
        if (m_stop.stop_requested() &&
            (!m_sinceCancel.isValid() || m_sinceCancel.elapsed() > cancelAgainMilliseconds)) {
            m_reader.noteStopped();
            const auto cancelled = cancelOnStop(handle, m_stop);
            m_sinceCancel.start();
        }
        PQflush(handle);
        pollfd waited{PQsocket(handle), POLLIN, 0};
        if (waited.fd < 0)
            return false;
        poll(&waited, 1, heedStopMilliseconds);
        if (waited.revents != 0 && PQconsumeInput(handle) != 1)
            return false;
    }
    return true;
}

base::Result<void> SingleStatement::finishStep(CopyResult result)
{
    const bool fine = PQresultStatus(result.get()) == PGRES_COMMAND_OK;
    base::Error error = fine ? base::Error() : errorOf(result.get());
    drain(m_reader.handle());
    return fine ? base::Result<void>() : base::Result<void>(base::fail(std::move(error)));
}

base::Error SingleStatement::errorOf(const pg_result *result)
{
    m_errorPosition = field(result, PG_DIAG_STATEMENT_POSITION).toInt();
    m_serverWords = field(result, PG_DIAG_MESSAGE_PRIMARY);
    m_sqlState = field(result, PG_DIAG_SQLSTATE);
    if (m_stop.stop_requested())
        return base::failStopped().value();
    return m_reader.lastError(doing(), result);
}

} // namespace postgres
