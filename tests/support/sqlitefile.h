// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

struct sqlite3;

namespace testsupport {

/// An ordinary connection, as an application has one. Every failure ends the process.
class SqliteFile
{
public:
    explicit SqliteFile(const QString &path);
    SqliteFile(const SqliteFile &) = delete;
    SqliteFile &operator=(const SqliteFile &) = delete;
    ~SqliteFile();

    void run(const QString &sql) const;
    /// True if it could be run; false if the database was busy.
    [[nodiscard]] bool tryRun(const QString &sql) const;
    [[nodiscard]] qint64 integer(const QString &sql) const;
    [[nodiscard]] QString text(const QString &sql) const;
    [[nodiscard]] sqlite3 *handle() const { return m_handle; }

private:
    sqlite3 *m_handle = nullptr;
};

/// The first value of a query on a file that nobody uses, opened so that nothing is changed.
QString valueIn(const QString &path, const QString &sql);

/// Every name below the folder and what it holds: SHA-256 of files (of a -shm, which readers share, only the size).
QMap<QString, QByteArray> stateOf(const QString &folder);

/// The database with its -journal and -wal, as a backup program would copy them from under its owner.
void copyAsItLies(const QString &from, const QString &to);

void writeFile(const QString &path, const QByteArray &content);
QByteArray readFile(const QString &path);

} // namespace testsupport
