// SPDX-License-Identifier: MIT
#include "browse/readonlyquery.h"

#include "schema/identifier.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace browse {

namespace {

constexpr qint64 sinkEveryMilliseconds = 100;
const QString ownReadingRole = u"cutover_reader"_s;

/// Everything is LOCAL: a pool may give the session to somebody else afterwards. The last statement is the query
/// after which SET TRANSACTION READ WRITE comes too late. Row rules would hide rows in silence from a superuser who
/// reads as somebody else; so they refuse instead.
QString beginning(const QueryRequest &request)
{
    QString sql = u"BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED READ ONLY;"
                  "SET LOCAL client_min_messages = notice; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = "
                  "'postgres'; SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = "
                  "'hex'; SET LOCAL standard_conforming_strings = on; SET LOCAL statement_timeout = 0; SET LOCAL "
                  "lock_timeout = '10s'; SET LOCAL idle_in_transaction_session_timeout = '60s';"_s;
    QStringList path;
    for (const QString &name : request.searchPath)
        path += schema::quoteIdentifier(name);
    if (!path.isEmpty())
        sql += u"SET LOCAL search_path = "_s + path.join(u", "_s) + u';';
    if (!request.role.isEmpty())
        sql += u"SET LOCAL row_security = off; SET LOCAL ROLE "_s + schema::quoteIdentifier(request.role) + u';';
    return sql + u"SELECT 1"_s;
}

QString explainPrefix(ExplainKind kind)
{
    switch (kind) {
    case ExplainKind::None:
        return {};
    case ExplainKind::Estimated:
        return u"EXPLAIN (FORMAT JSON) "_s;
    case ExplainKind::Measured:
        return u"EXPLAIN (FORMAT JSON, ANALYZE, BUFFERS) "_s;
    }
    return {};
}

/// The index in UTF-16 of the code point number `position`, counted from 1; below 0 if there is none.
qsizetype indexOfCharacter(const QString &text, int position)
{
    qsizetype index = 0;
    for (int at = 1; at < position && index < text.size(); ++at)
        index += text.at(index).isHighSurrogate() && index + 1 < text.size() ? 2 : 1;
    return position > 0 ? index : -1;
}

QueryValue valueOf(const postgres::Field &field, qsizetype limit)
{
    if (field.size < 0)
        return {};
    qsizetype size = std::min<qsizetype>(field.size, limit);
    while (size > 0 && size < field.size && (uchar(field.data[size]) & 0xC0U) == 0x80U)
        --size; // not in the middle of a character
    return {QString::fromUtf8(field.data, size), field.size, size < field.size};
}

/// For servers before 14, which have no such role of their own.
QString sqlForReadingRole(const QString &schemaName)
{
    return u"CREATE ROLE %1;\n"
           "GRANT USAGE ON SCHEMA %2 TO %1;\n"
           "GRANT SELECT ON ALL TABLES IN SCHEMA %2 TO %1;\n"_s.arg(ownReadingRole,
                                                                    schema::quoteIdentifier(schemaName));
}

base::Error noRowsError()
{
    return {u"no-rows"_s,
            QCoreApplication::translate(
                "browse",
                "This statement does something instead of showing something, and here one can only look: it was not "
                "run. Statements that begin with SELECT, WITH, VALUES, TABLE, SHOW or EXPLAIN can be."),
            {}};
}

base::Error wordsFor(const postgres::SingleStatement &statement, base::Error error)
{
    const QString &state = statement.sqlState();
    if (state == u"25006")
        error = {u"would-write"_s,
                 QCoreApplication::translate(
                     "browse",
                     "The statement would change something, and here one can only look. The server refused it, and "
                     "nothing was changed."),
                 error.detail};
    else if (state == u"2D000" || state == u"25001")
        error = {u"would-write"_s,
                 QCoreApplication::translate(
                     "browse",
                     "The statement would end or begin a transaction, and here one can only look. The server refused "
                     "it, and nothing was changed."),
                 error.detail};
    else if (error.code == u"sql" || error.code == u"objects-gone" || error.code == u"no-rights")
        error.message =
            QCoreApplication::translate("browse", "The server refused the statement: %1").arg(statement.serverWords());
    return error;
}

/// One run, from the first to the last row.
class Run
{
public:
    Run(postgres::Reader &reader, const QueryRequest &request, const QuerySink &sink, const std::stop_token &stop)
        : m_request(request), m_sink(sink), m_statement(reader, stop)
    {
    }

    QueryAnswer answer()
    {
        if (const auto done = prepare(); !done)
            refuse(done.error());
        else if (const auto run = runToEnd(); !run)
            refuse(run.error());
        m_statement.end();
        m_answer.notices = m_statement.notices();
        return std::move(m_answer);
    }
    [[nodiscard]] const postgres::SingleStatement &statement() const { return m_statement; }

private:
    base::Result<void> prepare()
    {
        const QString sql = explainPrefix(m_request.explain) + m_request.sql;
        if (auto prepared = m_statement.prepare(sql); !prepared)
            return prepared;
        if (m_statement.columns().isEmpty())
            return base::fail(noRowsError());
        if (m_statement.parameters() > 0)
            return base::fail(
                u"has-parameters"_s,
                QCoreApplication::translate(
                    "browse", "The statement leaves places open for values ($1, $2, …), and there is nobody to fill "
                              "them. Write the values in their place."));
        for (const postgres::StatementColumn &column : m_statement.columns())
            m_answer.columns.append({column.name, {}});
        return {};
    }

    base::Result<void> runToEnd()
    {
        m_clock.start();
        if (auto run = m_statement.run(); !run)
            return run;
        if (m_sink)
            m_sink(m_answer.columns, {});
        while (true) {
            const auto more = m_statement.next();
            m_answer.milliseconds = m_clock.elapsed();
            if (!more)
                return base::fail(more.error());
            if (!*more || !take(m_statement.fields()))
                break;
        }
        pass();
        return {};
    }

    /// False once there is enough.
    bool take(std::span<const postgres::Field> fields)
    {
        if (m_answer.firstRowMilliseconds < 0)
            m_answer.firstRowMilliseconds = m_answer.milliseconds;
        if (m_answer.rows.size() >= m_request.limits.rows) {
            m_answer.end = QueryEnd::RowLimit;
            return false;
        }
        QueryRow row;
        row.reserve(qsizetype(fields.size()));
        for (const postgres::Field &field : fields) {
            row.append(valueOf(field, m_request.limits.valueBytes));
            m_bytes += std::min<qint64>(std::max(field.size, 0), m_request.limits.valueBytes);
        }
        m_answer.rows.append(std::move(row));
        if (m_answer.milliseconds - m_passedAt >= sinkEveryMilliseconds)
            pass();
        if (m_bytes > m_request.limits.bytes)
            m_answer.end = QueryEnd::ByteLimit;
        return m_answer.end == QueryEnd::Complete;
    }

    void pass()
    {
        if (m_sink && m_passed < m_answer.rows.size())
            m_sink(m_answer.columns, m_answer.rows.mid(m_passed));
        m_passed = m_answer.rows.size();
        m_passedAt = m_answer.milliseconds;
    }

    void refuse(const base::Error &error)
    {
        m_answer.error = wordsFor(m_statement, error);
        const qsizetype prefix = explainPrefix(m_request.explain).size();
        const qsizetype at = indexOfCharacter(m_request.sql, m_statement.errorPosition() - int(prefix));
        m_answer.errorAt = std::max<qsizetype>(at, -1);
        pass();
    }

    const QueryRequest &m_request;
    const QuerySink &m_sink;
    postgres::SingleStatement m_statement;
    QueryAnswer m_answer;
    QElapsedTimer m_clock;
    qint64 m_bytes = 0;
    qint64 m_passedAt = 0;
    qsizetype m_passed = 0;
};

/// Undoes whatever the statement did, and gives back the one thing that a rollback leaves: advisory locks. In one
/// message, so that a pool sends all of it to the same session.
QString ending(const QList<postgres::StatementColumn> &columns)
{
    QStringList types;
    for (const postgres::StatementColumn &column : columns)
        types += u"pg_catalog.format_type(%1, %2)"_s.arg(column.typeId).arg(column.typeModifier);
    return u"ROLLBACK; SELECT pg_catalog.pg_advisory_unlock_all(); SELECT pg_catalog.array_to_json(ARRAY["_s +
           types.join(u',') + u"]::text[])"_s;
}

void nameTypes(QList<QueryColumn> &columns, const QString &json)
{
    const QJsonArray names = QJsonDocument::fromJson(json.toUtf8()).array();
    for (qsizetype i = 0; i < columns.size(); ++i)
        columns[i].type = names.at(i).toString();
}

} // namespace

QueryAnswer runReadOnly(postgres::Reader &reader, const QueryRequest &request, const QuerySink &sink,
                        const std::stop_token &stop)
{
    const QString doing = QCoreApplication::translate("browse", "running the statement");
    QueryAnswer answer;
    if (const auto begun = reader.exchange(beginning(request), doing); !begun) {
        answer.error = begun.error();
        static_cast<void>(reader.exchange(u"ROLLBACK"_s, doing));
        return answer;
    }
    QList<postgres::StatementColumn> columns;
    {
        Run run(reader, request, sink, stop);
        answer = run.answer();
        columns = run.statement().columns();
    }
    if (const auto ended = reader.exchange(ending(columns), doing); ended)
        nameTypes(answer.columns, ended->value(0));
    else if (!answer.error)
        answer.error = ended.error();
    return answer;
}

base::Result<QueryRights> readQueryRights(postgres::Reader &reader, const QString &schemaName)
{
    const auto row = reader.exchange(
        u"SELECT current_user, rolsuper, (SELECT r.rolname FROM pg_catalog.pg_roles r WHERE r.rolname IN "
        "('pg_read_all_data', '%1') AND pg_catalog.pg_has_role(r.oid, 'MEMBER') ORDER BY r.rolname = '%1' DESC LIMIT "
        "1) "
        "FROM pg_catalog.pg_roles WHERE rolname = current_user"_s.arg(ownReadingRole),
        QCoreApplication::translate("browse", "finding out the rights of the user"));
    if (!row)
        return base::fail(row.error());
    QueryRights rights{.user = row->value(0), .superuser = row->value(1) == u"t", .readingRole = row->value(2)};
    if (rights.superuser && rights.readingRole.isEmpty())
        rights.sqlForRole = sqlForReadingRole(schemaName);
    return rights;
}

} // namespace browse
