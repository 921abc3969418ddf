// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace schema {

/// SQLite's storage class of one value.
enum class StorageClass : quint8 { Null, Integer, Real, Text, Blob };

/// One value as stored, without a copy: `data` is valid until the reader moves on. Text is UTF-8 bytes as found
/// (perhaps invalid, perhaps with NULs), not terminated.
struct RawValue
{
    StorageClass storage = StorageClass::Null;
    qint64 integer = 0;
    double real = 0;
    const char *data = nullptr;
    qsizetype size = 0;
};

} // namespace schema
