// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/privateserver.h"
#include "ui/style/colors.h"

namespace ui {

/// The private server's state for people, and what the button beside it does.
struct ServerWords
{
    Status status;
    QString title;
    QString sentence;
    QString action;
};

ServerWords wordsFor(const ServerView &view, ServerActivity activity);

} // namespace ui
