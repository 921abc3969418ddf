// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/settings.h"

#include <QByteArray>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace testsupport {

/// A way to a server on 127.0.0.1 that can break. Nothing on it is encrypted, so it sees what the client says.
class TcpProxy
{
public:
    /// Listens on a free port of 127.0.0.1.
    explicit TcpProxy(const QString &serverPort);
    TcpProxy(const TcpProxy &) = delete;
    TcpProxy &operator=(const TcpProxy &) = delete;
    ~TcpProxy();

    /// The settings with this way in them.
    [[nodiscard]] postgres::Settings through(postgres::Settings settings) const;

    enum class Moment { Before, After };
    /// Calls `action` from the proxy's own thread, once, when a client says `words`: before they are passed on, or
    /// after. Later calls add to what is waited for; `action` may call this, too.
    void when(const QByteArray &words, Moment moment, std::function<void()> action);
    /// The same after so many bytes from clients.
    void afterBytes(qint64 bytes, std::function<void()> action);
    /// How many of these have happened.
    [[nodiscard]] int happened() const { return m_happened; }

    /// From now on the server's answers say `others` wherever they said `words`; both are of one length.
    void replace(const QByteArray &words, const QByteArray &others);

    /// Returns when no action is being carried out.
    void awaitActions();
    /// Every connection ends at once, with a reset.
    void cut();
    /// New connections are refused from now on, as by a server that is not there.
    void close();
    /// From now on as if the cable were cut: nothing comes through, nothing is acknowledged, nothing is closed.
    void fallSilent();

private:
    struct Line
    {
        int client = -1;
        int server = -1;
        QByteArray heard; ///< the end of what the client said
    };
    struct Watch
    {
        QByteArray words;
        Moment moment;
        qint64 bytes;
        std::function<void()> action;
    };
    void work();
    void accept();
    void passOn(Line &line);
    void giveBack(Line &line);
    std::optional<Watch> due(Line &line);
    static void end(Line &line);

    int m_listener = -1;
    int m_serverPort = 0;
    int m_port = 0;
    int m_wake[2] = {-1, -1};
    std::recursive_mutex m_mutex; ///< of everything below: actions call back
    std::vector<std::unique_ptr<Line>> m_lines;
    std::vector<Watch> m_watches;
    std::vector<std::pair<QByteArray, QByteArray>> m_replacements;
    qint64 m_bytes = 0;
    bool m_silent = false;
    std::atomic<bool> m_ending = false;
    std::atomic<int> m_happened = 0;
    std::thread m_thread;
};

} // namespace testsupport
