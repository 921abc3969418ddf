// SPDX-License-Identifier: MIT
#include "sqlite/rowset.h"

#include "schema/utf8.h"
#include "sqlite/tokencursor.h"

#include <QCoreApplication>
#include <QStringDecoder>
#include <sqlite3.h>

namespace sqlite {

namespace {

/// Those of the column as text, valid until the row ends.
QByteArrayView bytesOf(sqlite3_stmt *statement, int column)
{
    const auto *data = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
    return {data, data == nullptr ? 0 : sqlite3_column_bytes(statement, column)};
}

} // namespace

RowSet::RowSet(const Database &database, const QString &sql) : m_database(database)
{
    auto statement = database.prepare(sql);
    if (statement)
        m_statement = std::move(*statement);
    else
        m_error = statement.error();
}

RowSet::RowSet(const Database &database, const QString &sql, const QString &bound) : RowSet(database, sql)
{
    const QByteArray text = bound.toUtf8();
    if (!failed() && sqlite3_bind_text64(m_statement.get(), 1, text.constData(), static_cast<quint64>(text.size()),
                                         SQLITE_TRANSIENT, SQLITE_UTF8) != SQLITE_OK)
        m_error = database.lastError();
}

bool RowSet::next()
{
    if (failed())
        return false;
    const int step = sqlite3_step(m_statement.get());
    if (step != SQLITE_ROW && step != SQLITE_DONE)
        m_error = m_database.lastError();
    return step == SQLITE_ROW;
}

bool RowSet::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

qint64 RowSet::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

QString RowSet::name(int column)
{
    const auto found = text(column);
    if (!found && !failed())
        m_error = base::Error{
            unreadableNameCode,
            QCoreApplication::translate("sqlite", "A table, column or index in this database has a name that is not "
                                                  "readable text, so it cannot have that name in PostgreSQL. Rename it "
                                                  "with the application or with a SQLite tool and try again."),
            shownBytes(column)};
    return found.value_or(QString());
}

QString RowSet::definition(int column)
{
    const auto found = text(column);
    if (!found && !failed())
        m_error = base::Error{
            notUnderstoodCode,
            QCoreApplication::translate("sqlite", "A definition in this database holds bytes that are not readable "
                                                  "text (perhaps from an old program with another encoding), so it "
                                                  "cannot be kept as it is. Correct it with a SQLite tool and try "
                                                  "again."),
            shownBytes(column)};
    return found.value_or(QString());
}

std::optional<QString> RowSet::text(int column) const
{
    const QByteArrayView bytes = bytesOf(m_statement.get(), column);
    const schema::TextFlaws flaws = schema::flawsOf(bytes.data(), bytes.size());
    if (flaws.invalid || flaws.nul)
        return std::nullopt;
    // A byte order mark at the start belongs to the text.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return QString(decoder(bytes));
}

QString RowSet::shownBytes(int column) const
{
    const QByteArrayView bytes = bytesOf(m_statement.get(), column);
    return QString::fromUtf8(schema::readableText(bytes.data(), bytes.size())) + u" = x'" +
           QString::fromLatin1(bytes.toByteArray().toHex()) + u'\'';
}

} // namespace sqlite
