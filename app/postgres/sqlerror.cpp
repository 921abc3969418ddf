// SPDX-License-Identifier: MIT
#include "postgres/connection.h"

#include <QCoreApplication>

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
constexpr Wording stopped{"stopped", QT_TRANSLATE_NOOP("postgres", "%1 was stopped before its end.")};
constexpr Wording refused{"sql", QT_TRANSLATE_NOOP("postgres",
                                                   "%1 failed because the server refused the statement. The server's "
                                                   "own words are in the details.")};

const Wording &wordingFor(const QString &sqlState, const QString &serverText)
{
    static const QStringList lostStates{u"57P01"_s, u"57P02"_s, u"57P03"_s, u"57P05"_s, u"25P03"_s};
    if (sqlState.isEmpty() || sqlState.startsWith(u"08") || lostStates.contains(sqlState))
        return lost;
    if (sqlState == u"42501")
        return noRights;
    if (sqlState == u"53100")
        return diskFull;
    if (sqlState == u"53300")
        return tooMany;
    if (sqlState == u"55P03" || sqlState == u"40P01")
        return locked;
    if (sqlState == u"57014") // one code for both; without the English words it is taken for a stop
        return serverText.contains(u"statement timeout") ? timeout : stopped;
    return refused;
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
