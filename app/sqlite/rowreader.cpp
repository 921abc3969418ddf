// SPDX-License-Identifier: MIT
#include "sqlite/rowreader.h"

#include "schema/identifier.h"
#include "sqlite/columnvalue.h"
#include "sqlite/rowid.h"

#include <algorithm>
#include <limits>
#include <sqlite3.h>

namespace sqlite {

namespace {

using schema::RawValue;
using schema::StorageClass;

bool outOfMemory(const RawValue &value)
{
    return value.storage == StorageClass::Text && value.data == nullptr;
}

QString resultList(const QString &rowidName, const QStringList &columns)
{
    QStringList results;
    if (!rowidName.isEmpty())
        results.append(rowidName);
    for (const QString &column : columns)
        results.append(schema::quoteIdentifier(column));
    return results.isEmpty() ? QStringLiteral("NULL") : results.join(u", ");
}

/// A table may have as many columns as a query can answer with: then there is no room for the rowid.
bool fits(const Database &database, const RowSource &source)
{
    return source.columns.size() < sqlite3_limit(database.handle(), SQLITE_LIMIT_COLUMN, -1);
}

/// Without a name for the rowid the rows are counted: a full scan is in rowid order all the same.
QString selectOf(const RowSource &source, const QString &rowidName, const QString &clause, RowRange range)
{
    const bool all = range.first > range.last;
    QString sql = u"SELECT " + resultList(rowidName, source.columns);
    sql += u" FROM main." + schema::quoteIdentifier(source.table) + clause;
    if (!rowidName.isEmpty()) {
        if (!all)
            sql += u" WHERE " + rowidName + u" BETWEEN ?1 AND ?2";
        sql += u" ORDER BY " + rowidName;
    } else if (!all) {
        sql += u" LIMIT ?2 OFFSET ?1";
    }
    return sql;
}

/// How many ordinals are in a range, as far as a 64-bit integer can say.
qint64 lengthOf(RowRange range)
{
    const quint64 length = static_cast<quint64>(range.last) - static_cast<quint64>(range.first);
    return static_cast<qint64>(std::min(length, quint64{std::numeric_limits<qint64>::max()} - 1)) + 1;
}

} // namespace

QList<RowRange> evenRanges(RowRange whole, int parts)
{
    QList<RowRange> ranges;
    // Distances may be larger than a signed number can say.
    const quint64 span = static_cast<quint64>(whole.last) - static_cast<quint64>(whole.first);
    const quint64 step = span / static_cast<quint64>(parts) + 1;
    quint64 from = static_cast<quint64>(whole.first);
    for (quint64 left = span;;) {
        const quint64 width = std::min(step - 1, left);
        ranges.append({static_cast<qint64>(from), static_cast<qint64>(from + width)});
        if (left <= width)
            return ranges;
        left -= width + 1;
        from += width + 1;
    }
}

base::Result<RowReader> RowReader::open(const Database &database, const RowSource &source, RowRange range)
{
    QString rowidName;
    if (source.hasRowid) {
        const auto name = rowidNameOf(database, source.table);
        if (!name)
            return base::fail(name.error());
        rowidName = fits(database, source) ? *name : QString();
    }
    const auto clause = scanClause(database, source.table, source.hasRowid ? RowOrder::Rowid : RowOrder::PrimaryKey);
    if (!clause)
        return base::fail(clause.error());
    auto statement = database.prepare(selectOf(source, rowidName, *clause, range));
    if (!statement)
        return base::fail(statement.error());

    RowReader reader;
    reader.m_statement = std::move(*statement);
    reader.m_hasRowid = !rowidName.isEmpty();
    reader.m_values.resize(static_cast<size_t>(source.columns.size()));
    if (range.first <= range.last) {
        sqlite3_bind_int64(reader.m_statement.get(), 1, range.first);
        sqlite3_bind_int64(reader.m_statement.get(), 2, reader.m_hasRowid ? range.last : lengthOf(range));
        if (!reader.m_hasRowid)
            reader.m_row = std::max(range.first, qint64{0}) - 1;
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
        int column = m_hasRowid ? 1 : 0;
        bool complete = true;
        for (RawValue &value : m_values) {
            value = columnValue(statement, column++);
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
