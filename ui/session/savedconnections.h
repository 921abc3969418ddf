// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/targetform.h"

#include <QList>

namespace ui {

/// A server that somebody looked into or moved to, remembered from one start of the window to the next.
struct SavedConnection
{
    QString name;    ///< what the person calls it; empty: by its address
    TargetForm form; ///< never with a password: that is the keychain's
};

QList<SavedConnection> savedConnections();
/// At most the last hundred are kept.
void saveConnections(const QList<SavedConnection> &connections);

} // namespace ui
