// SPDX-License-Identifier: MIT
#include "ui/session/exporter.h"

#include "ui/session/database.h"

namespace ui {

Exporter::Exporter(QObject *parent) : QObject(parent)
{
}

void Exporter::start(const Database &database, const browse::ExportRequest &request)
{
    using Outcome = base::Result<browse::ExportOutcome>;
    m_awake.hold(tr("Data is being exported."));
    m_job.start<Outcome>(
        [this, settings = database.settings(), request](const std::stop_token &stop) {
            // The job waits for this work before it goes, so we are still here.
            const browse::ExportSink tell = [this, stop](const browse::ExportProgress &progress) {
                QMetaObject::invokeMethod(
                    this,
                    [this, stop, progress] {
                        if (!stop.stop_requested() && m_job.isRunning())
                            Q_EMIT progressed(progress);
                    },
                    Qt::QueuedConnection);
            };
            return browse::exportTo(settings, request, tell, stop);
        },
        [this](const Outcome &outcome) {
            m_awake.release();
            Q_EMIT finished(outcome);
        });
}

void Exporter::stop()
{
    m_job.stop();
}

} // namespace ui
