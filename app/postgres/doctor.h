// SPDX-License-Identifier: MIT
#pragma once

#include "postgres/settings.h"

#include <QList>
#include <QStringList>
#include <functional>
#include <stop_token>

namespace postgres {

enum class StepState { Ok, Warning, Failed, Skipped };

struct DoctorStep
{
    QString id; ///< one of doctorStepIds()
    StepState state = StepState::Skipped;
    QString message;
    QString fix;      ///< text to copy; empty if none
    QString sqlState; ///< where the server gave one
    QString code;     ///< of the Error behind a failed step; see explain()
    QString detail;   ///< the server's or libpq's own words
    QString protocol; ///< of the step encryption: "TLSv1.3"; empty where nothing is encrypted
    qint64 milliseconds = 0;
};

/// What a database is wanted for: to move data into it, or only to look into it, which takes less.
enum class Use { Move, Look };

/// name, reach, encryption, sign-in, database, version, encoding, create-schema, room, round-trip: in this order. To
/// look takes only those up to version.
QStringList doctorStepIds(Use use = Use::Move);

using StepSink = std::function<void(const DoctorStep &)>;

/// Tests whether `settings` can be used: every step, each told to `sink` as soon as it is known. Writes nothing that
/// stays.
QList<DoctorStep> examine(const Settings &settings, const StepSink &sink, const std::stop_token &stop,
                          Use use = Use::Move);

} // namespace postgres
