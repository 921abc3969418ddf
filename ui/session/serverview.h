// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/privateserver.h"

namespace ui {

/// Looks at the private server: files, processes and, where it runs, what it says itself. Takes a moment.
ServerView lookAtPrivateServer();

base::Result<void> setPrivateServerAutostart(bool on);

} // namespace ui
