// SPDX-License-Identifier: MIT
#pragma once

#include "migration/journal/runrequest.h"

#include <QJsonObject>

/// What a run was asked to do, as its local journal keeps it: all but the target, of which nothing secret is written.
namespace migration {

QJsonObject toJson(const RunRequest &request);
/// Code bad-journal.
base::Result<RunRequest> runRequestFromJson(const QJsonObject &json);

} // namespace migration
