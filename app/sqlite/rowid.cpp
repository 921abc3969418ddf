// SPDX-License-Identifier: MIT
#include "sqlite/rowid.h"

#include <QStringList>
#include <sqlite3.h>

namespace sqlite {

base::Result<QString> rowidNameOf(const Database &database, const QString &table)
{
    const auto statement = database.prepare(QStringLiteral("SELECT name FROM pragma_table_xinfo(?1)"));
    if (!statement)
        return base::fail(statement.error());
    const QByteArray name = table.toUtf8();
    sqlite3_bind_text(statement->get(), 1, name.constData(), static_cast<int>(name.size()), SQLITE_TRANSIENT);

    QStringList candidates{QStringLiteral("rowid"), QStringLiteral("_rowid_"), QStringLiteral("oid")};
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(statement->get())) == SQLITE_ROW) {
        const auto *column = reinterpret_cast<const char *>(sqlite3_column_text(statement->get(), 0));
        candidates.removeIf([column](const QString &word) {
            return column != nullptr && word.compare(QString::fromUtf8(column), Qt::CaseInsensitive) == 0;
        });
    }
    if (step != SQLITE_DONE)
        return base::fail(database.lastError());
    return candidates.value(0);
}

} // namespace sqlite
