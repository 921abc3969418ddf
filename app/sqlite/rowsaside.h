// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "schema/table.h"
#include "sqlite/database.h"

#include <QHash>
#include <stop_token>

namespace sqlite {

/// A foreign key as far as rows are set aside along it.
struct AsideLink
{
    QString table;
    QStringList columns;
    QString parentTable;
    QStringList parentColumns; ///< parallel to `columns`; all exist
    bool orphans = false;      ///< set aside the rows whose key names no parent
};

/// The rows that leave no orphan behind when they are set aside: those that the links ask for, and every row that
/// refers to one of these, by any of the links, over any number of steps. SQLite's own rules decide what refers to
/// what (see findOrphans()). By table, only where there are any; as RowReader::row(), ascending. Takes 8 bytes of
/// memory a row.
base::Result<QHash<QString, QList<qint64>>> findRowsAside(const Database &database, const schema::Schema &schema,
                                                          const QList<AsideLink> &links, const std::stop_token &stop);

} // namespace sqlite
