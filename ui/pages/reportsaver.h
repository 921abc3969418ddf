// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/report.h"
#include "ui/session/job.h"

class QWidget;

namespace ui {

/// Writes a report where the person wants it: HTML, or PDF where the name ends so.
class ReportSaver : public QObject
{
    Q_OBJECT
public:
    explicit ReportSaver(QWidget *owner);
    /// Asks where, then saves.
    void ask(const migration::RunReport &report);
    void save(const migration::RunReport &report, const QString &path);

Q_SIGNALS:
    void saved(const QString &path);
    void failed(const QString &message);

private:
    QWidget *m_owner;
    Job m_job;
};

} // namespace ui
