// SPDX-License-Identifier: MIT
#include "sqlite/rowreader.h"

#include "schema/identifier.h"
#include "sqlite/rowid.h"

#include <sqlite3.h>

namespace sqlite {

namespace {

using schema::RawValue;
using schema::StorageClass;

RawValue valueAt(sqlite3_stmt *statement, int column)
{
    RawValue value;
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        value.storage = StorageClass::Integer;
        value.integer = sqlite3_column_int64(statement, column);
        break;
    case SQLITE_FLOAT:
        value.storage = StorageClass::Real;
        value.real = sqlite3_column_double(statement, column);
        break;
    case SQLITE_TEXT:
        value.storage = StorageClass::Text;
        value.data = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
        value.size = sqlite3_column_bytes(statement, column);
        break;
    case SQLITE_BLOB:
        value.storage = StorageClass::Blob;
        value.data = static_cast<const char *>(sqlite3_column_blob(statement, column));
        value.size = sqlite3_column_bytes(statement, column);
        if (value.data == nullptr) // SQLite's way to say: no bytes
            value.data = "";
        break;
    default:
        break;
    }
    return value;
}

bool outOfMemory(const RawValue &value)
{
    return value.storage == StorageClass::Text && value.data == nullptr;
}

QString columnList(const QStringList &columns)
{
    QString list;
    for (const QString &column : columns) {
        if (!list.isEmpty())
            list += u", ";
        list += schema::quoteIdentifier(column);
    }
    return list;
}

/// Without a name for the rowid the rows are counted: a full scan is in rowid order all the same.
QString selectOf(const RowSource &source, const QString &rowidName, RowRange range)
{
    const bool all = range.first > range.last;
    QString sql = u"SELECT " + (rowidName.isEmpty() ? QStringLiteral("NULL") : rowidName);
    if (!source.columns.isEmpty())
        sql += u", " + columnList(source.columns);
    sql += u" FROM main." + schema::quoteIdentifier(source.table) + u" NOT INDEXED";
    if (!rowidName.isEmpty()) {
        if (!all)
            sql += u" WHERE " + rowidName + u" BETWEEN ?1 AND ?2";
        sql += u" ORDER BY " + rowidName;
    } else if (!all) {
        sql += u" LIMIT ?2 - ?1 + 1 OFFSET ?1";
    }
    return sql;
}

} // namespace

base::Result<RowReader> RowReader::open(const Database &database, const RowSource &source, RowRange range)
{
    QString rowidName;
    if (source.hasRowid) {
        const auto name = rowidNameOf(database, source.table);
        if (!name)
            return base::fail(name.error());
        rowidName = *name;
    }
    auto statement = database.prepare(selectOf(source, rowidName, range));
    if (!statement)
        return base::fail(statement.error());

    RowReader reader;
    reader.m_statement = std::move(*statement);
    reader.m_hasRowid = !rowidName.isEmpty();
    reader.m_values.resize(static_cast<size_t>(source.columns.size()));
    if (range.first <= range.last) {
        sqlite3_bind_int64(reader.m_statement.get(), 1, range.first);
        sqlite3_bind_int64(reader.m_statement.get(), 2, range.last);
        if (!reader.m_hasRowid)
            reader.m_row = range.first - 1;
    }
    return reader;
}

base::Result<bool> RowReader::next()
{
    sqlite3_stmt *statement = m_statement.get();
    if (statement == nullptr)
        return false;
    const int step = sqlite3_step(statement);
    if (step == SQLITE_ROW) {
        m_row = m_hasRowid ? sqlite3_column_int64(statement, 0) : m_row + 1;
        int column = 0;
        bool complete = true;
        for (RawValue &value : m_values) {
            value = valueAt(statement, ++column);
            complete = complete && !outOfMemory(value);
        }
        if (complete)
            return true;
    }
    if (step == SQLITE_DONE) {
        m_statement.reset();
        return false;
    }
    base::Error error = Database::errorOf(sqlite3_db_handle(statement));
    m_statement.reset();
    return base::fail(std::move(error));
}

} // namespace sqlite
