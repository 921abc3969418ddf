// SPDX-License-Identifier: MIT
#pragma once

#include "migration/run/examples.h"
#include "ui/session/job.h"
#include "ui/session/plannedsource.h"

namespace ui {

/// Looks for all the rows that a question is about, in a copy of the source as it is now.
class ExampleSearch : public QObject
{
    Q_OBJECT
public:
    explicit ExampleSearch(QObject *parent = nullptr);
    /// The source was looked at before. A search under way is given up.
    void look(const PlannedSource &source, const Question &question);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_job.isRunning(); }

Q_SIGNALS:
    void found(const base::Result<migration::Examples> &examples);

private:
    Job m_job;
};

} // namespace ui
