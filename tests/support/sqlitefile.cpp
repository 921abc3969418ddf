// SPDX-License-Identifier: MIT
#include "support/sqlitefile.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <cstdio>
#include <cstdlib>
#include <sqlite3.h>

namespace testsupport {

namespace {

[[noreturn]] void giveUp(const QString &what, const char *why)
{
    std::fprintf(stderr, "%s: %s\n", qPrintable(what), why);
    std::abort();
}

QString firstValue(sqlite3 *handle, const QString &sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(handle, sql.toUtf8().constData(), -1, &statement, nullptr) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW)
        giveUp(sql, sqlite3_errmsg(handle));
    const void *text = sqlite3_column_text(statement, 0);
    QString value = QString::fromUtf8(static_cast<const char *>(text), sqlite3_column_bytes(statement, 0));
    sqlite3_finalize(statement);
    return value;
}

} // namespace

SqliteFile::SqliteFile(const QString &path)
{
    if (sqlite3_open(QFile::encodeName(path).constData(), &m_handle) != SQLITE_OK)
        giveUp(path, sqlite3_errmsg(m_handle));
    sqlite3_busy_timeout(m_handle, 20000);
}

SqliteFile::~SqliteFile()
{
    sqlite3_close(m_handle);
}

void SqliteFile::run(const QString &sql) const
{
    if (sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        giveUp(sql, sqlite3_errmsg(m_handle));
}

bool SqliteFile::tryRun(const QString &sql) const
{
    const int code = sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK && code != SQLITE_BUSY)
        giveUp(sql, sqlite3_errmsg(m_handle));
    return code == SQLITE_OK;
}

qint64 SqliteFile::integer(const QString &sql) const
{
    return text(sql).toLongLong();
}

QString SqliteFile::text(const QString &sql) const
{
    return firstValue(m_handle, sql);
}

QString valueIn(const QString &path, const QString &sql)
{
    sqlite3 *handle = nullptr;
    const QByteArray uri = "file://" + QFile::encodeName(path).toPercentEncoding("/") + "?immutable=1";
    if (sqlite3_open_v2(uri.constData(), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr) != SQLITE_OK)
        giveUp(path, sqlite3_errmsg(handle));
    QString value = firstValue(handle, sql);
    sqlite3_close(handle);
    return value;
}

QMap<QString, QByteArray> stateOf(const QString &folder)
{
    QMap<QString, QByteArray> state;
    QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString path = entries.next();
        const QFileInfo info = entries.fileInfo();
        const bool shared = path.endsWith(QStringLiteral("-shm"));
        state[path] = !info.isFile() || shared ? QByteArray::number(info.isFile() ? info.size() : -1)
                                               : QCryptographicHash::hash(readFile(path), QCryptographicHash::Sha256);
    }
    return state;
}

void copyAsItLies(const QString &from, const QString &to)
{
    for (const QString &suffix : {QString(), QStringLiteral("-journal"), QStringLiteral("-wal")}) {
        if (QFile::exists(QString(from + suffix)))
            writeFile(to + suffix, readFile(from + suffix));
    }
}

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        giveUp(path, "cannot be written");
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        giveUp(path, "cannot be read");
    return file.readAll();
}

} // namespace testsupport
