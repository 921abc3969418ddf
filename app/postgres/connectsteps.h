// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/connection.h"
#include "postgres/doctor.h"
#include "postgres/probe.h"

/// The doctor's steps up to an open connection.
namespace postgres {

/// In the order in which they are taken: name, reach, encryption, sign-in, database.
QStringList connectStepIds();

/// The steps that an attempt got through, and the failed one if it failed.
QList<DoctorStep> connectSteps(const Settings &settings, const Attempt &attempt);

} // namespace postgres
