// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <thread>

namespace testsupport {

/// A peer on 127.0.0.1 that says the same bytes to everybody, to hear what no real server says on demand.
class Parrot
{
public:
    enum class Manner { Answers, Hangs, HangsUp };

    explicit Parrot(Manner manner, QByteArray words = {});
    Parrot(const Parrot &) = delete;
    Parrot &operator=(const Parrot &) = delete;
    ~Parrot();
    [[nodiscard]] QString port() const { return QString::number(m_port); }

private:
    void serve();
    Manner m_manner;
    QByteArray m_words;
    int m_listener = -1;
    quint16 m_port = 0;
    std::thread m_thread;
};

/// A refusal as the server sends it.
QByteArray refusal(const char *severity, const char *sqlState, const char *words, const char *routine);

} // namespace testsupport
