// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"

#include <atomic>
#include <chrono>
#include <mutex>

namespace sqlite {

/// Adds up what several threads have done and passes it on about ten times a second, never from two threads at once.
class ProgressMeter
{
public:
    ProgressMeter(base::Phase phase, const base::ProgressSink &sink) : m_phase(phase), m_sink(sink) {}
    void expect(qint64 total) { m_expected = total; }
    void add(const QString &table, qint64 done, qint64 bytes);
    /// Passes on the end, however little time has passed.
    void finish();

private:
    void report(const QString &table);

    base::Phase m_phase;
    const base::ProgressSink &m_sink;
    std::atomic<qint64> m_expected = 0;
    std::atomic<qint64> m_done = 0;
    std::atomic<qint64> m_bytes = 0;
    std::mutex m_mutex;
    std::chrono::steady_clock::time_point m_last{};
};

} // namespace sqlite
