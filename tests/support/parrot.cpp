// SPDX-License-Identifier: MIT
#include "support/parrot.h"

#include <QtEndian>
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace testsupport {

Parrot::Parrot(Manner manner, QByteArray words) : m_manner(manner), m_words(std::move(words))
{
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *raw = reinterpret_cast<sockaddr *>(&address);
    if (bind(m_listener, raw, size) != 0 || listen(m_listener, 8) != 0 || getsockname(m_listener, raw, &size) != 0)
        qFatal("no listening socket");
    m_port = ntohs(address.sin_port);
    if (manner != Manner::Hangs)
        m_thread = std::thread([this] { serve(); });
}

Parrot::~Parrot()
{
    shutdown(m_listener, SHUT_RDWR);
    if (m_thread.joinable())
        m_thread.join();
    close(m_listener);
}

void Parrot::serve()
{
    for (int peer = accept(m_listener, nullptr, nullptr); peer >= 0; peer = accept(m_listener, nullptr, nullptr)) {
        char startup[1024];
        if (m_manner == Manner::Answers && read(peer, startup, sizeof startup) > 0)
            static_cast<void>(write(peer, m_words.constData(), size_t(m_words.size())));
        shutdown(peer, SHUT_WR);
        while (m_manner == Manner::Answers && read(peer, startup, sizeof startup) > 0) {
        }
        close(peer);
    }
}

QByteArray refusal(const char *severity, const char *sqlState, const char *words, const char *routine)
{
    QByteArray fields;
    const auto add = [&fields](char tag, const char *text) { fields.append(tag).append(text).append('\0'); };
    add('S', severity);
    add('V', "FATAL");
    add('C', sqlState);
    add('M', words);
    add('F', "auth.c");
    add('L', "330");
    add('R', routine);
    fields.append('\0');
    QByteArray message("E");
    const quint32 size = qToBigEndian(quint32(fields.size() + 4));
    message.append(reinterpret_cast<const char *>(&size), 4);
    return message + fields;
}

} // namespace testsupport
