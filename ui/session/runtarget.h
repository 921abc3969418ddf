// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/report.h"
#include "postgres/settings.h"

#include <optional>

namespace ui {

class Target;

using KnownTarget = std::optional<postgres::Settings>;

/// What was tested; none if nothing is, or not with success.
KnownTarget knownTarget(const Target &target);

/// Where a run went: the server that was tested, if it is that one, else the private one, if it is that one, which is
/// started for it. It takes its time: for a Job. Codes: target-needed, and those of starting the private server.
base::Result<postgres::Settings> settingsOf(const migration::RunReport &run, const KnownTarget &tested);

} // namespace ui
