// SPDX-License-Identifier: MIT
#pragma once

#include "browse/export.h"
#include "ui/session/awake.h"
#include "ui/session/job.h"

namespace ui {

class Database;

/// Writes what is in a database into a file, in the background; one at a time. The computer is kept awake meanwhile.
class Exporter : public QObject
{
    Q_OBJECT
public:
    explicit Exporter(QObject *parent = nullptr);
    void start(const Database &database, const browse::ExportRequest &request);
    /// Ends it; then nothing of it is left, and finished() says so.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_job.isRunning(); }

Q_SIGNALS:
    void progressed(const browse::ExportProgress &progress);
    void finished(const base::Result<browse::ExportOutcome> &outcome);

private:
    Awake m_awake;
    Job m_job; ///< last, so that it ends first
};

} // namespace ui
