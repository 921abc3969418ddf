// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "browse/copyline.h"
#include "browse/shape.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <memory>

namespace browse {

/// How SQLite keeps the values of a column.
enum class Storage : quint8 {
    Integer,
    Boolean, ///< 0 and 1
    Real,
    Decimal, ///< a number where that is exact, else text
    Text,
    Bytes
};
Storage storageOf(const Column &column);
/// `text` as PostgreSQL writes it.
QVariant sqliteValue(const QByteArray &text, Storage storage);

/// A SQLite database that is being filled, for one thread. For browse/ only.
class SqliteFile
{
public:
    /// `path` is where it is; `wanted` is what errors call it.
    static base::Result<std::unique_ptr<SqliteFile>> open(const QString &path, const QString &wanted);
    Q_DISABLE_COPY_MOVE(SqliteFile)
    ~SqliteFile();

    /// Rows go into the table that was made last.
    base::Result<void> makeTable(const QString &name, const Shape &shape, const QList<int> &columns);
    base::Result<void> add(const CopyFields &fields);
    /// Nothing is added after it.
    base::Result<void> finish();

private:
    SqliteFile(QString connection, QString wanted);
    base::Result<void> execute(const QString &sql);
    [[nodiscard]] base::Result<void> checked(bool fine, const QSqlError &error) const;
    QString m_connection;
    QString m_wanted;
    QSqlDatabase m_database;
    std::unique_ptr<QSqlQuery> m_insert;
    QList<Storage> m_storage;
};

} // namespace browse
