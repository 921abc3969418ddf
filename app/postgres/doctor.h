// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/settings.h"

#include <QList>
#include <stop_token>

namespace postgres {

enum class StepState { Ok, Warning, Failed, Skipped };

struct DoctorStep
{
    QString id; ///< connect, version, encoding, create-schema, room
    StepState state = StepState::Skipped;
    QString message;
    QString fix;      ///< text to copy; empty if none
    QString sqlState; ///< where the server gave one
};

QList<DoctorStep> examine(const Settings &settings, const std::stop_token &stop);

} // namespace postgres
