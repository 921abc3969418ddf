// SPDX-License-Identifier: MIT
#include "sqlite/keycensus.h"

#include "schema/identifier.h"
#include "schema/keys.h"
#include "schema/realtext.h"
#include "schema/utf8.h"

#include <QCoreApplication>
#include <algorithm>
#include <sqlite3.h>

namespace sqlite {

namespace {

/// readable(x): a value as the text that a text column in another database could hold. NULL stays NULL.
void readable(sqlite3_context *context, int, sqlite3_value **arguments)
{
    QByteArray text;
    switch (sqlite3_value_type(arguments[0])) {
    case SQLITE_NULL:
        sqlite3_result_null(context);
        return;
    case SQLITE_INTEGER:
        text = QByteArray::number(qint64{sqlite3_value_int64(arguments[0])});
        break;
    case SQLITE_FLOAT:
        text = schema::realDigits(sqlite3_value_double(arguments[0]));
        break;
    case SQLITE_TEXT: {
        const unsigned char *data = sqlite3_value_text(arguments[0]);
        text = schema::readableText(reinterpret_cast<const char *>(data), sqlite3_value_bytes(arguments[0]));
        break;
    }
    default: {
        const void *data = sqlite3_value_blob(arguments[0]);
        text = schema::readableText(static_cast<const char *>(data), sqlite3_value_bytes(arguments[0]));
        break;
    }
    }
    sqlite3_result_text64(context, text.constData(), static_cast<sqlite3_uint64>(text.size()), SQLITE_TRANSIENT,
                          SQLITE_UTF8);
}

QString fromTable(const schema::Table &table)
{
    return u" FROM main." + schema::quoteIdentifier(table.name) + u" NOT INDEXED ";
}

QString joined(const QStringList &columns, const QString &before, const QString &after, const QString &between)
{
    QStringList parts;
    for (const QString &column : columns)
        parts.append(QString(before + schema::quoteIdentifier(column) + after));
    return parts.join(between);
}

base::Result<qint64> rowsWithNull(const Database &database, const schema::Table &table, const QStringList &key,
                                  const QList<const schema::ColumnCensus *> &columns)
{
    const auto hasNulls = [](const schema::ColumnCensus *column) { return column->nulls > 0; };
    const auto first = std::find_if(columns.begin(), columns.end(), hasNulls);
    if (first == columns.end())
        return 0;
    if (std::find_if(first + 1, columns.end(), hasNulls) == columns.end())
        return (*first)->nulls;
    return database.integer(u"SELECT count(*)" + fromTable(table) + u"WHERE " +
                            joined(key, {}, QStringLiteral(" IS NULL"), QStringLiteral(" OR ")));
}

/// Numbers alone never become one text: equal ones were one key already.
bool mightCollide(const schema::ColumnCensus *column)
{
    const int classes = (column->integers + column->reals > 0) + (column->texts > 0) + (column->blobs > 0);
    return classes > 1 || column->nulTexts > 0 || column->invalidTexts > 0;
}

base::Result<bool> collidesAsText(const Database &database, const schema::Table &table, const QStringList &key)
{
    const QString present = joined(key, {}, QStringLiteral(" IS NOT NULL"), QStringLiteral(" AND "));
    const QString texts = joined(key, QStringLiteral("readable("), QStringLiteral(")"), QStringLiteral(", "));
    const auto found = database.integer(u"SELECT EXISTS (SELECT 1" + fromTable(table) + u"WHERE " + present +
                                        u" GROUP BY " + texts + u" HAVING count(*) > 1)");
    if (!found)
        return base::fail(found.error());
    return *found != 0;
}

base::Result<schema::KeyCensus> censusOfKey(const Database &database, const schema::Table &table,
                                            const QStringList &key, const QList<schema::ColumnCensus> &censuses)
{
    QList<const schema::ColumnCensus *> columns;
    for (const QString &name : key) {
        const qsizetype index = table.columnIndex(name);
        if (index < 0)
            return base::fail(QStringLiteral("schema-not-understood"),
                              QCoreApplication::translate("sqlite", "A key of a table names a column that the table "
                                                                    "does not have. The file's schema is damaged; "
                                                                    "use an intact copy."),
                              QString(table.name + u'.' + name));
        columns.append(&censuses[index]);
    }
    schema::KeyCensus census;
    census.columns = key;
    const auto nulls = rowsWithNull(database, table, key, columns);
    if (!nulls)
        return base::fail(nulls.error());
    census.rowsWithNull = *nulls;
    if (std::any_of(columns.begin(), columns.end(), mightCollide)) {
        const auto collides = collidesAsText(database, table, key);
        if (!collides)
            return base::fail(collides.error());
        census.collidesAsText = *collides;
    }
    return census;
}

} // namespace

base::Result<QList<schema::KeyCensus>> censusOfKeys(const Database &database, const schema::Table &table,
                                                    const QList<schema::ColumnCensus> &columns)
{
    constexpr int encoding = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    const int code = sqlite3_create_function_v2(database.handle(), "readable", 1, encoding, nullptr, readable, nullptr,
                                                nullptr, nullptr);
    if (code != SQLITE_OK)
        return base::fail(database.lastError());
    QList<schema::KeyCensus> keys;
    for (const schema::Key &key : schema::keysOf(table)) {
        auto census = censusOfKey(database, table, key.columns, columns);
        if (!census)
            return base::fail(census.error());
        keys.append(std::move(*census));
    }
    return keys;
}

} // namespace sqlite
