// SPDX-License-Identifier: MIT
#include "sqlite/integrity.h"

#include "sqlite/originalreader.h"
#include "sqlite/rawfile.h"
#include "sqlite/refusal.h"

#include <QStringList>
#include <algorithm>
#include <cstring>
#include <sqlite3.h>

namespace sqlite {

namespace {

constexpr qsizetype toldProblems = 10;
constexpr int stepsBetweenLooks = 1000;

struct Findings
{
    QStringList damage; ///< the first of it
    bool onlyIndexes = true;
};

int shouldStop(void *context)
{
    return static_cast<const std::stop_token *>(context)->stop_requested() ? 1 : 0;
}

int compareBytes(void *, int leftBytes, const void *left, int rightBytes, const void *right)
{
    const int order = std::memcmp(left, right, static_cast<size_t>(std::min(leftBytes, rightBytes)));
    return order != 0 ? order : leftBytes - rightBytes;
}

/// An application's own collation is not known here; the quick check needs one of that name, whatever it does.
void standInForCollation(void *, sqlite3 *handle, int encoding, const char *name)
{
    sqlite3_create_collation(handle, name, encoding, nullptr, compareBytes);
}

bool breaksOnlyRules(const QString &finding)
{
    return finding.startsWith(u"NULL value in ") || finding.startsWith(u"CHECK constraint failed in ") ||
           finding.startsWith(u"NUMERIC value in ") || finding.startsWith(u"TEXT value in ") ||
           finding.startsWith(u"non-unique entry in index ") ||
           (finding.startsWith(u"non-") && finding.contains(u" value in "));
}

bool isOfIndex(const QString &finding)
{
    return finding.contains(u" missing from index ") || finding.startsWith(u"wrong # of entries in index ");
}

/// One text may hold several findings, a line each.
void sort(const QString &text, Findings &findings)
{
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (line == u"ok" || breaksOnlyRules(line) || findings.damage.size() >= toldProblems)
            continue;
        findings.damage.append(line);
        findings.onlyIndexes = findings.onlyIndexes && isOfIndex(line);
    }
}

/// The SQLite result code; SQLITE_DONE if the check came to its end or found enough.
int check(sqlite3 *handle, const char *sql, Findings &findings)
{
    sqlite3_stmt *prepared = nullptr;
    int code = sqlite3_prepare_v2(handle, sql, -1, &prepared, nullptr);
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(prepared, sqlite3_finalize);
    if (code != SQLITE_OK)
        return code;
    while ((code = sqlite3_step(prepared)) == SQLITE_ROW && findings.damage.size() < toldProblems) {
        const void *text = sqlite3_column_text(prepared, 0);
        sort(QString::fromUtf8(static_cast<const char *>(text), sqlite3_column_bytes(prepared, 0)), findings);
    }
    return code == SQLITE_ROW ? SQLITE_DONE : code;
}

base::Result<Connection> openForChecking(const QByteArray &copy, const QString &path)
{
    sqlite3 *handle = nullptr;
    constexpr int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    const int opened = sqlite3_open_v2(uriOf(copy, "?immutable=1").constData(), &handle, flags, nullptr);
    Connection connection(handle);
    if (opened != SQLITE_OK)
        return base::fail(refusalOfSqlite(handle, path));
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_collation_needed(handle, nullptr, nullptr);
    execute(handle, "PRAGMA ignore_check_constraints=ON");
    return connection;
}

// High limits, so that many broken rules do not hide damage behind them.
constexpr const char *fullCheck = "PRAGMA integrity_check(100000)";
constexpr const char *quickCheck = "PRAGMA quick_check(100000)";

} // namespace

base::Result<CheckDepth> checkIntegrity(const QByteArray &copy, const QString &path, std::stop_token stop)
{
    const auto connection = openForChecking(copy, path);
    if (!connection)
        return base::fail(connection.error());
    sqlite3 *handle = connection->get();
    sqlite3_progress_handler(handle, stepsBetweenLooks, shouldStop, &stop);
    // One opcode checks a whole tree: only an interruption reaches into it.
    const std::stop_callback interrupt(stop, [handle] { sqlite3_interrupt(handle); });

    const RawFile file = RawFile::open(copy);
    CheckDepth depth = file.isOpen() && file.size() <= fullCheckBytes ? CheckDepth::Full : CheckDepth::Quick;
    Findings findings;
    int code = stop.stop_requested() ? SQLITE_INTERRUPT
                                     : check(handle, depth == CheckDepth::Full ? fullCheck : quickCheck, findings);
    if ((code & 0xff) == SQLITE_ERROR && findings.damage.isEmpty()) {
        // Indexes that use the application's own functions or collations can only be checked by it.
        sqlite3_collation_needed(handle, nullptr, standInForCollation);
        depth = CheckDepth::Quick;
        code = check(handle, quickCheck, findings);
    }
    if (stop.stop_requested() || (code & 0xff) == SQLITE_INTERRUPT)
        return base::failStopped();
    if (!findings.damage.isEmpty()) {
        const Reason reason = findings.onlyIndexes ? Reason::DamagedIndexes : Reason::Damaged;
        return base::fail(refusal(reason, path, findings.damage.join(u'\n')));
    }
    if (code != SQLITE_DONE)
        return base::fail(refusalOfSqlite(handle, path));
    return depth;
}

} // namespace sqlite
