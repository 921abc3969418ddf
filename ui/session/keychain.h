// SPDX-License-Identifier: MIT
#pragma once

#include "base/secret.h"

#include <QObject>
#include <QStringList>

namespace ui {

/// This computer's keychain, the only place where a password is ever kept. Everything answers later, by a signal.
class Keychain : public QObject
{
    Q_OBJECT
public:
    explicit Keychain(QObject *parent = nullptr);
    enum class Availability { NotKnownYet, Available, Missing };
    [[nodiscard]] Availability availability() const { return m_availability; }

    void keep(const QString &name, const base::Secret &secret);
    void forget(const QString &name);
    /// Answers by found() or missing().
    void lookUp(const QString &name);
    /// What passwords are kept for: servers, by what Target::describe() says. The keychain itself cannot be asked.
    [[nodiscard]] static QStringList kept();

Q_SIGNALS:
    void keptChanged();
    void availabilityChanged();
    void found(const QString &name, const base::Secret &secret);
    void missing(const QString &name);
    /// A sentence; the password is not kept.
    void notKept(const QString &reason);

private:
    void learn(Availability availability);
    void note(const QStringList &names);
    Availability m_availability = Availability::NotKnownYet;
};

} // namespace ui
