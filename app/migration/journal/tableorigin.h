// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QHash>
#include <optional>
#include <stop_token>

namespace postgres {
class Reader;
}

namespace migration {

/// A column in the file that it was moved from.
struct ColumnOrigin
{
    QString name;
    QString type; ///< as declared there; empty if it was not
};

/// A table in the file that it was moved from.
struct TableOrigin
{
    QString name;
    QString sql;                          ///< CREATE TABLE, as it stood there; empty if that cannot be read here
    QHash<QString, ColumnOrigin> columns; ///< by their names now
};

/// What the journal in the database tells of a table that run `run` made; nothing if it made no such one, or if we may
/// not read that.
base::Result<std::optional<TableOrigin>> readTableOrigin(postgres::Reader &reader, const QString &run,
                                                         const QString &schema, const QString &table,
                                                         const std::stop_token &stop = {});

} // namespace migration
