// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "postgres/copyreader.h"
#include "postgres/copyresult.h"
#include "postgres/reader.h"

#include <QElapsedTimer>
#include <QStringList>
#include <span>
#include <stop_token>
#include <vector>

namespace postgres {

struct StatementColumn
{
    QString name;
    quint32 typeId = 0;
    qint32 typeModifier = -1;
};

/// What the server says beside its rows.
struct ServerNotice
{
    QString severity; ///< WARNING, NOTICE, INFO, …
    QString message;
    QString detail; ///< and hint, each on its line
};

/// One statement by the extended protocol, so that the server itself refuses a text that holds two: first prepared
/// without a name, which tells its columns before anything of it runs, then run, its rows as texts one after the
/// other as they come. What still runs at the end of its life is cancelled. A stop is heard within a tenth of a second.
class SingleStatement
{
public:
    /// While it lives, `reader` is used by nothing else.
    SingleStatement(Reader &reader, std::stop_token stop);
    Q_DISABLE_COPY_MOVE(SingleStatement)
    ~SingleStatement();

    base::Result<void> prepare(const QString &sql);
    [[nodiscard]] const QList<StatementColumn> &columns() const { return m_columns; }
    [[nodiscard]] int parameters() const { return m_parameters; } ///< values that it asks for: $1, …

    base::Result<void> run();
    /// Moves on; false after the last row.
    base::Result<bool> next();
    /// The current row as text, until the next one; a size of -1 is NULL.
    [[nodiscard]] std::span<const Field> fields() const { return m_fields; }
    /// No more rows are wanted.
    void end();

    [[nodiscard]] const QList<ServerNotice> &notices() const { return m_notices; }
    /// What the server said of the last failure: its first line and SQLSTATE; empty where it said nothing.
    [[nodiscard]] const QString &serverWords() const { return m_serverWords; }
    [[nodiscard]] const QString &sqlState() const { return m_sqlState; }
    /// Where in the text the server saw the error, in characters (code points) from 1; 0 if it named no place.
    [[nodiscard]] int errorPosition() const { return m_errorPosition; }

private:
    CopyResult nextResult();
    bool waitForResult();
    base::Result<void> finishStep(CopyResult result);
    base::Error errorOf(const pg_result *result);
    void takeNotice(const pg_result *result);

    Reader &m_reader;
    std::stop_token m_stop;
    QElapsedTimer m_sinceCancel;
    QList<StatementColumn> m_columns;
    QList<ServerNotice> m_notices;
    CopyResult m_row;
    std::vector<Field> m_fields;
    QString m_serverWords;
    QString m_sqlState;
    int m_parameters = 0;
    int m_errorPosition = 0;
    bool m_running = false;
};

} // namespace postgres
