// SPDX-License-Identifier: MIT
#include "support/tcpproxy.h"

#include <QtGlobal>
#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <fcntl.h>
#include <linux/filter.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace testsupport {

namespace {

sockaddr_in loopback(int port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<quint16>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

const sockaddr *generic(const sockaddr_in &address)
{
    return reinterpret_cast<const sockaddr *>(&address);
}

/// Everything that arrives at the socket is thrown away before the system's TCP sees it: no data, no acknowledgement.
void deafen(int socket)
{
    sock_filter dropAll = {BPF_RET | BPF_K, 0, 0, 0};
    const sock_fprog program = {1, &dropAll};
    if (setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) != 0)
        qFatal("A socket cannot be made deaf.");
}

/// False if the other side is gone.
bool sendAll(int socket, const char *data, qsizetype size)
{
    while (size > 0) {
        const auto sent = send(socket, data, static_cast<size_t>(size), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        data += sent;
        size -= sent;
    }
    return true;
}

/// What has come; empty if the other side is gone.
QByteArray receive(int socket)
{
    std::array<char, 65536> buffer{};
    const auto got = recv(socket, buffer.data(), buffer.size(), 0);
    return got > 0 ? QByteArray(buffer.data(), got) : QByteArray();
}

} // namespace

TcpProxy::TcpProxy(const QString &serverPort) : m_serverPort(serverPort.toInt())
{
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (bind(m_listener, generic(address), size) != 0 || listen(m_listener, 64) != 0 ||
        getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) != 0 || pipe2(m_wake, O_CLOEXEC) != 0)
        qFatal("The proxy cannot listen.");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { work(); });
}

TcpProxy::~TcpProxy()
{
    m_ending = true;
    [[maybe_unused]] const auto woken = write(m_wake[1], "e", 1);
    m_thread.join();
    for (const auto &line : m_lines)
        end(*line);
    if (m_listener >= 0)
        ::close(m_listener);
    ::close(m_wake[0]);
    ::close(m_wake[1]);
}

postgres::Settings TcpProxy::through(postgres::Settings settings) const
{
    settings.host = QStringLiteral("127.0.0.1");
    settings.port = QString::number(m_port);
    return settings;
}

void TcpProxy::when(const QByteArray &words, Moment moment, std::function<void()> action)
{
    const std::scoped_lock lock(m_mutex);
    m_watches.push_back({words, moment, 0, std::move(action)});
}

void TcpProxy::afterBytes(qint64 bytes, std::function<void()> action)
{
    const std::scoped_lock lock(m_mutex);
    m_watches.push_back({{}, Moment::After, bytes, std::move(action)});
}

void TcpProxy::replace(const QByteArray &words, const QByteArray &others)
{
    if (words.size() != others.size())
        qFatal("What is replaced must keep its length: messages say theirs.");
    const std::scoped_lock lock(m_mutex);
    m_replacements.emplace_back(words, others);
}

void TcpProxy::awaitActions()
{
    const std::scoped_lock lock(m_mutex);
}

void TcpProxy::cut()
{
    const std::scoped_lock lock(m_mutex);
    for (const auto &line : m_lines)
        end(*line);
}

void TcpProxy::close()
{
    const std::scoped_lock lock(m_mutex);
    ::close(std::exchange(m_listener, -1));
}

void TcpProxy::fallSilent()
{
    const std::scoped_lock lock(m_mutex);
    m_silent = true;
    deafen(m_listener);
    for (const auto &line : m_lines) {
        if (line->client >= 0)
            deafen(line->client);
    }
}

void TcpProxy::end(Line &line)
{
    const linger reset = {1, 0};
    for (int *side : {&line.client, &line.server}) {
        if (*side < 0)
            continue;
        setsockopt(*side, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        ::close(std::exchange(*side, -1));
    }
}

void TcpProxy::work()
{
    while (!m_ending) {
        std::vector<pollfd> waiting{{m_wake[0], POLLIN, 0}};
        std::vector<Line *> lines;
        {
            const std::scoped_lock lock(m_mutex);
            std::erase_if(m_lines, [](const auto &line) { return line->client < 0; });
            waiting.push_back({m_listener, POLLIN, 0});
            for (const auto &line : m_lines) {
                lines.push_back(line.get());
                waiting.push_back({line->client, POLLIN, 0});
                waiting.push_back({line->server, POLLIN, 0});
            }
        }
        constexpr int lookAgainMs = 20; // another thread may have cut or closed meanwhile
        if (poll(waiting.data(), waiting.size(), lookAgainMs) <= 0)
            continue;
        const std::scoped_lock lock(m_mutex);
        if (m_silent)
            continue;
        if (waiting[1].revents != 0)
            accept();
        for (size_t i = 0; i < lines.size(); ++i) {
            if (waiting[2 + 2 * i].revents != 0)
                passOn(*lines[i]);
            if (waiting[3 + 2 * i].revents != 0)
                giveBack(*lines[i]);
        }
    }
}

void TcpProxy::accept()
{
    const int client = m_listener < 0 ? -1 : accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0)
        return;
    auto line = std::make_unique<Line>();
    line->client = client;
    line->server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(m_serverPort);
    const int now = 1;
    for (const int side : {line->client, line->server})
        setsockopt(side, IPPROTO_TCP, TCP_NODELAY, &now, sizeof now);
    if (connect(line->server, generic(address), sizeof address) != 0)
        end(*line);
    m_lines.push_back(std::move(line));
}

/// The first whose time has come; it is not waited for any longer.
std::optional<TcpProxy::Watch> TcpProxy::due(Line &line)
{
    for (auto watch = m_watches.begin(); watch != m_watches.end(); ++watch) {
        const qsizetype at = watch->words.isEmpty() ? -1 : line.heard.indexOf(watch->words);
        if (at < 0 && (!watch->words.isEmpty() || m_bytes < watch->bytes))
            continue;
        if (at >= 0) // what its action waits for next must be said after this
            line.heard = line.heard.mid(at + watch->words.size());
        Watch found = std::move(*watch);
        m_watches.erase(watch);
        return found;
    }
    return std::nullopt;
}

void TcpProxy::passOn(Line &line)
{
    constexpr qsizetype longestWords = 200;
    if (line.client < 0 || m_silent)
        return;
    const QByteArray said = receive(line.client);
    if (said.isEmpty())
        return end(line);
    m_bytes += said.size();
    line.heard = line.heard.right(longestWords) + said;
    std::vector<Watch> after;
    while (auto watch = due(line)) {
        ++m_happened;
        if (watch->moment == Moment::Before)
            watch->action();
        else
            after.push_back(std::move(*watch));
    }
    if (line.client >= 0 && !m_silent && !sendAll(line.server, said.constData(), said.size()))
        end(line);
    for (const Watch &watch : after)
        watch.action();
}

void TcpProxy::giveBack(Line &line)
{
    if (line.server < 0 || m_silent)
        return;
    QByteArray answer = receive(line.server);
    for (const auto &[words, others] : m_replacements)
        answer.replace(words, others);
    if (answer.isEmpty() || !sendAll(line.client, answer.constData(), answer.size()))
        end(line);
}

} // namespace testsupport
