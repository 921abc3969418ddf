// SPDX-License-Identifier: MIT
#pragma once

#include "base/jsonplace.h"
#include "migration/plan/plan.h"

namespace migration {

Note noteFromJson(const base::JsonPlace &place);

} // namespace migration
