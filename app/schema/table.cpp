// SPDX-License-Identifier: MIT
#include "schema/table.h"

namespace schema {

qsizetype Table::columnIndex(const QString &columnName) const
{
    // As spelled first: to SQLite "Ä" and "ä" are two columns.
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (columns[i].name == columnName)
            return i;
    }
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (columns[i].name.compare(columnName, Qt::CaseInsensitive) == 0)
            return i;
    }
    return -1;
}

} // namespace schema
