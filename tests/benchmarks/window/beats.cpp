// SPDX-License-Identifier: MIT
#include "benchmarks/window/beats.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace benchmarks {

namespace {

using namespace std::chrono_literals;

constexpr auto beat = 5ms;
constexpr double perMillisecond = 1e6;

} // namespace

double Gaps::longest() const
{
    return all.empty() ? 0 : *std::max_element(all.begin(), all.end());
}

double Gaps::quantile(double share) const
{
    if (all.empty())
        return 0;
    std::vector<double> sorted = all;
    std::sort(sorted.begin(), sorted.end());
    return sorted[size_t(std::floor(share * double(sorted.size() - 1)))];
}

double Gaps::within(double milliseconds) const
{
    const auto kept = std::count_if(all.begin(), all.end(), [milliseconds](double gap) { return gap <= milliseconds; });
    return all.empty() ? 0 : 100.0 * double(kept) / double(all.size());
}

Heart::Heart()
{
    m_clock.start();
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(beat);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
        const qint64 now = m_clock.nsecsElapsed();
        m_loop.all.push_back(double(now - m_last) / perMillisecond);
        m_last = now;
    });
    m_timer.start();
    m_beside = std::thread([this] {
        qint64 last = m_clock.nsecsElapsed();
        while (!m_ending) {
            std::this_thread::sleep_for(beat);
            const qint64 now = m_clock.nsecsElapsed();
            m_thread.all.push_back(double(now - last) / perMillisecond);
            last = now;
        }
    });
}

Heart::~Heart()
{
    stop();
}

void Heart::stop()
{
    m_timer.stop();
    m_ending = true;
    if (m_beside.joinable())
        m_beside.join();
}

} // namespace benchmarks
