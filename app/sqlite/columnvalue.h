// SPDX-License-Identifier: MIT
#pragma once

#include "schema/value.h"

#include <sqlite3.h>

namespace sqlite {

/// One column of the statement's current row, without a copy. Text whose `data` is null means: out of memory.
/// One look-up for the column and the rest from its value, which is allowed because connections here are opened
/// without a mutex: SQLite then makes no difference between protected and unprotected values.
inline schema::RawValue columnValue(sqlite3_stmt *statement, int column)
{
    using schema::StorageClass;
    sqlite3_value *const found = sqlite3_column_value(statement, column);
    schema::RawValue value;
    switch (sqlite3_value_type(found)) {
    case SQLITE_INTEGER:
        value.storage = StorageClass::Integer;
        value.integer = sqlite3_value_int64(found);
        break;
    case SQLITE_FLOAT:
        value.storage = StorageClass::Real;
        value.real = sqlite3_value_double(found);
        break;
    case SQLITE_TEXT:
        value.storage = StorageClass::Text;
        value.data = reinterpret_cast<const char *>(sqlite3_value_text(found));
        value.size = sqlite3_value_bytes(found);
        break;
    case SQLITE_BLOB:
        value.storage = StorageClass::Blob;
        value.data = static_cast<const char *>(sqlite3_value_blob(found));
        value.size = sqlite3_value_bytes(found);
        if (value.data == nullptr) // SQLite's way to say: no bytes
            value.data = "";
        break;
    default:
        break;
    }
    return value;
}

} // namespace sqlite
