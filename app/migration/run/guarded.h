// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <functional>

namespace migration {

/// What `work` answers. An exception from a library must not take the program down with a half-built schema behind it:
/// code internal.
base::Result<void> guarded(const std::function<base::Result<void>()> &work);

} // namespace migration
