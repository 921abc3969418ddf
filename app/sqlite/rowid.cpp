// SPDX-License-Identifier: MIT
#include "sqlite/rowid.h"

#include "schema/identifier.h"

#include <QStringList>
#include <sqlite3.h>

namespace sqlite {

namespace {

/// The first column of a PRAGMA's answer about a table.
base::Result<QStringList> namesFrom(const Database &database, const QString &sql, const QString &table)
{
    const auto statement = database.prepare(sql);
    if (!statement)
        return base::fail(statement.error());
    const QByteArray name = table.toUtf8();
    sqlite3_bind_text(statement->get(), 1, name.constData(), static_cast<int>(name.size()), SQLITE_TRANSIENT);
    QStringList names;
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(statement->get())) == SQLITE_ROW) {
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement->get(), 0));
        names.append(QString::fromUtf8(text));
    }
    if (step != SQLITE_DONE)
        return base::fail(database.lastError());
    return names;
}

} // namespace

base::Result<QString> rowidNameOf(const Database &database, const QString &table)
{
    const auto columns = namesFrom(database, QStringLiteral("SELECT name FROM pragma_table_xinfo(?1)"), table);
    if (!columns)
        return base::fail(columns.error());
    for (const QString &word : {QStringLiteral("rowid"), QStringLiteral("_rowid_"), QStringLiteral("oid")}) {
        if (!columns->contains(word, Qt::CaseInsensitive))
            return word;
    }
    return QString();
}

base::Result<QString> scanClause(const Database &database, const QString &table, RowOrder order)
{
    const QString tableItself = QStringLiteral(" NOT INDEXED");
    if (order == RowOrder::Rowid)
        return tableItself;
    const auto indexes =
        namesFrom(database, QStringLiteral("SELECT name FROM pragma_index_list(?1) WHERE origin = 'pk'"), table);
    if (!indexes)
        return base::fail(indexes.error());
    if (indexes->isEmpty())
        return tableItself;
    return QString(u" INDEXED BY " + schema::quoteIdentifier(indexes->first()));
}

} // namespace sqlite
