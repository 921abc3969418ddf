// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/connection.h"
#include "postgres/doctor.h"

/// The doctor's steps that ask an open connection.
namespace postgres {

struct ServerStep
{
    QString id;
    DoctorStep (*take)(Connection &connection);
};

/// Those that `use` takes, in the order in which they are taken.
QList<ServerStep> serverSteps(Use use);

} // namespace postgres
