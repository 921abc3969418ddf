// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QtGlobal>

/// Data to measure with: the same at every call (a fixed seed), written where there is none yet.
namespace benchmarks {

/// A SQLite file of 6 tables with 5 foreign keys and 11 indexes: texts, dates, booleans, JSON and 64-bit keys.
/// `rows` in all tables together; 3,000,000 make about 440 MB.
void makeRows(const QString &file, qint64 rows);

/// `count` small files of the same kind, named as the command line's folder search takes them.
void makeCreators(const QString &folder, int count, qint64 rowsPerTable);

/// One table with 12 values of 50 MB: texts, texts that hold a NUL, and blobs.
void makeLargeValues(const QString &file);

} // namespace benchmarks
