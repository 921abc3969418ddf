// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"
#include "base/result.h"

#include <QElapsedTimer>
#include <stop_token>

namespace migration {

/// Counts rows of a hot loop; now and then looks at the stop token and reports progress (about ten times a second).
class Ticker
{
public:
    /// `passes`: how often the loop sees each row.
    Ticker(base::ProgressSink sink, base::Progress start, std::stop_token stop, int passes = 1)
        : m_sink(std::move(sink)), m_progress(std::move(start)), m_stop(std::move(stop)), m_passes(passes)
    {
        m_sinceReport.start();
    }
    /// One more row, of so many bytes. Fails once a stop was requested.
    base::Result<void> row(qint64 bytes)
    {
        ++m_rows;
        m_bytes += bytes;
        if (m_rows < m_nextRow && m_bytes < m_nextBytes)
            return {};
        return look();
    }
    [[nodiscard]] qint64 rows() const { return m_rows; }

private:
    base::Result<void> look();

    base::ProgressSink m_sink;
    base::Progress m_progress;
    std::stop_token m_stop;
    int m_passes;
    QElapsedTimer m_sinceReport;
    qint64 m_rows = 0;
    qint64 m_bytes = 0;
    qint64 m_nextRow = 1000;
    qint64 m_nextBytes = qint64{4} * 1024 * 1024;
};

} // namespace migration
