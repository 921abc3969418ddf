// SPDX-License-Identifier: MIT
#include "sqlite/progressmeter.h"

namespace sqlite {

namespace {

constexpr std::chrono::milliseconds pause{100};

} // namespace

void ProgressMeter::add(const QString &table, qint64 done, qint64 bytes)
{
    m_done += done;
    m_bytes += bytes;
    if (!m_sink)
        return;
    const std::unique_lock lock(m_mutex, std::try_to_lock);
    if (!lock.owns_lock()) // somebody else is just telling
        return;
    const auto now = std::chrono::steady_clock::now();
    if (now - m_last < pause)
        return;
    m_last = now;
    report(table);
}

void ProgressMeter::finish()
{
    const std::scoped_lock lock(m_mutex);
    if (m_sink)
        report({});
}

void ProgressMeter::report(const QString &table)
{
    base::Progress progress;
    progress.phase = m_phase;
    progress.table = table;
    progress.done = m_done;
    progress.of = m_expected;
    progress.bytes = m_bytes;
    m_sink(progress);
}

} // namespace sqlite
