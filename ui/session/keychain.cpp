// SPDX-License-Identifier: MIT
#include "ui/session/keychain.h"

#include <QSettings>
#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr auto service = "Cutover";
constexpr auto probe = "availability";
constexpr auto namesKey = "keychain/names"; ///< never a password

bool isMissing(const QKeychain::Job &job)
{
    return job.error() == QKeychain::NoBackendAvailable || job.error() == QKeychain::NotImplemented ||
           job.error() == QKeychain::OtherError;
}

/// Never into a file of settings, which QtKeychain would do on request. A job belongs to itself: whoever destroys it
/// before the keychain has answered crashes when it does.
void start(QKeychain::Job *job, const QString &name)
{
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(name);
    job->start();
}

} // namespace

Keychain::Keychain(QObject *parent) : QObject(parent)
{
    lookUp(QLatin1String(probe));
}

void Keychain::learn(Availability availability)
{
    if (m_availability == availability)
        return;
    m_availability = availability;
    Q_EMIT availabilityChanged();
}

QStringList Keychain::kept()
{
    return QSettings().value(QLatin1String(namesKey)).toStringList();
}

void Keychain::note(const QStringList &names)
{
    QStringList once = names;
    once.removeDuplicates();
    if (once == kept())
        return;
    QSettings().setValue(QLatin1String(namesKey), once);
    Q_EMIT keptChanged();
}

void Keychain::lookUp(const QString &name)
{
    auto *job = new QKeychain::ReadPasswordJob(QLatin1String(service));
    connect(job, &QKeychain::Job::finished, this, [this, job, name] {
        learn(isMissing(*job) ? Availability::Missing : Availability::Available);
        if (job->error() == QKeychain::NoError)
            Q_EMIT found(name, base::Secret(job->textData()));
        else
            Q_EMIT missing(name);
    });
    start(job, name);
}

void Keychain::keep(const QString &name, const base::Secret &secret)
{
    auto *job = new QKeychain::WritePasswordJob(QLatin1String(service));
    job->setTextData(secret.reveal());
    connect(job, &QKeychain::Job::finished, this, [this, job, name] {
        if (job->error() == QKeychain::NoError)
            note(kept() + QStringList(name));
        else
            Q_EMIT notKept(tr("The keychain did not take the password, so it is kept only until you close the window. "
                              "Usually the keychain is locked: unlock it, and test again."));
    });
    start(job, name);
}

void Keychain::forget(const QString &name)
{
    QStringList names = kept();
    names.removeAll(name);
    note(names);
    start(new QKeychain::DeletePasswordJob(QLatin1String(service)), name);
}

} // namespace ui
