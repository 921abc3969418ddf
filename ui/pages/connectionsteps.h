// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/target.h"
#include "ui/widgets/steplist.h"

namespace ui {

/// A step of the connection test in a few words. `sslMode` is the encryption that was asked for.
StepView viewOf(const TargetStep &step, const QString &sslMode);

/// What the button that mends `code` says: "Create the database".
QString mendText(const QString &code);

} // namespace ui
