// SPDX-License-Identifier: MIT
#include "sqlite/database.h"

#include "sqlite/keptsnapshot.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <cerrno>
#include <cstring>
#include <sqlite3.h>

namespace sqlite {

namespace {

constexpr int busyTimeoutMs = 1000;

QString translated(const char *text)
{
    return QCoreApplication::translate("sqlite", text);
}

struct Wording
{
    const char *code;
    const char *message;
};

Wording wordingOfOpenFailure(int systemError)
{
    switch (systemError) {
    case ENOENT:
    case ENOTDIR:
        return {"not-found", QT_TRANSLATE_NOOP("sqlite", "The database file is not there. It may have been moved or "
                                                         "renamed meanwhile. Look for it and try again.")};
    case EACCES:
    case EPERM:
        return {"no-permission", QT_TRANSLATE_NOOP("sqlite", "The database file cannot be opened, because you have no "
                                                             "right to read it. Start the program as the file's owner "
                                                             "or change the file's permissions.")};
    case ELOOP:
        return {"symlink-loop", QT_TRANSLATE_NOOP("sqlite", "The name leads only to symbolic links that lead back to "
                                                            "themselves. Choose the real file.")};
    case EISDIR:
        return {"is-folder",
                QT_TRANSLATE_NOOP("sqlite", "The name is that of a folder, not of a file. Choose the file in it.")};
    default:
        return {"cannot-open", QT_TRANSLATE_NOOP("sqlite", "The database file cannot be opened. Look whether it and "
                                                           "its folder can be read, and try again.")};
    }
}

Wording wordingOf(int code, int systemError)
{
    switch (code) {
    case SQLITE_CANTOPEN:
        return wordingOfOpenFailure(systemError);
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return wordingOfOpenFailure(EACCES);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {"source-in-use", QT_TRANSLATE_NOOP("sqlite", "Another program is writing to the database and keeps it "
                                                             "locked. Close that program and try again.")};
    case SQLITE_CORRUPT:
        return {"source-damaged",
                QT_TRANSLATE_NOOP("sqlite",
                                  "The database file is damaged: its content contradicts itself. That usually "
                                  "comes from a full disk, a crash or an incomplete copy. Use an intact copy "
                                  "or a backup of it.")};
    case SQLITE_NOTADB:
        return {"not-a-database", QT_TRANSLATE_NOOP("sqlite", "The file is not a SQLite database, or it is encrypted. "
                                                              "Choose another file.")};
    case SQLITE_READONLY:
        return {"needs-recovery", QT_TRANSLATE_NOOP("sqlite", "The database was not closed properly and must be "
                                                              "recovered before it can be read. Start and close its "
                                                              "application once, then try again.")};
    case SQLITE_IOERR:
        return {"read-failed",
                QT_TRANSLATE_NOOP("sqlite", "The database file could not be read to its end. The disk or "
                                            "the network drive may be failing, or the file was cut "
                                            "short. Check the disk and try again.")};
    case SQLITE_FULL:
        return {"no-space",
                QT_TRANSLATE_NOOP("sqlite", "There is no space left on the disk that holds temporary files. "
                                            "Make room and try again.")};
    case SQLITE_NOMEM:
        return {"out-of-memory", QT_TRANSLATE_NOOP("sqlite", "There is not enough memory to read the database. Close "
                                                             "other programs and try again.")};
    default:
        return {"sqlite-error", QT_TRANSLATE_NOOP("sqlite", "SQLite refused to read the database in a way that was not "
                                                            "expected. The details say why.")};
    }
}

QByteArray absoluteFile(const QString &path)
{
    return QFile::encodeName(QDir::cleanPath(QDir(path).absolutePath()));
}

/// The path as a URI, so that nothing in a name (?, #, %, a leading "file:") is taken for anything but itself.
QByteArray uriOf(const QByteArray &absolute, Database::Mode mode)
{
    const QByteArray options = mode == Database::Mode::Immutable ? "?mode=ro&immutable=1" : "?mode=ro";
    return "file://" + absolute.toPercentEncoding("/") + options;
}

void makeStrict(sqlite3 *handle)
{
    // A misspelt "column" must be an error, never a string. The schema stays trusted: files with JSON functions in a
    // CHECK or a generated column could not be read otherwise.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, busyTimeoutMs);
}

} // namespace

void StatementCloser::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

base::Result<Database> Database::open(const QString &path, Mode mode)
{
    Database database;
    const QByteArray file = absoluteFile(path);
    KeptSnapshot *const kept = mode == Mode::Immutable ? KeptSnapshot::ofThread() : nullptr;
    if (kept != nullptr)
        database.m_handle = kept->find(file);
    if (database.m_handle)
        return database;
    sqlite3 *handle = nullptr;
    constexpr int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    const int opened = sqlite3_open_v2(uriOf(file, mode).constData(), &handle, flags, nullptr);
    database.m_handle.reset(handle, sqlite3_close_v2);
    if (opened != SQLITE_OK) {
        base::Error error = errorOf(handle);
        if (!error.detail.contains(path))
            error.detail += u" – " + path;
        return base::fail(std::move(error));
    }
    makeStrict(handle);
    // Opening reads nothing yet: this reads the header and parses the whole schema.
    if (const auto tables = database.integer(QStringLiteral("SELECT count(*) FROM sqlite_master")); !tables)
        return base::fail(tables.error());
    if (kept != nullptr)
        kept->keep(file, database.m_handle);
    return database;
}

base::Result<Statement> Database::prepare(const QString &sql) const
{
    const QByteArray text = sql.toUtf8();
    sqlite3_stmt *statement = nullptr;
    const int code =
        sqlite3_prepare_v3(handle(), text.constData(), static_cast<int>(text.size()), 0, &statement, nullptr);
    if (code != SQLITE_OK)
        return base::fail(lastError());
    return Statement(statement);
}

base::Result<qint64> Database::integer(const QString &sql) const
{
    const auto statement = prepare(sql);
    if (!statement)
        return base::fail(statement.error());
    switch (sqlite3_step(statement->get())) {
    case SQLITE_ROW:
        return sqlite3_column_int64(statement->get(), 0);
    case SQLITE_DONE:
        return base::fail(
            QStringLiteral("no-row"),
            translated(QT_TRANSLATE_NOOP(
                "sqlite", "The database gave no answer where one was expected. It may have been changed meanwhile.")),
            sql);
    default:
        return base::fail(lastError());
    }
}

base::Error Database::lastError() const
{
    return errorOf(handle());
}

base::Error Database::errorOf(sqlite3 *handle)
{
    const int extended = handle != nullptr ? sqlite3_extended_errcode(handle) : SQLITE_NOMEM;
    const int code = extended & 0xff;
    if (code == SQLITE_INTERRUPT)
        return base::failStopped().value();
    const int systemError = handle != nullptr ? sqlite3_system_errno(handle) : 0;
    const Wording wording = wordingOf(code, systemError);

    QString detail = QStringLiteral("SQLite %1: ").arg(extended);
    detail += QString::fromUtf8(handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
    if (code == SQLITE_CANTOPEN && systemError != 0)
        detail += u" (" + QString::fromLocal8Bit(std::strerror(systemError)) + u')';
    if (const char *file = handle != nullptr ? sqlite3_db_filename(handle, "main") : nullptr; file && *file)
        detail += u" – " + QFile::decodeName(file);
    return {QString::fromLatin1(wording.code), translated(wording.message), detail};
}

} // namespace sqlite
