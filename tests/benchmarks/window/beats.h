// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <atomic>
#include <thread>
#include <vector>

namespace benchmarks {

/// How long it took from one beat to the next, in milliseconds.
struct Gaps
{
    std::vector<double> all;

    [[nodiscard]] double longest() const;
    /// 0.999: what that share of them does not exceed.
    [[nodiscard]] double quantile(double share) const;
    /// Percent of them.
    [[nodiscard]] double within(double milliseconds) const;
};

/// A beat every 5 ms in the event loop of the thread that made it, and beside it one of a thread that does nothing
/// else: what that one waits for is the computer's doing, not the window's.
class Heart
{
public:
    Heart();
    Heart(const Heart &) = delete;
    Heart &operator=(const Heart &) = delete;
    ~Heart();
    /// Ends both.
    void stop();
    [[nodiscard]] const Gaps &loop() const { return m_loop; }
    [[nodiscard]] const Gaps &thread() const { return m_thread; }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_last = 0;
    Gaps m_loop;
    Gaps m_thread;
    std::atomic<bool> m_ending = false;
    std::thread m_beside;
};

} // namespace benchmarks
