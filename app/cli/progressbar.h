// SPDX-License-Identifier: MIT
#pragma once

#include "base/progress.h"
#include "cli/console.h"
#include "cli/options.h"

#include <QElapsedTimer>
#include <QMutex>

namespace cli {

/// Shows how far a run is, on standard error: a bar on a terminal, JSON lines on request, else nothing. The bar is gone
/// when this is.
class ProgressBar
{
public:
    ProgressBar(const Console &console, ProgressMode mode);
    ~ProgressBar();
    ProgressBar(const ProgressBar &) = delete;
    ProgressBar &operator=(const ProgressBar &) = delete;

    /// For the engine; may be called from any thread as long as this lives.
    base::ProgressSink sink();

private:
    void show(base::Progress progress);
    void draw(const base::Progress &progress, double remaining);
    static void writeJson(const base::Progress &progress, double remaining);
    /// Seconds; below 0 while it cannot be told.
    [[nodiscard]] double remaining(double fraction) const;

    ProgressMode m_mode;
    QMutex m_mutex;
    QElapsedTimer m_running;
    QElapsedTimer m_sinceDrawn;
    double m_fraction = -1;
    bool m_drawn = false;
};

/// One object of `--progress json`.
QJsonObject progressJson(const base::Progress &progress, double remaining);

} // namespace cli
