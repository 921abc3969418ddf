// SPDX-License-Identifier: MIT
#include "cli/interrupt.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace cli {

namespace {

/// The only thing that a signal handler may touch: the writing end of a pipe.
int signalPipe[2] = {-1, -1};

constexpr char stopByte = 's';
constexpr char quitByte = 'q';

void onSignal(int)
{
    const int saved = errno;
    [[maybe_unused]] const auto written = write(signalPipe[1], &stopByte, 1);
    errno = saved;
}

void handle(int signalNumber, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    sigaction(signalNumber, &action, nullptr);
}

void closeBoth(int (&ends)[2])
{
    close(ends[0]);
    close(ends[1]);
}

} // namespace

Interrupt::Interrupt()
{
    if (pipe2(signalPipe, O_CLOEXEC) != 0 || pipe2(m_stopped, O_CLOEXEC) != 0)
        return;
    fcntl(signalPipe[1], F_SETFL, O_NONBLOCK);
    m_listener = std::thread([this] { listen(); });
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        handle(number, onSignal);
    // A reader that went away (`| head`) must not end a run half-way.
    handle(SIGPIPE, SIG_IGN);
    // Nor must a limit on the size of files: what cannot be written is an error like a full disk.
    handle(SIGXFSZ, SIG_IGN);
}

Interrupt::~Interrupt()
{
    if (!m_listener.joinable())
        return;
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        handle(number, SIG_IGN);
    [[maybe_unused]] const auto written = write(signalPipe[1], &quitByte, 1);
    m_listener.join();
    closeBoth(signalPipe);
    closeBoth(m_stopped);
}

void Interrupt::listen()
{
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    char byte = 0;
    while (true) {
        const auto got = read(signalPipe[0], &byte, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got != 1 || byte == quitByte)
            return;
        if (m_source.request_stop()) [[maybe_unused]]
            const auto written = write(m_stopped[1], &stopByte, 1);
    }
}

} // namespace cli
