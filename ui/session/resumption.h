// SPDX-License-Identifier: MIT
#pragma once

#include "migration/run/run.h"
#include "ui/session/runtarget.h"

namespace ui {

/// A run that can be taken up again.
struct Resumption
{
    migration::ResumeRequest wished;
    migration::RunRequest request; ///< what it was asked to do, with a target
};

/// Reads the run's journal, counts what its files hold and finds the way to its server. It takes its time: for a Job.
base::Result<Resumption> prepareResumption(const migration::RunReport &run, const KnownTarget &tested);

} // namespace ui
