// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/probe.h"

#include <QByteArrayView>
#include <QList>
#include <QStringList>
#include <optional>

struct pg_result;

namespace postgres {

/// A value that goes along with a statement: UTF-8 text that the server reads as `type` (an oid; 0: as the statement
/// wants it). None is NULL.
struct Argument
{
    quint32 type = 0;
    std::optional<QByteArray> text;
};

/// One statement; `arguments` are its $1, $2, …
struct Statement
{
    QString sql;
    QList<Argument> arguments;
};

/// What a statement gave, every value as the server's own text. Cheap to copy; rows and columns count from 0.
class TextRows
{
public:
    TextRows() = default;
    explicit TextRows(std::shared_ptr<pg_result> result) : m_result(std::move(result)) {}
    [[nodiscard]] int rowCount() const;
    [[nodiscard]] int columnCount() const;
    [[nodiscard]] bool isNull(int row, int column) const;
    [[nodiscard]] QByteArrayView bytes(int row, int column) const; ///< valid as long as a copy of this lives
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] qint64 number(int row, int column) const; ///< 0 for anything but a whole number
    [[nodiscard]] bool isTrue(int row, int column) const;   ///< of a boolean
    [[nodiscard]] QString columnName(int column) const;
    [[nodiscard]] quint32 columnType(int column) const; ///< its oid
    [[nodiscard]] qint64 memory() const;                ///< bytes that it takes

private:
    std::shared_ptr<pg_result> m_result;
};

/// A connection for looking. It relies on no state of a session, so that a pool that gives each transaction another one
/// (PgBouncer's transaction mode) does no harm: what is read goes to the server in one message and is one read-only
/// transaction, with times in UTC, ISO dates, exact floating point numbers and bytea as hex. No thread of its own: any
/// thread may use it, one at a time.
class Reader
{
public:
    /// Fails as Connection::open() does, or with `stopped`.
    static base::Result<Reader> open(const Settings &settings, const QString &applicationName,
                                     const std::stop_token &stop = {});

    /// The rows of each statement, all or none. `doing` is the start of an Error's message: what was tried, as a clause
    /// ("reading table media"). Codes: see sqlError().
    base::Result<QList<TextRows>> readAll(const QList<Statement> &statements, const QString &doing,
                                          const std::stop_token &stop = {});
    base::Result<TextRows> read(const Statement &statement, const QString &doing, const std::stop_token &stop = {});

    [[nodiscard]] bool alive() const;
    [[nodiscard]] int serverVersion() const; ///< 150020
    /// A statement was broken off: what was asked of the server for that may hit the next one.
    [[nodiscard]] bool wasStopped() const { return m_stopped; }
    void noteStopped() { m_stopped = true; }
    /// Statements of the program's own, in one message without a transaction around it but what they begin themselves:
    /// the first row of the last one as texts, a NULL as an empty one.
    base::Result<QStringList> exchange(const QString &sql, const QString &doing);
    /// An Error from a failed result, or from the connection's last words where there is no result.
    [[nodiscard]] base::Error lastError(const QString &doing, const pg_result *result) const;
    [[nodiscard]] pg_conn *handle() const { return m_connection.get(); }

private:
    explicit Reader(std::unique_ptr<pg_conn, ConnectionCloser> connection) : m_connection(std::move(connection)) {}
    bool send(const Statement &statement);
    base::Result<QList<TextRows>> collect(qsizetype count, const QString &doing);
    std::unique_ptr<pg_conn, ConnectionCloser> m_connection;
    bool m_stopped = false;
};

} // namespace postgres
