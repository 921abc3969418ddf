// SPDX-License-Identifier: MIT
#include "sqlite/detect.h"

#include "schema/identifier.h"
#include "sqlite/fingerprint.h"
#include "sqlite/hotcopy.h"
#include "sqlite/originallock.h"
#include "sqlite/originalreader.h"
#include "sqlite/refusal.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <sqlite3.h>
#include <sys/stat.h>

namespace sqlite {

namespace {

constexpr int attempts = 5;
constexpr qint64 roomToLeave = 16LL << 20;

struct Counts
{
    qint64 tables = 0;
    qint64 rows = 0;
    QStringList names; ///< of the tables
};

using Statement = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

Statement prepared(sqlite3 *handle, const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(handle, sql.constData(), static_cast<int>(sql.size()), &statement, nullptr);
    return {statement, sqlite3_finalize};
}

base::Result<QStringList> userTables(sqlite3 *handle, const QString &path)
{
    const Statement statement =
        prepared(handle, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                         "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
    QStringList names;
    int code = statement ? SQLITE_ROW : SQLITE_ERROR;
    while (statement && (code = sqlite3_step(statement.get())) == SQLITE_ROW) {
        const void *name = sqlite3_column_text(statement.get(), 0);
        names.append(QString::fromUtf8(static_cast<const char *>(name), sqlite3_column_bytes(statement.get(), 0)));
    }
    if (code != SQLITE_DONE)
        return base::fail(refusalOfSqlite(handle, path));
    return names;
}

base::Result<Counts> count(sqlite3 *handle, Rows rows, const QString &path)
{
    const auto tables = userTables(handle, path);
    if (!tables)
        return base::fail(tables.error());
    Counts counts{.tables = tables->size(), .rows = 0, .names = *tables};
    if (rows == Rows::Skip)
        return counts;
    for (const QString &table : *tables) {
        // A broken index would answer for the table.
        const QString sql = QStringLiteral("SELECT count(*) FROM %1 NOT INDEXED").arg(schema::quoteIdentifier(table));
        const Statement statement = prepared(handle, sql.toUtf8());
        if (!statement || sqlite3_step(statement.get()) != SQLITE_ROW)
            return base::fail(refusalOfSqlite(handle, path));
        counts.rows += sqlite3_column_int64(statement.get(), 0);
    }
    return counts;
}

base::Result<Counts> countInOriginal(const Original &original, Rows rows)
{
    const Patience patience;
    const auto connection = beginReading(original, patience);
    if (!connection)
        return base::fail(connection.error());
    return count(connection->get(), rows, original.path);
}

base::Result<Counts> countInRecoveredCopy(const Original &original, Rows rows)
{
    const QTemporaryDir folder;
    const QByteArray native = QFile::encodeName(folder.path());
    const qint64 needed = original.bytes + original.journalBytes + 2 * original.walBytes + roomToLeave;
    if (!folder.isValid() || freeBytesIn(native) < needed)
        return Counts{.tables = uncounted, .rows = uncounted, .names = {}};
    const CopyTarget copy{native + "/copy", folder.path(), needed};
    if (const auto copied = copyRecovered(original, copy, {}, {}); !copied)
        return base::fail(copied.error());
    const auto connection = openCopy(copy.file);
    if (!connection)
        return base::fail(connection.error());
    return count(connection->get(), rows, original.path);
}

base::Result<Counts> countOnce(const QString &path, const QByteArray &file, Rows rows)
{
    const auto before = fingerprintOf(file, path);
    const auto original = examine(path, file);
    if (!original)
        return base::fail(original.error());
    auto counts =
        original->way == ReadWay::Recover ? countInRecoveredCopy(*original, rows) : countInOriginal(*original, rows);
    const auto after = fingerprintOf(file, path);
    // What looks like damage may be two states of a file that someone has just begun to use.
    if (!counts && original->way == ReadWay::AsIs && before && after && *before != *after)
        return base::fail(changed(path, counts.error().detail));
    return counts;
}

base::Result<Counts> countPatiently(const QString &path, const QByteArray &file, Rows rows)
{
    QString detail;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        auto counts = countOnce(path, file, rows);
        if (counts || counts.error().code != changedMeanwhile)
            return counts;
        detail = counts.error().detail;
    }
    return base::fail(refusal(Reason::KeepsChanging, path, detail));
}

} // namespace

Probe probe(const QString &path, Rows rows)
{
    Probe result;
    result.path = path.isEmpty() || path.startsWith(u'/') ? path : QString(QDir::currentPath() + u'/' + path);
    const auto file = locate(result.path);
    if (!file) {
        result.refusal = file.error();
        return result;
    }
    const OriginalLock lock(*file);
    struct stat info = {};
    if (stat(file->constData(), &info) == 0)
        result.bytes = info.st_size;
    const auto counts = countPatiently(result.path, *file, rows);
    if (!counts) {
        result.refusal = counts.error();
        return result;
    }
    result.usable = true;
    result.tables = counts->tables;
    result.rows = counts->rows;
    result.tableNames = counts->names;
    return result;
}

} // namespace sqlite
