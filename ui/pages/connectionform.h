// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/serverform.h"

namespace ui {

class Target;

/// The form that shows and changes a target: what is pasted fills it in, and the password goes into this computer's
/// keychain and comes from there, if the person wishes.
class ConnectionForm : public ServerForm
{
    Q_OBJECT
public:
    /// Both outlive it.
    ConnectionForm(Target *target, Keychain *keychain, QWidget *parent = nullptr);
    /// If none is filled in.
    void lookUpPassword();

private:
    void showTarget();
    void paste(const QString &text);
    void remember();
    Target *m_target;
    Keychain *m_keychain;
};

} // namespace ui
