// SPDX-License-Identifier: MIT
#include "postgres/connection.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

struct Wording
{
    const char *code;
    const char *message; ///< %1 is what was tried, with a capital letter
};

constexpr Wording lost{"connection-lost",
                       QT_TRANSLATE_NOOP("postgres",
                                         "%1 failed because the connection to the server broke. Usually the server was "
                                         "stopped or restarted, or the network failed. Check that the server runs, "
                                         "then try again.")};
constexpr Wording noRights{
    "no-rights", QT_TRANSLATE_NOOP("postgres", "%1 failed because your user lacks the right to do it. Ask the owner of "
                                               "the database for the right, or connect as another user.")};
constexpr Wording diskFull{"disk-full",
                           QT_TRANSLATE_NOOP("postgres",
                                             "%1 failed because the disk of the server is full. Free some space there, "
                                             "then try again.")};
constexpr Wording locked{
    "locked", QT_TRANSLATE_NOOP("postgres", "%1 failed because another session holds a lock on the same objects. "
                                            "Close other programs that use this database, then try again.")};
constexpr Wording tooMany{
    "too-many-connections",
    QT_TRANSLATE_NOOP("postgres", "%1 failed because the server has no free connection. Close other "
                                  "programs that use it, use fewer workers, or raise max_connections there.")};
constexpr Wording timeout{"statement-timeout",
                          QT_TRANSLATE_NOOP("postgres", "%1 failed because it took longer than the server allows "
                                                        "(statement_timeout). Raise that limit, then try again.")};
constexpr Wording tooLarge{
    "limit-exceeded",
    QT_TRANSLATE_NOOP("postgres",
                      "%1 failed because something in it is larger than PostgreSQL allows. Usually a row has so many "
                      "columns with a value in them that it does not fit a page, or an indexed text is very long. The "
                      "details say which: shorten it where it comes from, or leave this source out.")};
constexpr Wording tooManyLocks{
    "too-many-locks",
    QT_TRANSLATE_NOOP("postgres",
                      "%1 failed because it touches more tables at once than the server's lock table has room for. "
                      "Raise max_locks_per_transaction there (which needs a restart), or move each creator into a "
                      "schema of its own.")};
constexpr Wording noMemory{"server-memory",
                           QT_TRANSLATE_NOOP("postgres",
                                             "%1 failed because the server ran out of memory. Close other programs "
                                             "that use it, or use fewer workers, then try again.")};
constexpr Wording readOnly{
    "server-read-only",
    QT_TRANSLATE_NOOP("postgres",
                      "%1 failed because the server can only be read now. Usually it was switched to read-only "
                      "(default_transaction_read_only), or it became a copy that follows another server. Ask its "
                      "administrator, then try again.")};
constexpr Wording gone{"objects-gone",
                       QT_TRANSLATE_NOOP("postgres",
                                         "%1 failed because something that was there a moment ago is gone. Usually "
                                         "somebody removed it, or rolled this run back, at the same time. Make sure "
                                         "that nobody else works on the database, then try again.")};
constexpr Wording pooler{
    "pooler",
    QT_TRANSLATE_NOOP("postgres",
                      "%1 failed because a connection pooler (such as PgBouncer) gave it another session. Connect to "
                      "the server directly, or through a pool in session mode (pool_mode = session).")};
constexpr Wording diskFailed{
    "server-disk",
    QT_TRANSLATE_NOOP("postgres",
                      "%1 failed because the server could not read or write its own files, or found them damaged. Ask "
                      "its administrator to look at its log and disk before anything else is tried.")};
constexpr Wording stopped{"stopped", QT_TRANSLATE_NOOP("postgres", "%1 was stopped before its end.")};
constexpr Wording refused{"sql", QT_TRANSLATE_NOOP("postgres",
                                                   "%1 failed because the server refused the statement. The server's "
                                                   "own words are in the details.")};

struct StateWording
{
    QLatin1String start; ///< of the SQLSTATE
    const Wording &wording;
};

/// The order matters: the more particular comes first.
constexpr std::array stateWordings{
    StateWording{QLatin1String("08"), lost},          StateWording{QLatin1String("57P01"), lost},
    StateWording{QLatin1String("57P02"), lost},       StateWording{QLatin1String("57P03"), lost},
    StateWording{QLatin1String("57P05"), lost},       StateWording{QLatin1String("25P03"), lost},
    StateWording{QLatin1String("25006"), readOnly},   StateWording{QLatin1String("42501"), noRights},
    StateWording{QLatin1String("53100"), diskFull},   StateWording{QLatin1String("53200"), noMemory},
    StateWording{QLatin1String("53300"), tooMany},    StateWording{QLatin1String("54"), tooLarge},
    StateWording{QLatin1String("55P03"), locked},     StateWording{QLatin1String("40P01"), locked},
    StateWording{QLatin1String("26000"), pooler},     StateWording{QLatin1String("42P05"), pooler},
    StateWording{QLatin1String("3F000"), gone},       StateWording{QLatin1String("42P01"), gone},
    StateWording{QLatin1String("58"), diskFailed},    StateWording{QLatin1String("XX001"), diskFailed},
    StateWording{QLatin1String("XX002"), diskFailed},
};

const Wording &wordingFor(const QString &sqlState, const QString &serverText)
{
    if (sqlState.isEmpty())
        return lost;
    if (sqlState == u"57014") // one code for both; without the English words it is taken for a stop
        return serverText.contains(u"statement timeout") ? timeout : stopped;
    if (sqlState == u"53200" &&
        serverText.contains(u"max_locks_per_transaction")) // a setting's name is never translated
        return tooManyLocks;
    const auto *found = std::find_if(stateWordings.begin(), stateWordings.end(),
                                     [&sqlState](const StateWording &s) { return sqlState.startsWith(s.start); });
    return found == stateWordings.end() ? refused : found->wording;
}

} // namespace

base::Error sqlError(const QString &doing, const QString &sqlState, const QString &serverText)
{
    const Wording &wording = wordingFor(sqlState, serverText);
    QString what = doing;
    if (!what.isEmpty())
        what[0] = what[0].toUpper();
    QString detail = serverText.trimmed();
    if (!sqlState.isEmpty())
        detail += (detail.isEmpty() ? u"SQLSTATE "_s : u"\nSQLSTATE "_s) + sqlState;
    return {QString::fromLatin1(wording.code), QCoreApplication::translate("postgres", wording.message).arg(what),
            detail};
}

} // namespace postgres
