// SPDX-License-Identifier: MIT
#include "postgres/diagnosis.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace postgres {

namespace {

struct Wording
{
    const char *code;
    const char *message; ///< %1 is user@host:port/database
};

constexpr std::array wordings{
    Wording{"connection-refused",
            QT_TRANSLATE_NOOP("postgres",
                              "Nothing answers at %1. Usually the server is not started, or the host or port is wrong. "
                              "Start the server, or correct the address.")},
    Wording{"host-unknown",
            QT_TRANSLATE_NOOP("postgres", "The host name of %1 does not exist. Usually it is misspelt, or this "
                                          "computer is not connected to that network. Check the name.")},
    Wording{"host-unreachable",
            QT_TRANSLATE_NOOP(
                "postgres", "There is no way from this computer to %1. Usually the network or a VPN is off. Check the "
                            "network connection and the address.")},
    Wording{"timeout", QT_TRANSLATE_NOOP("postgres",
                                         "No answer came from %1 in time. Usually a firewall drops the packets, or the "
                                         "address is wrong. Check both.")},
    Wording{"not-postgresql",
            QT_TRANSLATE_NOOP("postgres",
                              "Something answers at %1, but it does not speak as a PostgreSQL server does. Usually the "
                              "port belongs to another program. Check the port.")},
    Wording{"socket-forbidden",
            QT_TRANSLATE_NOOP("postgres", "This user may not use the socket of %1. Choose the server's socket "
                                          "folder again, or connect to its host name.")},
    Wording{"ssl-not-supported",
            QT_TRANSLATE_NOOP("postgres",
                              "The server %1 cannot encrypt. Turn encryption on there (ssl = on), or allow an "
                              "unencrypted connection if the server is on this computer.")},
    Wording{"ssl-required",
            QT_TRANSLATE_NOOP("postgres", "The server %1 takes only encrypted connections. Choose the encryption "
                                          "mode “require”.")},
    Wording{"not-in-access-list",
            QT_TRANSLATE_NOOP("postgres",
                              "The server's access list (pg_hba.conf) has no line that lets this computer and user in "
                              "as %1. Ask its administrator to add one.")},
    Wording{"access-rejected",
            QT_TRANSLATE_NOOP("postgres",
                              "The server's access list (pg_hba.conf) forbids the connection %1 on purpose. Ask its "
                              "administrator, or use another user or computer.")},
    Wording{"password-refused",
            QT_TRANSLATE_NOOP("postgres", "The server refused the user or the password for %1. One of them is "
                                          "wrong, or the password has expired. Type both again.")},
    Wording{"password-needed",
            QT_TRANSLATE_NOOP("postgres", "The server wants a password for %1, and none was given. Give one, or "
                                          "add a line to ~/.pgpass.")},
    Wording{"peer-refused",
            QT_TRANSLATE_NOOP("postgres",
                              "The server compares the name of the system user with the database user for %1, and they "
                              "differ. Connect through the host name with a password, or run as that system user.")},
    Wording{"client-certificate-needed",
            QT_TRANSLATE_NOOP("postgres",
                              "The server wants a valid certificate from this computer for %1. Choose the certificate "
                              "and key that its administrator gave you, and check that they have not expired.")},
    Wording{"role-may-not-log-in",
            QT_TRANSLATE_NOOP("postgres",
                              "The user of %1 exists, but may not log in. It is probably a group role: use another "
                              "user, or ask for the right to log in.")},
    Wording{"role-unknown",
            QT_TRANSLATE_NOOP("postgres", "The user of %1 does not exist on that server. Check its spelling, or ask "
                                          "for it to be created.")},
    Wording{"too-many-connections",
            QT_TRANSLATE_NOOP("postgres",
                              "The server has no free connection left for %1. Close other programs that use it, or "
                              "raise max_connections there, then try again.")},
    Wording{"no-such-database",
            QT_TRANSLATE_NOOP("postgres", "The server answers, but the database of %1 does not exist. Create it, "
                                          "or choose one that exists.")},
    Wording{"no-connect-right",
            QT_TRANSLATE_NOOP("postgres", "The user of %1 lacks the right to connect to that database. Ask its "
                                          "owner for the right.")},
    Wording{"database-closed",
            QT_TRANSLATE_NOOP("postgres", "The database of %1 takes no connections at the moment. Its "
                                          "administrator has closed it: choose another, or ask.")},
    Wording{"server-starting",
            QT_TRANSLATE_NOOP("postgres", "The server %1 is just starting or recovering. Wait a moment, then "
                                          "try again.")},
    Wording{"server-shutting-down",
            QT_TRANSLATE_NOOP("postgres", "The server %1 is just shutting down. Start it again, then try "
                                          "again.")},
    Wording{"certificate-missing",
            QT_TRANSLATE_NOOP("postgres",
                              "The server's certificate for %1 cannot be checked, because the file with the trusted "
                              "authority is missing. Choose the CA file that the server's administrator gave you.")},
    Wording{"certificate-not-trusted",
            QT_TRANSLATE_NOOP(
                "postgres", "The certificate of %1 cannot be trusted: it is not signed by the authority you chose, or "
                            "it has expired. Perhaps it is another server, or the CA file is an old one. Ask its "
                            "administrator for the right CA file, or to renew the certificate.")},
    Wording{"certificate-name-mismatch",
            QT_TRANSLATE_NOOP("postgres",
                              "The certificate of %1 is made out to another name. Use the host name that is in the "
                              "certificate, or make sure that this is the right server.")},
    Wording{"certificate-file",
            QT_TRANSLATE_NOOP("postgres",
                              "A certificate or key file for %1 cannot be read or does not fit the other. Choose the "
                              "files again.")},
    Wording{"key-file-open",
            QT_TRANSLATE_NOOP("postgres",
                              "The private key file for %1 can be read by other users of this computer, so it is not "
                              "used. Take that right away from them (chmod 600).")},
    Wording{"service-unknown",
            QT_TRANSLATE_NOOP("postgres", "The service that %1 should use is not in pg_service.conf. Check its "
                                          "name and the file.")},
    Wording{"bad-settings",
            QT_TRANSLATE_NOOP("postgres", "The connection settings for %1 do not make sense. The details say which.")},
    Wording{"connection-failed",
            QT_TRANSLATE_NOOP("postgres",
                              "The connection to %1 could not be made. The server's own words are in the details.")},
};

struct Sign
{
    const char *words; ///< in libpq's English text
    const char *code;
};

/// The order matters: the more particular comes first.
constexpr std::array signs{
    Sign{"definition of service", "service-unknown"},
    Sign{"could not translate host name", "host-unknown"},
    Sign{"could not parse network address", "host-unknown"},
    Sign{"could not read root certificate file", "certificate-file"},
    Sign{"root certificate file", "certificate-missing"},
    Sign{"does not match host name", "certificate-name-mismatch"},
    Sign{"could not get server's host name from server certificate", "certificate-name-mismatch"},
    Sign{"certificate verify failed", "certificate-not-trusted"},
    Sign{"has group or world access", "key-file-open"},
    Sign{"private key file", "certificate-file"},
    Sign{"certificate file", "certificate-file"},
    Sign{"alert", "client-certificate-needed"},
    Sign{"server does not support SSL", "ssl-not-supported"},
    Sign{"received invalid response to SSL negotiation", "not-postgresql"},
    Sign{"expected authentication request from server", "not-postgresql"},
    Sign{" value: \"", "bad-settings"},
    Sign{"invalid port number", "bad-settings"},
    Sign{"invalid integer value", "bad-settings"},
    Sign{"could not match", "bad-settings"},
    Sign{"Unix-domain socket path", "bad-settings"},
    Sign{"timeout expired", "timeout"},
    Sign{"Connection timed out", "timeout"},
    Sign{"Connection refused", "connection-refused"},
    Sign{"No such file or directory", "connection-refused"},
    Sign{"Permission denied", "socket-forbidden"},
    Sign{"Network is unreachable", "host-unreachable"},
    Sign{"No route to host", "host-unreachable"},
    Sign{"server closed the connection unexpectedly", "not-postgresql"},
};

QString codeFromWords(const QString &text)
{
    const auto *sign = std::find_if(signs.begin(), signs.end(),
                                    [&text](const Sign &s) { return text.contains(QLatin1String(s.words)); });
    return sign == signs.end() ? u"connection-failed"_s : QString::fromLatin1(sign->code);
}

/// 28000 has many causes; the server's routine tells them apart in every language. Where two causes share a routine,
/// English words decide and the commoner cause is assumed otherwise.
QString codeFromRefusedSignIn(const Attempt &attempt)
{
    if (attempt.routine == u"InitializeSessionUserId")
        return attempt.text.contains(u"does not exist") ? u"role-unknown"_s : u"role-may-not-log-in"_s;
    if (attempt.routine == u"auth_failed") {
        if (attempt.text.contains(u"ertificate authentication"))
            return u"client-certificate-needed"_s;
        return attempt.usedPassword ? u"password-refused"_s : u"peer-refused"_s;
    }
    if (attempt.text.contains(u"client certificate"))
        return u"client-certificate-needed"_s;
    if (attempt.text.contains(u"rejects connection"))
        return u"access-rejected"_s;
    return u"not-in-access-list"_s;
}

QString codeFromServer(const Attempt &attempt)
{
    struct State
    {
        QLatin1String sqlState;
        QLatin1String code;
    };
    static constexpr std::array states{
        State{QLatin1String("28P01"), QLatin1String("password-refused")},
        State{QLatin1String("53300"), QLatin1String("too-many-connections")},
        State{QLatin1String("3D000"), QLatin1String("no-such-database")},
        State{QLatin1String("42501"), QLatin1String("no-connect-right")},
        State{QLatin1String("55000"), QLatin1String("database-closed")},
        State{QLatin1String("57P01"), QLatin1String("server-shutting-down")},
    };
    if (attempt.sqlState == u"28000")
        return codeFromRefusedSignIn(attempt);
    if (attempt.sqlState == u"57P03")
        return attempt.text.contains(u"shutting down") ? u"server-shutting-down"_s : u"server-starting"_s;
    const auto *state = std::find_if(states.begin(), states.end(),
                                     [&attempt](const State &s) { return attempt.sqlState == s.sqlState; });
    return state == states.end() ? u"connection-failed"_s : QString(state->code);
}

/// A server whose list has only hostssl lines refuses a plain connection like one that has no line at all: only a
/// second try with encryption tells.
bool encryptionWouldHelp(const Settings &settings)
{
    Settings encrypted = settings;
    encrypted.sslMode = u"require"_s;
    const Attempt again = attemptToConnect(encrypted, 5s, {});
    if (again.end == Attempt::End::Connected || again.needsPassword)
        return true;
    return !again.sqlState.isEmpty() && codeFromServer(again) != u"not-in-access-list";
}

bool triedPlain(const Settings &settings)
{
    const QString mode = settings.sslMode.isEmpty() ? qEnvironmentVariable("PGSSLMODE") : settings.sslMode;
    return mode == u"disable" || mode == u"allow";
}

QString codeOf(const Settings &settings, const Attempt &attempt)
{
    if (attempt.end == Attempt::End::TimedOut)
        return u"timeout"_s;
    if (attempt.needsPassword)
        return u"password-needed"_s;
    if (attempt.sqlState.isEmpty())
        return codeFromWords(attempt.text);
    QString code = codeFromServer(attempt);
    if (code == u"not-in-access-list" && !attempt.overSocket && triedPlain(settings) && encryptionWouldHelp(settings))
        return u"ssl-required"_s;
    return code;
}

QString messageFor(const QString &code)
{
    const auto *wording = std::find_if(wordings.begin(), wordings.end(),
                                       [&code](const Wording &w) { return code == QLatin1String(w.code); });
    return QCoreApplication::translate("postgres",
                                       wording == wordings.end() ? wordings.back().message : wording->message);
}

QString quotedName(QString name)
{
    return u'"' + name.replace(u'"', u"\"\""_s) + u'"';
}

} // namespace

base::Error explain(const Settings &settings, const Attempt &attempt)
{
    if (attempt.end == Attempt::End::Stopped)
        return base::Error(base::failStopped().value());
    const QString code = codeOf(settings, attempt);
    QString detail = attempt.text;
    if (constexpr qsizetype telling = 6; settings.password.reveal().size() >= telling)
        detail.replace(settings.password.reveal(), u"…"_s);
    return {code, messageFor(code).arg(settings.describe()), detail};
}

QString fixFor(const Settings &settings, const QString &code)
{
    if (code == u"no-such-database")
        return u"CREATE DATABASE "_s + quotedName(settings.database) + u" ENCODING 'UTF8' TEMPLATE template0;"_s;
    if (code == u"no-connect-right")
        return u"GRANT CONNECT ON DATABASE "_s + quotedName(settings.database) + u" TO "_s + quotedName(settings.user) +
               u';';
    if (code == u"role-may-not-log-in")
        return u"ALTER ROLE "_s + quotedName(settings.user) + u" LOGIN;"_s;
    if (code == u"not-in-access-list")
        return u"host  "_s + quotedName(settings.database) + u"  "_s + quotedName(settings.user) +
               u"  samehost  scram-sha-256"_s;
    if (code == u"ssl-required")
        return u"sslmode=require"_s;
    if (code == u"key-file-open")
        return u"chmod 600 "_s + settings.sslKey;
    return {};
}

} // namespace postgres
