// SPDX-License-Identifier: MIT
#pragma once

#include "schema/value.h"

#include <sqlite3.h>

namespace sqlite {

/// One column of the statement's current row, without a copy. Text whose `data` is null means: out of memory.
inline schema::RawValue columnValue(sqlite3_stmt *statement, int column)
{
    using schema::StorageClass;
    schema::RawValue value;
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

} // namespace sqlite
