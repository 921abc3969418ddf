// SPDX-License-Identifier: MIT
#pragma once

#include "browse/export.h"

#include <QElapsedTimer>

namespace browse {

/// Counts what an export has written, and tells it now and then. For browse/ only.
class ExportMeter
{
public:
    explicit ExportMeter(ExportSink sink) : m_sink(std::move(sink)) { m_clock.start(); }

    void addRow() { ++m_progress.rows; }
    void addBytes(qint64 bytes)
    {
        m_progress.bytes += bytes;
        tell();
    }
    void setBytes(qint64 bytes)
    {
        m_progress.bytes = bytes;
        tell();
    }
    void countNoRows() { m_progress.rows = -1; }
    void setTables(qsizetype tables) { m_progress.tables = int(tables); }
    void beginTable(const QString &table) { m_progress.table = table; }
    void endTable() { ++m_progress.tablesDone; }
    [[nodiscard]] const ExportProgress &progress() const { return m_progress; }

private:
    void tell()
    {
        constexpr qint64 everyMilliseconds = 100;
        if (!m_sink || m_clock.elapsed() < everyMilliseconds)
            return;
        m_sink(m_progress);
        m_clock.start();
    }

    ExportSink m_sink;
    QElapsedTimer m_clock;
    ExportProgress m_progress;
};

} // namespace browse
