// SPDX-License-Identifier: MIT
#include "postgres/connection.h"
#include "postgres/cancellation.h"
#include "postgres/diagnosis.h"
#include "postgres/parameters.h"
#include "postgres/probe.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlResult>
#include <atomic>
#include <chrono>
#include <libpq-fe.h>
#include <optional>

Q_DECLARE_OPAQUE_POINTER(PGconn *)
Q_DECLARE_OPAQUE_POINTER(PGresult *)

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace postgres {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("postgres", text);
}

using ResultHandle = std::unique_ptr<PGresult, decltype(&PQclear)>;

/// What every one of our sessions has in common, whatever a role's or database's own settings say. A limit on
/// statements that somebody set for a web application must not end a migration.
constexpr const char *sessionSettings = "SET client_min_messages = warning;"
                                        "SET client_encoding = 'UTF8';"
                                        "SET datestyle = 'ISO, YMD';"
                                        "SET intervalstyle = 'postgres';"
                                        "SET timezone = 'UTC';"
                                        "SET extra_float_digits = 3;"
                                        "SET standard_conforming_strings = on;"
                                        "SET synchronize_seqscans = off;"
                                        "SET statement_timeout = 0;"
                                        "SET lock_timeout = '60s';"
                                        "SET idle_in_transaction_session_timeout = 0";

void ignoreNotice(void *, const PGresult *)
{
}

PGconn *handleOf(const QSqlDatabase &database)
{
    const QVariant handle = database.driver() ? database.driver()->handle() : QVariant();
    return handle.metaType() == QMetaType::fromType<PGconn *>() ? *static_cast<PGconn *const *>(handle.data())
                                                                : nullptr;
}

base::Error lastError(const QString &doing, PGconn *connection, const PGresult *result)
{
    const QString state = QString::fromLatin1(PQresultErrorField(result, PG_DIAG_SQLSTATE));
    const QString words = QString::fromUtf8(result ? PQresultErrorMessage(result) : PQerrorMessage(connection));
    if (state.isEmpty() && PQstatus(connection) == CONNECTION_OK)
        return sqlError(doing, u"XX000"_s, words);
    return sqlError(doing, state, words);
}

/// A COPY belongs to CopyReader and CopyWriter; one that was started here must not leave the session waiting for it.
void abandonCopy(PGconn *connection)
{
    PQputCopyEnd(connection, "not started as a COPY");
    for (char *row = nullptr; PQgetCopyData(connection, &row, 0) > 0;)
        PQfreemem(row);
    while (PGresult *rest = PQgetResult(connection))
        PQclear(rest);
}

QString startOf(const QString &sql)
{
    constexpr qsizetype enough = 60;
    const QString line = sql.simplified();
    return line.size() <= enough ? line : line.left(enough) + u'…';
}

QString doing(const QString &sql)
{
    return tr("the statement “%1”").arg(startOf(sql));
}

QStringList firstRow(const PGresult *result)
{
    QStringList texts;
    for (int field = 0; PQntuples(result) > 0 && field < PQnfields(result); ++field)
        texts += QString::fromUtf8(PQgetvalue(result, 0, field), PQgetlength(result, 0, field));
    return texts;
}

/// Opens `database` with QPSQL; the driver's words if that fails.
base::Result<void> openDriver(QSqlDatabase &database, const Settings &settings, const QString &applicationName)
{
    const DriverOptions options(settings, applicationName);
    database.setConnectOptions(options.text());
    if (database.open(settings.user, settings.password.reveal()))
        return {};
    return base::fail(u"connection-failed"_s, {}, database.lastError().databaseText());
}

/// Why an open that took `elapsed` failed; nothing if the server would take us now (it had just been starting).
std::optional<base::Error> findCause(const Settings &settings, std::chrono::milliseconds elapsed)
{
    const std::chrono::milliseconds allowed = std::chrono::seconds(connectTimeoutSeconds(settings));
    const Attempt attempt = attemptToConnect(settings, std::max<std::chrono::milliseconds>(2s, allowed - elapsed), {});
    if (attempt.end == Attempt::End::Connected)
        return std::nullopt;
    return explain(settings, attempt);
}

base::Result<void> openExplained(QSqlDatabase &database, const Settings &settings, const QString &applicationName)
{
    QElapsedTimer clock;
    clock.start();
    base::Result<void> opened = openDriver(database, settings, applicationName);
    if (opened)
        return opened;
    if (const auto cause = findCause(settings, std::chrono::milliseconds(clock.elapsed())))
        return base::fail(*cause);
    opened = openDriver(database, settings, applicationName);
    if (opened)
        return opened;
    Attempt unexplained;
    unexplained.text = opened.error().detail;
    return base::fail(explain(settings, unexplained));
}

} // namespace

base::Result<Connection> Connection::open(const Settings &settings, const QString &applicationName)
{
    static std::atomic<quint64> counter{0};
    if (const auto usable = checkSettings(settings); !usable)
        return base::fail(usable.error());
    if (!QSqlDatabase::isDriverAvailable(u"QPSQL"_s))
        return base::fail(u"driver-missing"_s,
                          QCoreApplication::translate("postgres",
                                                      "The PostgreSQL driver of Qt is not installed. On Debian and "
                                                      "Ubuntu, install it with “sudo apt install libqt6sql6-psql”."));
    Connection connection(u"cutover-postgres-"_s + QString::number(++counter));
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QPSQL"_s, connection.m_name);
        database.setHostName(settings.host);
        database.setDatabaseName(settings.database);
        if (const auto opened = openExplained(database, settings, applicationName); !opened)
            return base::fail(opened.error());
        connection.m_handle = handleOf(database);
    }
    if (!connection.m_handle)
        return base::fail(
            u"driver-missing"_s,
            QCoreApplication::translate("postgres", "The PostgreSQL driver of Qt is not the one this program was made "
                                                    "for. Install Qt and this program from the same source."));
    if (const auto prepared = connection.prepareSession(); !prepared)
        return base::fail(prepared.error());
    return connection;
}

base::Result<void> Connection::prepareSession()
{
    PQsetNoticeReceiver(m_handle, ignoreNotice, nullptr);
    constexpr int canCheckConnection = 140000;
    if (auto set = execute(QString::fromLatin1(sessionSettings)); !set)
        return set;
    if (serverVersion() >= canCheckConnection) {
        if (auto set = execute(u"SET idle_session_timeout = 0"_s); !set)
            return set;
        // Refused where the server's system cannot do it, which does no harm.
        static_cast<void>(execute(u"SET client_connection_check_interval = '5s'"_s));
    }
    constexpr int hasTransactionTimeout = 170000;
    if (serverVersion() >= hasTransactionTimeout) {
        if (auto set = execute(u"SET transaction_timeout = 0"_s); !set)
            return set;
    }
    const auto backend = row(u"SELECT pg_backend_pid()"_s);
    if (!backend)
        return base::fail(backend.error());
    m_backend = backend->value(0).toInt();
    return {};
}

bool Connection::pooled() const
{
    return PQbackendPID(m_handle) != m_backend; // a pooler makes up its own
}

Connection::Connection(QString name) : m_name(std::move(name))
{
}

Connection::Connection(Connection &&other) noexcept
    : m_name(std::exchange(other.m_name, {})),
      m_handle(std::exchange(other.m_handle, nullptr)),
      m_backend(std::exchange(other.m_backend, 0))
{
}

Connection &Connection::operator=(Connection &&other) noexcept
{
    std::swap(m_name, other.m_name);
    std::swap(m_handle, other.m_handle);
    std::swap(m_backend, other.m_backend);
    return *this;
}

Connection::~Connection()
{
    if (!m_name.isEmpty())
        QSqlDatabase::removeDatabase(m_name);
}

base::Result<void> Connection::execute(const QString &sql)
{
    const auto done = row(sql);
    return done ? base::Result<void>() : base::Result<void>(base::fail(done.error()));
}

base::Result<void> Connection::executeAll(const QStringList &statements)
{
    const QString text = statements.join(u";\n"_s);
    if (text.contains(QChar::Null) || PQsendQuery(m_handle, text.toUtf8().constData()) != 1)
        return execute(text); // says what is wrong with it
    std::optional<base::Error> error;
    qsizetype number = 0;
    for (ResultHandle result(PQgetResult(m_handle), &PQclear); result; result.reset(PQgetResult(m_handle)), ++number) {
        const ExecStatusType status = PQresultStatus(result.get());
        if (!error && status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
            error = lastError(doing(statements.value(number)), m_handle, result.get());
    }
    return error ? base::Result<void>(base::fail(*error)) : base::Result<void>();
}

base::Result<QStringList> Connection::row(const QString &sql)
{
    if (sql.contains(QChar::Null))
        return base::fail(
            sqlError(doing(sql), u"22021"_s,
                     QCoreApplication::translate("postgres", "The statement contains a zero character.")));
    const ResultHandle result(PQexec(m_handle, sql.toUtf8().constData()), &PQclear);
    switch (PQresultStatus(result.get())) {
    case PGRES_TUPLES_OK:
        return firstRow(result.get());
    case PGRES_COMMAND_OK:
    case PGRES_EMPTY_QUERY:
        return QStringList();
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
        abandonCopy(m_handle);
        return base::fail(sqlError(doing(sql), u"XX000"_s,
                                   QCoreApplication::translate("postgres", "A COPY needs its data along with it.")));
    default:
        return base::fail(lastError(doing(sql), m_handle, result.get()));
    }
}

base::Result<QSqlQuery> Connection::select(const QString &sql, const QVariantList &values)
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setNumericalPrecisionPolicy(QSql::HighPrecision);
    bool done = false;
    if (values.isEmpty()) {
        done = query.exec(sql);
    } else if (query.prepare(sql)) {
        for (const QVariant &value : values)
            query.addBindValue(value);
        done = query.exec();
    }
    // After a loss the driver may report success with nothing in it.
    if (done && alive())
        return query;
    const QString state =
        alive() && query.lastError().nativeErrorCode().isEmpty() ? u"XX000"_s : query.lastError().nativeErrorCode();
    return base::fail(sqlError(doing(sql), state, query.lastError().databaseText()));
}

base::Result<QString> Connection::value(const QString &sql, const QVariantList &values)
{
    auto query = select(sql, values);
    if (!query)
        return base::fail(query.error());
    const QVariant handle = query->result()->handle();
    if (handle.metaType() != QMetaType::fromType<PGresult *>())
        return QString();
    // The server's own text: QVariant would round numerics and cut timestamps.
    const PGresult *result = *static_cast<PGresult *const *>(handle.data());
    if (PQntuples(result) == 0 || PQnfields(result) == 0)
        return QString();
    return QString::fromUtf8(PQgetvalue(result, 0, 0), PQgetlength(result, 0, 0));
}

pg_conn *Connection::handle() const
{
    return m_handle;
}

int Connection::serverVersion() const
{
    return PQserverVersion(m_handle);
}

bool Connection::alive() const
{
    return PQstatus(m_handle) == CONNECTION_OK;
}

bool Connection::inTransaction() const
{
    return PQtransactionStatus(m_handle) != PQTRANS_IDLE;
}

std::unique_ptr<StopCallback> Connection::cancelOnStop(std::stop_token stop) const
{
    return postgres::cancelOnStop(m_handle, std::move(stop));
}

base::Result<Transaction> Transaction::begin(Connection &connection, const QString &first)
{
    Transaction transaction(connection); // rolls back where BEGIN succeeds and the rest does not
    if (const auto begun = connection.execute(u"BEGIN; "_s + first); !begun)
        return base::fail(begun.error());
    return transaction;
}

Transaction::~Transaction()
{
    if (m_connection && m_connection->alive() && m_connection->inTransaction())
        static_cast<void>(m_connection->execute(u"ROLLBACK"_s));
}

base::Result<void> Transaction::commit(const QString &last)
{
    Connection *connection = std::exchange(m_connection, nullptr);
    if (!connection)
        return {};
    // COMMIT of a failed transaction succeeds as a ROLLBACK: that is no success.
    if (PQtransactionStatus(connection->handle()) == PQTRANS_INERROR) {
        static_cast<void>(connection->execute(u"ROLLBACK"_s));
        return base::fail(sqlError(QCoreApplication::translate("postgres", "committing"), u"25P02"_s,
                                   QCoreApplication::translate("postgres", "The transaction had already failed.")));
    }
    auto committed = connection->execute(last.isEmpty() ? u"COMMIT"_s : QString(last + u"; COMMIT"));
    if (!committed && connection->alive() && connection->inTransaction())
        static_cast<void>(connection->execute(u"ROLLBACK"_s));
    return committed;
}

} // namespace postgres
