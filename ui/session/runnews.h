// SPDX-License-Identifier: MIT
#pragma once

#include "migration/run/run.h"

#include <QHash>
#include <QMutex>

namespace ui {

/// What the threads of a run tell, kept until the window asks: however often they tell, the window hears of each
/// creator once.
class RunNews
{
public:
    struct Batch
    {
        QHash<QString, base::Progress> progress; ///< by creator, the latest
        QList<migration::CreatorReport> ended;
        QString current; ///< who told last
    };
    /// From any thread.
    void tell(const base::Progress &progress);
    void tellEnd(const migration::CreatorReport &report);
    /// What was told since the last time.
    Batch take();

private:
    QMutex m_mutex;
    Batch m_batch;
};

} // namespace ui
