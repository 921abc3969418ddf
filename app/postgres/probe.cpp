// SPDX-License-Identifier: MIT
#include "postgres/probe.h"
#include "postgres/parameters.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QStringList>
#include <algorithm>
#include <clocale>
#include <functional>
#include <future>
#include <libpq-fe.h>
#include <memory>
#include <netdb.h>
#include <optional>
#include <poll.h>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace postgres {

namespace {

/// While it lives, this thread's messages (libpq's and the system's) are in English.
class EnglishMessages
{
public:
    EnglishMessages() : m_english(newlocale(LC_ALL_MASK, "C", locale_t(nullptr)))
    {
        if (m_english)
            m_before = uselocale(m_english);
    }
    ~EnglishMessages()
    {
        if (!m_english)
            return;
        uselocale(m_before);
        freelocale(m_english);
    }
    Q_DISABLE_COPY_MOVE(EnglishMessages)

private:
    locale_t m_english;
    locale_t m_before = nullptr;
};

using Handle = std::unique_ptr<PGconn, ConnectionCloser>;

/// The one host name that libpq would look up, blocking; empty if there is none or several.
QByteArray nameToResolve(const Settings &settings)
{
    const QString host = settings.host.isEmpty() ? qEnvironmentVariable("PGHOST") : settings.host;
    if (host.startsWith(u'/') || host.startsWith(u'@') || host.contains(u',') || settings.more.contains(u"hostaddr"_s))
        return {};
    return host.toUtf8();
}

/// Looks the name up on a thread of its own, which is left behind when the caller's patience ends first.
std::optional<Attempt> findResolvingFault(const Settings &settings, QDeadlineTimer deadline,
                                          const std::stop_token &stop)
{
    const QByteArray name = nameToResolve(settings);
    if (name.isEmpty())
        return std::nullopt;
    auto answer = std::make_shared<std::promise<QString>>();
    std::future<QString> fault = answer->get_future();
    std::thread([answer, name] {
        const EnglishMessages english;
        addrinfo *addresses = nullptr;
        const int code = getaddrinfo(name.constData(), nullptr, nullptr, &addresses);
        answer->set_value(code == 0 ? QString() : QString::fromUtf8(gai_strerror(code)));
        if (code == 0)
            freeaddrinfo(addresses);
    }).detach();
    while (fault.wait_for(20ms) != std::future_status::ready) {
        if (stop.stop_requested())
            return Attempt{.end = Attempt::End::Stopped};
        if (deadline.hasExpired())
            return Attempt{.end = Attempt::End::TimedOut, .text = u"no answer from the name service"_s};
    }
    const QString words = fault.get();
    if (words.isEmpty())
        return std::nullopt;
    return Attempt{.text =
                       u"could not translate host name \""_s + QString::fromUtf8(name) + u"\" to address: "_s + words};
}

Handle startConnecting(const Settings &settings, const QString &applicationName)
{
    QList<Parameter> parameters = connectParameters(settings, applicationName);
    parameters.append({u"client_encoding"_s, u"UTF8"_s});
    if (!settings.password.isEmpty())
        parameters.append({u"password"_s, settings.password.reveal()});
    std::vector<QByteArray> texts;
    for (const Parameter &parameter : std::as_const(parameters)) {
        texts.push_back(parameter.keyword.toUtf8());
        texts.push_back(parameter.value.toUtf8());
    }
    std::vector<const char *> keywords;
    std::vector<const char *> values;
    for (size_t i = 0; i < texts.size(); i += 2) {
        keywords.push_back(texts[i].constData());
        values.push_back(texts[i + 1].constData());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
    return Handle(PQconnectStartParams(keywords.data(), values.data(), 0));
}

/// False after a moment without news, so that the caller can look at the clock and the stop request.
bool socketReady(PGconn *connection, PostgresPollingStatusType wanted)
{
    constexpr int sliceMilliseconds = 50;
    if (PQsocket(connection) < 0)
        return true;
    pollfd descriptor{PQsocket(connection), short(wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
    return poll(&descriptor, 1, sliceMilliseconds) != 0;
}

/// Calls `reached` once, when somebody has taken the connection.
Attempt::End driveToTheEnd(PGconn *connection, QDeadlineTimer deadline, const std::stop_token &stop,
                           const std::function<void()> &reached)
{
    bool told = false;
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    if (PQstatus(connection) == CONNECTION_BAD)
        return Attempt::End::Refused;
    while (true) {
        if (stop.stop_requested())
            return Attempt::End::Stopped;
        if (deadline.hasExpired())
            return Attempt::End::TimedOut;
        if (!socketReady(connection, state))
            continue;
        state = PQconnectPoll(connection);
        if (!told && PQstatus(connection) != CONNECTION_STARTED && state != PGRES_POLLING_FAILED) {
            told = true;
            reached();
        }
        if (state == PGRES_POLLING_OK)
            return Attempt::End::Connected;
        if (state == PGRES_POLLING_FAILED)
            return Attempt::End::Refused;
    }
}

bool isSqlState(QStringView text)
{
    return text.size() == 5 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z');
           });
}

QString sslModeOf(PGconn *connection)
{
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfo(connection), &PQconninfoFree);
    for (const PQconninfoOption *option = options.get(); option != nullptr && option->keyword != nullptr; ++option) {
        if (qstrcmp(option->keyword, "sslmode") == 0)
            return QString::fromUtf8(option->val);
    }
    return {};
}

void readWhereabouts(Attempt &attempt, PGconn *connection)
{
    attempt.host = QString::fromUtf8(PQhost(connection));
    attempt.overSocket = attempt.host.startsWith(u'/') || attempt.host.startsWith(u'@');
    attempt.address = QString::fromUtf8(PQhostaddr(connection));
    attempt.port = QString::fromUtf8(PQport(connection));
    attempt.user = QString::fromUtf8(PQuser(connection));
    attempt.database = QString::fromUtf8(PQdb(connection));
    attempt.sslMode = sslModeOf(connection);
    if (PQsslInUse(connection) == 0)
        return;
    attempt.tlsVersion = QString::fromUtf8(PQsslAttribute(connection, "protocol"));
    attempt.tlsCipher = QString::fromUtf8(PQsslAttribute(connection, "cipher"));
}

/// The first one: what follows may be a name that looks like one.
QString sqlStateIn(const QString &line)
{
    for (qsizetype at = line.indexOf(u":  "_s); at >= 0; at = line.indexOf(u":  "_s, at + 1)) {
        const QStringView after = QStringView(line).mid(at + 3);
        if (after.size() > 6 && after[5] == u':' && isSqlState(after.left(5)))
            return after.left(5).toString();
    }
    return {};
}

/// Verbose refusals read "…: FATAL:  28P01: words" and "LOCATION:  routine, file:line"; the last one counts.
void readCodes(Attempt &attempt)
{
    const QStringList lines = attempt.text.split(u'\n');
    for (const QString &line : lines) {
        constexpr QLatin1String location("LOCATION:  ");
        if (line.startsWith(location)) {
            attempt.routine = line.mid(location.size()).section(u',', 0, 0);
            continue;
        }
        if (const QString found = sqlStateIn(line); !found.isEmpty())
            attempt.sqlState = found;
    }
}

} // namespace

void ConnectionCloser::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

OpenAttempt openAttempt(const Settings &settings, const QString &applicationName, std::chrono::milliseconds limit,
                        const std::stop_token &stop)
{
    const EnglishMessages english;
    const QDeadlineTimer deadline(limit);
    QElapsedTimer clock;
    clock.start();
    if (const auto fault = findResolvingFault(settings, deadline, stop))
        return {.attempt = *fault, .connection = {}};
    Handle connection = startConnecting(settings, applicationName);
    Attempt attempt{.resolvedAfter = clock.elapsed()};
    if (!connection)
        return {.attempt = attempt, .connection = {}};
    PQsetErrorVerbosity(connection.get(), PQERRORS_VERBOSE);
    attempt.end = driveToTheEnd(connection.get(), deadline, stop, [&] { attempt.reachedAfter = clock.elapsed(); });
    attempt.text = QString::fromUtf8(PQerrorMessage(connection.get())).trimmed();
    attempt.needsPassword = PQconnectionNeedsPassword(connection.get()) == 1;
    attempt.usedPassword = PQconnectionUsedPassword(connection.get()) == 1;
    readWhereabouts(attempt, connection.get());
    readCodes(attempt);
    PQsetErrorVerbosity(connection.get(), PQERRORS_DEFAULT);
    return {.attempt = attempt, .connection = std::move(connection)};
}

Attempt attemptToConnect(const Settings &settings, std::chrono::milliseconds limit, const std::stop_token &stop)
{
    return openAttempt(settings, u"cutover"_s, limit, stop).attempt;
}

} // namespace postgres
