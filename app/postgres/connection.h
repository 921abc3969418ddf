// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/cancellation.h"
#include "postgres/settings.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>
#include <utility>

namespace postgres {

/// One connection of Qt Sql's, under a name of its own, for the thread that opened it. Client encoding UTF8, datestyle
/// ISO, time zone UTC, extra_float_digits 3, standard strings, synchronize_seqscans off.
class Connection
{
public:
    /// `applicationName` marks our backends (the run's id). Failing gives a worded Error whose code says the cause
    /// (connection-refused, host-unknown, password-refused, no-such-database, …).
    static base::Result<Connection> open(const Settings &settings, const QString &applicationName);
    Connection(Connection &&) noexcept;
    Connection &operator=(Connection &&) noexcept;
    ~Connection();

    /// For statements without rows; several statements in one text are fine.
    base::Result<void> execute(const QString &sql);
    /// Without rows, all in one message to the server; the Error names the statement that failed.
    base::Result<void> executeAll(const QStringList &statements);
    /// Prepared with `values` bound to ? marks, executed, before its first row. Without values `sql` is sent as it is
    /// (a ? in it is then text).
    base::Result<QSqlQuery> select(const QString &sql, const QVariantList &values = {});
    /// The first column of the first row as text; an empty string if there is no row or it is NULL.
    base::Result<QString> value(const QString &sql, const QVariantList &values = {});

    /// The first row of the last statement as texts; a NULL is an empty one; empty if there is no row. Several
    /// statements in one text are fine. Like execute() it may be called from any thread, but by one at a time.
    base::Result<QStringList> row(const QString &sql);

    [[nodiscard]] pg_conn *handle() const;
    [[nodiscard]] int serverVersion() const; ///< 150020
    [[nodiscard]] bool alive() const;
    [[nodiscard]] bool inTransaction() const;
    /// The server's process for us, also after the connection broke.
    [[nodiscard]] int backend() const { return m_backend; }
    /// Whether something between us and the server shares out its sessions (PgBouncer and the like).
    [[nodiscard]] bool pooled() const;
    /// While it lives, a stop request cancels the running statement (PQcancel).
    [[nodiscard]] std::unique_ptr<StopCallback> cancelOnStop(std::stop_token stop) const;

private:
    explicit Connection(QString name);
    base::Result<void> prepareSession();
    QString m_name;
    pg_conn *m_handle = nullptr;
    int m_backend = 0;
};

/// An Error from the driver's or libpq's last words; codes: connection-lost, no-rights, disk-full, server-disk, locked,
/// too-many-connections, too-many-locks, server-memory, server-read-only, limit-exceeded, objects-gone, pooler,
/// statement-timeout, stopped (query_canceled), sql (everything else). `doing` is the start
/// of the message: what was tried, as a clause ("creating table media").
base::Error sqlError(const QString &doing, const QString &sqlState, const QString &serverText);

/// BEGIN … COMMIT; rolls back unless committed.
class Transaction
{
public:
    /// `first`: statements that go to the server along with BEGIN, to wait for it only once.
    static base::Result<Transaction> begin(Connection &connection, const QString &first = {});
    Transaction(Transaction &&other) noexcept : m_connection(std::exchange(other.m_connection, nullptr)) {}
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();
    /// `last`: statements that go to the server along with COMMIT.
    base::Result<void> commit(const QString &last = {});

private:
    explicit Transaction(Connection &connection) : m_connection(&connection) {}
    Connection *m_connection;
};

} // namespace postgres
