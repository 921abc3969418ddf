// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

namespace ui {

/// Writes a page of HTML, as PDF if the path ends so. For any thread. Code: not-written.
base::Result<void> writeDocument(const QString &path, const QString &html);

} // namespace ui
