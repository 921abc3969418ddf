// SPDX-License-Identifier: MIT
#include "support/testserver.h"

#include <QFile>
#include <QtGlobal>
#include <cstdio>
#include <cstdlib>
#include <sqlite3.h>

namespace testsupport {

void makeSqlite(const QString &path, const QString &sql)
{
    sqlite3 *database = nullptr;
    char *words = nullptr;
    const int opened = sqlite3_open(path.toUtf8().constData(), &database);
    const int result =
        opened == SQLITE_OK ? sqlite3_exec(database, sql.toUtf8().constData(), nullptr, nullptr, &words) : opened;
    if (result != SQLITE_OK) {
        std::fprintf(stderr, "%s: %s\n", qPrintable(path), words ? words : sqlite3_errmsg(database));
        std::abort();
    }
    sqlite3_close(database);
}

} // namespace testsupport
