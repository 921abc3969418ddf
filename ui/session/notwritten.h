// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

namespace ui {

/// A file that somebody chose to save into could not be written. Code not-written.
base::Error notWritten(const QString &path, const QString &detail);

} // namespace ui
