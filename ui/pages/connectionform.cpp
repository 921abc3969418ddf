// SPDX-License-Identifier: MIT
#include "ui/pages/connectionform.h"

#include "ui/session/target.h"

namespace ui {

ConnectionForm::ConnectionForm(Target *target, Keychain *keychain, QWidget *parent)
    : ServerForm(parent), m_target(target), m_keychain(keychain)
{
    connect(this, &ServerForm::edited, target, [this] { m_target->setForm(form()); });
    connect(this, &ServerForm::pasted, this, &ConnectionForm::paste);
    connect(this, &ServerForm::rememberWanted, this, &ConnectionForm::remember);
    connect(this, &ServerForm::forgetWanted, keychain, [this] { m_keychain->forget(m_target->describe()); });
    connect(this, &ServerForm::namedServer, this, &ConnectionForm::lookUpPassword);
    connect(target, &Target::changed, this, &ConnectionForm::showTarget);
    connect(keychain, &Keychain::availabilityChanged, this, [this] { setKeychain(m_keychain->availability()); });
    connect(keychain, &Keychain::notKept, this, &ServerForm::sayKeychainFault);
    connect(keychain, &Keychain::found, this, [this](const QString &name, const base::Secret &secret) {
        TargetForm filled = m_target->form();
        if (name != m_target->describe() || !filled.password.isEmpty() || secret.isEmpty())
            return;
        filled.password = secret;
        setRemembers(true);
        m_target->setForm(filled);
    });
    setKeychain(keychain->availability());
    showTarget();
}

void ConnectionForm::showTarget()
{
    setForm(m_target->form());
    remember();
}

void ConnectionForm::paste(const QString &text)
{
    const auto pasted = m_target->paste(text);
    sayPasteFault(pasted ? QString() : pasted.error().message);
    if (pasted)
        lookUpPassword();
}

/// Only what the test found to be right.
void ConnectionForm::remember()
{
    const bool right = m_target->state() == TargetState::Ready && m_target->place() == TargetPlace::Server;
    if (right && !m_target->form().password.isEmpty() && remembersPassword())
        m_keychain->keep(m_target->describe(), m_target->form().password);
}

void ConnectionForm::lookUpPassword()
{
    const TargetForm &filled = m_target->form();
    if (m_keychain->availability() == Keychain::Availability::Available && m_target->place() == TargetPlace::Server &&
        filled.password.isEmpty() && !filled.host.isEmpty())
        m_keychain->lookUp(m_target->describe());
}

} // namespace ui
