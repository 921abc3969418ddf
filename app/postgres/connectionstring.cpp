// SPDX-License-Identifier: MIT
#include "postgres/parameters.h"
#include "postgres/settings.h"

#include <QCoreApplication>
#include <QStringDecoder>
#include <optional>

using namespace Qt::StringLiterals;

namespace postgres {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("postgres", text);
}

tl::unexpected<base::Error> bad(const QString &message)
{
    return base::fail(u"bad-connection-string"_s, message);
}

/// What drivers and frameworks put into their URLs for themselves: nothing that concerns the connection.
bool isForADriver(const QString &key)
{
    static const QStringList keys{u"ApplicationName"_s,
                                  u"async_fallback"_s,
                                  u"command_timeout"_s,
                                  u"connection_limit"_s,
                                  u"currentSchema"_s,
                                  u"loginTimeout"_s,
                                  u"max_overflow"_s,
                                  u"pgbouncer"_s,
                                  u"pool_size"_s,
                                  u"pool_timeout"_s,
                                  u"prepared_statement_cache_size"_s,
                                  u"prepared_statement_name_func"_s,
                                  u"schema"_s,
                                  u"server_settings"_s,
                                  u"statement_cache_size"_s,
                                  u"timeout"_s};
    return keys.contains(key);
}

/// libpq's keywords that have no field of their own in Settings.
bool isForLibpq(const QString &key)
{
    static const QStringList keys{u"application_name"_s,
                                  u"channel_binding"_s,
                                  u"client_encoding"_s,
                                  u"connect_timeout"_s,
                                  u"fallback_application_name"_s,
                                  u"gssdelegation"_s,
                                  u"gssencmode"_s,
                                  u"gsslib"_s,
                                  u"hostaddr"_s,
                                  u"keepalives"_s,
                                  u"keepalives_count"_s,
                                  u"keepalives_idle"_s,
                                  u"keepalives_interval"_s,
                                  u"krbsrvname"_s,
                                  u"load_balance_hosts"_s,
                                  u"options"_s,
                                  u"passfile"_s,
                                  u"require_auth"_s,
                                  u"requirepeer"_s,
                                  u"ssl_max_protocol_version"_s,
                                  u"ssl_min_protocol_version"_s,
                                  u"sslcertmode"_s,
                                  u"sslcompression"_s,
                                  u"sslcrl"_s,
                                  u"sslcrldir"_s,
                                  u"sslnegotiation"_s,
                                  u"sslpassword"_s,
                                  u"sslsni"_s,
                                  u"target_session_attrs"_s,
                                  u"tcp_user_timeout"_s};
    return keys.contains(key);
}

/// asyncpg and JDBC say ssl= where libpq says sslmode=.
QString modeFromSsl(const QString &value)
{
    QString lower = value.toLower();
    if (lower == u"true" || lower == u"1" || lower == u"on" || lower == u"no-verify")
        return u"require"_s;
    if (lower == u"false" || lower == u"0" || lower == u"off")
        return u"disable"_s;
    return lower;
}

enum class Assigned { Yes, UnknownKey };

Assigned assign(Settings &settings, const QString &key, const QString &value)
{
    if (key == u"host")
        settings.host = value;
    else if (key == u"port")
        settings.port = value;
    else if (key == u"dbname" || key == u"database")
        settings.database = value;
    else if (key == u"user")
        settings.user = value;
    else if (key == u"password")
        settings.password = base::Secret(value);
    else if (key == u"sslmode")
        settings.sslMode = value;
    else if (key == u"ssl")
        settings.sslMode = modeFromSsl(value);
    else if (key == u"sslrootcert")
        settings.sslRootCert = value;
    else if (key == u"sslcert")
        settings.sslCert = value;
    else if (key == u"sslkey")
        settings.sslKey = value;
    else if (key == u"service")
        settings.service = value;
    else if (isForLibpq(key))
        settings.more.insert(key, value);
    else
        return Assigned::UnknownKey;
    return Assigned::Yes;
}

base::Result<Settings> checked(const Settings &settings)
{
    if (const auto usable = checkSettings(settings); !usable)
        return bad(usable.error().message);
    return settings;
}

/// Percent-encoding undone; `part` names the piece for the message, which never repeats it.
base::Result<QString> decoded(QStringView text, const QString &part)
{
    QByteArray bytes;
    const QByteArray encoded = text.toUtf8();
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        if (encoded[i] != '%') {
            bytes.append(encoded[i]);
            continue;
        }
        bool isHex = false;
        const int code = encoded.mid(i + 1, 2).toInt(&isHex, 16);
        if (!isHex || i + 2 >= encoded.size() || code == 0)
            return bad(tr("In the connection string, the %1 contains a “%” that is not followed by two hexadecimal "
                          "digits. Write "
                          "a plain percent sign as %25.")
                           .replace(u"%1"_s, part));
        bytes.append(char(code));
        i += 2;
    }
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString plain = utf8(bytes);
    if (utf8.hasError())
        return bad(
            tr("In the connection string, the %1 is not valid UTF-8 after its percent signs are decoded.").arg(part));
    return plain;
}

struct Pieces
{
    QStringView credentials; ///< user[:password]
    QStringView hosts;
    QStringView path;
    QStringView query;
};

qsizetype endOf(QStringView text, QStringView stops)
{
    qsizetype at = 0;
    while (at < text.size() && !stops.contains(text[at]))
        ++at;
    return at;
}

base::Result<Pieces> cut(QStringView afterScheme)
{
    const qsizetype authorityEnd = endOf(afterScheme, u"/?");
    const QStringView authority = afterScheme.left(authorityEnd);
    QStringView rest = afterScheme.mid(authorityEnd);
    Pieces pieces;
    const qsizetype at = authority.lastIndexOf(u'@');
    const QStringView beforeQuery = rest.left(endOf(rest, u"?"));
    const QStringView firstKey = rest.mid(beforeQuery.size(), endOf(rest.mid(beforeQuery.size()), u"="));
    const bool colonFirst = at < 0 && authority.contains(u':') && !authority.contains(u'[');
    if (colonFirst && (beforeQuery.contains(u'@') || firstKey.contains(u'@')))
        return bad(tr("In the connection string, the user name or the password contains a “/” or “?”. Write them as "
                      "%2F and %3F."));
    if (at >= 0)
        pieces.credentials = authority.left(at);
    pieces.hosts = authority.mid(at + 1);
    if (rest.startsWith(u'/')) {
        rest = rest.mid(1);
        pieces.path = rest.left(endOf(rest, u"?"));
        rest = rest.mid(pieces.path.size());
    }
    pieces.query = rest.mid(1);
    return pieces;
}

base::Result<void> readCredentials(Settings &settings, QStringView credentials)
{
    const qsizetype colon = credentials.indexOf(u':');
    const auto user = decoded(colon < 0 ? credentials : credentials.left(colon), tr("user name"));
    if (!user)
        return base::fail(user.error());
    settings.user = *user;
    if (colon < 0)
        return {};
    const auto password = decoded(credentials.mid(colon + 1), tr("password"));
    if (!password)
        return base::fail(password.error());
    settings.password = base::Secret(*password);
    return {};
}

/// host[:port],[v6]:port,… as libpq's two lists of equal length.
base::Result<void> readHosts(Settings &settings, QStringView text)
{
    QStringList hosts;
    QStringList ports;
    bool anyPort = false;
    const auto parts = text.split(u',');
    for (const QStringView part : parts) {
        const qsizetype close = part.startsWith(u'[') ? part.indexOf(u']') : 0;
        if (close < 0)
            return bad(tr("In the connection string, an IPv6 address lacks its closing bracket “]”."));
        const qsizetype colon = part.indexOf(u':', close);
        const QStringView name = close > 0 ? part.mid(1, close - 1) : part.left(colon < 0 ? part.size() : colon);
        const auto host = decoded(name, tr("host name"));
        if (!host)
            return base::fail(host.error());
        const QString port = colon < 0 ? QString() : part.mid(colon + 1).toString();
        hosts.append(*host);
        ports.append(port.isEmpty() ? u"5432"_s : port);
        anyPort = anyPort || !port.isEmpty();
    }
    settings.host = hosts.join(u',');
    settings.port = anyPort ? ports.join(u',') : QString();
    return {};
}

base::Result<void> readQuery(Settings &settings, QStringView query)
{
    const auto pairs = query.split(u'&', Qt::SkipEmptyParts);
    for (const QStringView pair : pairs) {
        const qsizetype equals = pair.indexOf(u'=');
        const auto key = decoded(equals < 0 ? pair : pair.left(equals), tr("part after the “?”"));
        if (!key)
            return base::fail(key.error());
        if (equals < 0)
            return bad(tr(
                "In the connection string, a part after the “?” has no “=”. It should read “?name=value&name=value”."));
        const auto value = decoded(pair.mid(equals + 1), *key);
        if (!value)
            return base::fail(value.error());
        if (isForADriver(*key))
            continue;
        if (assign(settings, *key, *value) == Assigned::UnknownKey)
            return bad(
                tr("The connection string has a setting “%1” that does not exist. Check its spelling, or leave it out.")
                    .arg(*key));
    }
    return {};
}

base::Result<Settings> parseUrl(QStringView afterScheme)
{
    const auto pieces = cut(afterScheme);
    if (!pieces)
        return base::fail(pieces.error());
    Settings settings;
    if (const auto read = readCredentials(settings, pieces->credentials); !read)
        return base::fail(read.error());
    if (const auto read = readHosts(settings, pieces->hosts); !read)
        return base::fail(read.error());
    const auto database = decoded(pieces->path, tr("database name"));
    if (!database)
        return base::fail(database.error());
    settings.database = *database;
    if (const auto read = readQuery(settings, pieces->query); !read)
        return base::fail(read.error());
    return checked(settings);
}

/// Reads "key = value key2 = 'va\'lue'" as libpq does.
class PairReader
{
public:
    explicit PairReader(QStringView text) : m_text(text) {}

    void skipSpace()
    {
        while (!atEnd() && m_text[m_at].isSpace())
            ++m_at;
    }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] QString key()
    {
        const qsizetype start = m_at;
        while (!atEnd() && m_text[m_at] != u'=' && !m_text[m_at].isSpace())
            ++m_at;
        return m_text.mid(start, m_at - start).toString();
    }
    [[nodiscard]] bool equals()
    {
        skipSpace();
        if (atEnd() || m_text[m_at] != u'=')
            return false;
        ++m_at;
        skipSpace();
        return true;
    }
    /// Nothing if a quote is not closed.
    [[nodiscard]] std::optional<QString> value()
    {
        const bool quoted = !atEnd() && m_text[m_at] == u'\'';
        if (quoted)
            ++m_at;
        QString value;
        while (!atEnd() && (quoted ? m_text[m_at] != u'\'' : !m_text[m_at].isSpace())) {
            if (m_text[m_at] == u'\\' && m_at + 1 < m_text.size())
                ++m_at;
            value += m_text[m_at++];
        }
        if (quoted && atEnd())
            return std::nullopt;
        m_at += quoted ? 1 : 0;
        return value;
    }

private:
    QStringView m_text;
    qsizetype m_at = 0;
};

base::Result<Settings> parsePairs(QStringView text)
{
    Settings settings;
    PairReader reader(text);
    const QString spaces =
        tr("In the connection string, something that belongs to no setting follows the password. A value with "
           "spaces must stand in single quotes.");
    for (reader.skipSpace(); !reader.atEnd(); reader.skipSpace()) {
        const QString key = reader.key();
        // What follows a password may be a part of it.
        const bool mayRepeat = settings.password.isEmpty();
        if (!reader.equals())
            return bad(mayRepeat
                           ? tr("In the connection string, “%1” is not followed by “=”. It should read “host=… port=… "
                                "dbname=… user=…”.")
                                 .arg(key)
                           : spaces);
        const std::optional<QString> value = reader.value();
        if (!value)
            return bad(tr("In the connection string, a single quote is not closed."));
        if (assign(settings, key, *value) == Assigned::UnknownKey)
            return bad(
                mayRepeat
                    ? tr("The connection string has a setting “%1” that does not exist. Check its spelling, or leave "
                         "it out.")
                          .arg(key)
                    : spaces);
    }
    return checked(settings);
}

} // namespace

base::Result<Settings> parseConnectionString(const QString &text)
{
    QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return bad(tr("The connection string is empty. It should read “postgresql://user@host:5432/database”."));
    if (trimmed.startsWith(u"jdbc:"_s))
        trimmed = trimmed.mid(5);
    const qsizetype schemeEnd = trimmed.indexOf(u"://"_s);
    const qsizetype equals = trimmed.indexOf(u'=');
    if (schemeEnd >= 0 && (equals < 0 || schemeEnd < equals)) {
        const QString scheme = trimmed.left(schemeEnd).section(u'+', 0, 0).toLower();
        if (scheme != u"postgresql" && scheme != u"postgres")
            return bad(tr("The connection string is for another kind of database. One for PostgreSQL begins with "
                          "“postgresql://”."));
        return parseUrl(QStringView(trimmed).mid(schemeEnd + 3));
    }
    if (equals < 0)
        return bad(
            tr("The connection string is neither a URL (“postgresql://user@host:5432/database”) nor a list of settings "
               "(“host=… port=… dbname=… user=…”)."));
    return parsePairs(trimmed);
}

} // namespace postgres
