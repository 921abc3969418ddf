// SPDX-License-Identifier: MIT
#pragma once

#include <stop_token>
#include <thread>

namespace cli {

/// While it lives, SIGINT, SIGTERM and SIGHUP ask for a clean stop instead of ending the process; however often they
/// come.
class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }
    [[nodiscard]] bool stopRequested() const { return m_source.stop_requested(); }
    /// Becomes readable when a stop was asked for, and stays so; for poll().
    [[nodiscard]] int descriptor() const { return m_stopped[0]; }

private:
    void listen();

    std::stop_source m_source;
    int m_stopped[2] = {-1, -1};
    std::thread m_listener;
};

} // namespace cli
